// OLD and NEW in triggers, where a table has that name.
#pragma once

#include <string>

#include "schema/table.hpp"

namespace softdelete {

// Whether SQLite would take a table's name for the row of a trigger.
bool is_row_name(const std::string& table);

// In a statement on a table that is itself named old or new, OLD and NEW would mean that table. In
// a subquery without FROM they mean the trigger's row again, but lose their collation.
std::string wrap_row_references(const std::string& sql, const Table& row);

}  // namespace softdelete
