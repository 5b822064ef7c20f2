// softdelete_registry: the one ordinary table in each database file that holds the settings of its
// managed tables, and the tables beside it that running triggers use.
#pragma once

#include <string>
#include <vector>

#include "schema/settings.hpp"
#include "sqlite/api.hpp"

namespace softdelete {

inline constexpr const char* kRegistry = "softdelete_registry";
// The operations of ours that run right now; empty between statements.
inline constexpr const char* kContext = "softdelete_context";
// The rows that such an operation works on, where tables form a cycle.
inline constexpr const char* kContextRow = "softdelete_context_row";
// Counts the deletions of tables that are kept in archives.
inline constexpr const char* kOperation = "softdelete_operation";
// How many columns of a key kContextRow can hold.
inline constexpr std::size_t kContextKeyColumns = 8;

// Creates what the registry consists of where the schema lacks it, and adds the columns that an
// earlier format has not. An Error where the name is taken by something else.
void create_registry(sqlite3* db, const std::string& schema);

// The same as statements, each of which may run again; `qualifier` stands before each name: a
// quoted schema and a dot, or nothing.
std::vector<std::string> registry_script(const std::string& qualifier);
// Statements that write a registry row by plain SQL.
std::vector<std::string> settings_script(const Settings& settings);
// One that takes it away.
std::string forget_script(const Settings& settings);

// Drops the registry and what is beside it, where no table is managed any more.
void drop_empty_registry(sqlite3* db, const std::string& schema);
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

}  // namespace softdelete
