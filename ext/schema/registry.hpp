// softdelete_registry: the one ordinary table in each database file that holds the settings of its
// managed tables, and the tables beside it that running triggers use.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "sqlite/api.hpp"

namespace softdelete {

inline constexpr const char* kRegistry = "softdelete_registry";
// The operations of ours that run right now; empty between statements.
inline constexpr const char* kContext = "softdelete_context";
// The rows that such an operation works on, where tables form a cycle.
inline constexpr const char* kContextRow = "softdelete_context_row";
// Counts the deletions of tables that are kept in archives.
inline constexpr const char* kOperation = "softdelete_operation";
// Its one row is the time of a deletion, where there is such a table: for engines on which several
// nodes, each with a clock of its own, run each statement.
inline constexpr const char* kClock = "softdelete_clock";
// How many columns of a key kContextRow can hold.
inline constexpr std::size_t kContextKeyColumns = 8;

// The format of the objects that this library makes. It changes whenever their text or what they
// stand on changes, so that those of an earlier version are told from damaged ones.
inline constexpr int kFormat = 2;

struct Settings {
  std::optional<sqlite3_int64> id;  // the registry's rowid; none before it is written
  std::string table;
  std::string storage = "flag";
  int format = kFormat;  // of the objects that were made
  std::string flag_column;
  std::string time_column;           // the same as flag_column where the time is the flag as well
  std::string time_format = "text";  // text, iso, unix, unix_ms, unix_us or unix_ns
  // SQL literals; no live_value where live rows have NULL in a time that is the flag as well.
  std::optional<std::string> live_value;
  std::optional<std::string> deleted_value;  // none where the time is the flag as well
  std::string active_view;
  std::string deleted_view;
  std::string children = "declared";  // declared, cascade or keep
  std::optional<std::string> retention;
  bool suspended = false;
  bool live_indexes = false;
  bool reuse_keys = false;
  std::string added_columns;  // those of ours that enabling added, separated by commas
  bool clock = false;         // no column of the registry: whether the schema has kClock
};

// Creates what the registry consists of where the schema lacks it, and adds the columns that an
// earlier format has not. An Error where the name is taken by something else.
void create_registry(sqlite3* db, const std::string& schema);

// The same as statements, each of which may run again; `qualifier` stands before each name: a
// quoted schema and a dot, or nothing.
std::vector<std::string> registry_script(const std::string& qualifier);
// One that makes the clock.
std::string clock_script();
// What a trigger gives to SQLite's time functions for the time of a deletion.
std::string time_of_deletion(const Settings& settings);
// Statements that write a registry row by plain SQL.
std::vector<std::string> settings_script(const Settings& settings);
// One that takes it away.
std::string forget_script(const Settings& settings);

// Drops the registry and what is beside it, where no table is managed any more.
void drop_empty_registry(sqlite3* db, const std::string& schema);
// The columns that enabling added, by name.
std::vector<std::string> added_columns(const Settings& settings);

// Whether a table's name is one of the registry's own.
bool is_registry_table(const std::string& name);

// All rows, in order of their ids; none where the schema has no registry. Values of a hostile file
// are taken as they are, but for numbers and names that nothing can have: such rows are left out.
std::vector<Settings> read_registry(sqlite3* db, const std::string& schema);

// Writes a row; a new one gets its id.
void write_settings(sqlite3* db, const std::string& schema, Settings& settings);
void erase_settings(sqlite3* db, const std::string& schema, const Settings& settings);

// Writes nothing, but makes SQLite keep a statement journal of that database for the statement
// that runs, so that all which follows in it is taken back with it. It needs the registry.
void open_journal(sqlite3* db, const std::string& schema);

// The names of the attached databases in the order in which SQLite looks a name up.
std::vector<std::string> schemas_in_lookup_order(sqlite3* db);

}  // namespace softdelete
