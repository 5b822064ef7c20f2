// softdelete_registry: the one ordinary table in each database file that holds the settings of its
// managed tables.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "sqlite/api.hpp"

namespace softdelete {

inline constexpr const char* kRegistry = "softdelete_registry";

struct Settings {
  sqlite3_int64 id = 0;  // the registry's rowid
  std::string table;
  std::string flag_column;
  std::string time_column;  // the same as flag_column where the time is the flag as well
  std::string active_view;
  std::string deleted_view;
  std::string children = "declared";  // declared, cascade or keep
  std::optional<std::string> retention;
  bool suspended = false;
  bool live_indexes = false;
  bool reuse_keys = false;
  std::string added_columns;  // those that enabling added: quoted names, separated by commas

  bool time_only() const;
};

// The column that holds the parent table whose deletion took a row along.
inline constexpr const char* kViaColumn = "deleted_via";

// CREATE TABLE of the registry, from its name on.
std::string registry_definition();

// Drops the registry where no table is managed any more.
void drop_empty_registry(sqlite3* db, const std::string& schema);

// Creates the registry where the schema has none. An Error where the name is taken by another.
void create_registry(sqlite3* db, const std::string& schema);

// Writes nothing, but takes the write lock, waiting for it where nothing was read before. Inside a
// statement it makes SQLite keep a statement journal of that database, so that all which follows in
// it is taken back with it. It needs the registry.
void open_journal(sqlite3* db, const std::string& schema);

// The columns of the registry: all but the id.
extern const char* const kSettingsColumns;

// All rows, in order of their ids; none where the schema has no registry.
std::vector<Settings> read_registry(sqlite3* db, const std::string& schema);

// Writes a row; an id of 0 makes a new one, and is set.
void write_settings(sqlite3* db, const std::string& schema, Settings& settings);
void erase_settings(sqlite3* db, const std::string& schema, const Settings& settings);

// The names of the attached databases in the order in which SQLite looks a name up.
std::vector<std::string> schemas_in_lookup_order(sqlite3* db);

}  // namespace softdelete
