// Values of the trash: how they compare, and what tells its rows apart.
#pragma once

#include <string>

#include "schema/table.hpp"
#include "sqlite/statement.hpp"

namespace softdelete {

// Whether `column op value` on the base table means what it means on the virtual table's column,
// which has no affinity: the base column's affinity must leave the value as it is. SQLite checks
// every row again, so leaving a comparison out costs time and nothing else.
bool same_meaning(const Column& column, sqlite3_value* value);

// SQLite's order of values: NULL, numbers, text, BLOBs.
int compare(sqlite3_value* a, sqlite3_value* b);

// Bytes that no other row of the trash has: the database, the table, and from the column `first` on
// what tells its rows apart, each with its type and length.
std::string identity_of(const std::string& schema, const std::string& table, const Statement& row,
                        int first);

}  // namespace softdelete
