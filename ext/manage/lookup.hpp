// From the name that a person wrote to the table that it means.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "schema/model.hpp"

namespace softdelete {

struct Location {
  std::string schema;
  std::string table;
};

// The names of the attached databases in the order in which SQLite looks a name up.
std::vector<std::string> schemas_in_lookup_order(sqlite3* db);

// The first ordinary or other table of that name, looked up as SQLite does (temp, main, attached
// in order), or in one schema. "schema.table" is understood where no table has the whole name.
// `caller` begins the Error for a name that no database knows.
Location locate(sqlite3* db, const std::string& caller, const std::optional<std::string>& schema,
                const std::string& name);

// An Error where soft delete can't be enabled for what has that name: a view, a virtual table or
// its shadow, a table of SQLite's.
void check_ordinary(sqlite3* db, const Location& location);

}  // namespace softdelete
