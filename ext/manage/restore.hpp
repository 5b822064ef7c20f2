// Bringing back what was deleted lately, and a row with the parents that it needs.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "schema/model.hpp"

namespace softdelete {

// Restores the deleted rows of these tables of the model, in whichever order their parents ask for;
// with `since`, a Julian day, those deleted then or later. Returns how many rows of the database it
// brought back, those along with them included. An Error where one of them can't come back. The
// caller makes it atomic.
sqlite3_int64 restore_all(sqlite3* db, const Model& model, const std::vector<const ModelTable*>& tables,
                          std::optional<double> since);

// Restores the row of a table that has the key, after the deleted rows that it refers to, upwards.
// 1, or 0 where there is no such deleted row. The caller makes it atomic.
int restore_upwards(sqlite3* db, const Model& model, const ModelTable& table, int key_count,
                    sqlite3_value** key);

}  // namespace softdelete
