// Indexes made anew, and a table whose CREATE TABLE text changes, with all that stands on it.
#pragma once

#include <string>
#include <vector>

#include "schema/model.hpp"
#include "sqlite/transaction.hpp"

namespace softdelete {

// Makes a table's indexes and UNIQUE constraints cover live rows only, or all rows, as its
// settings say (all rows: where `live` is false). Keeps rows, rowids, AUTOINCREMENT counters,
// indexes, triggers, views and foreign keys. True where anything had to change.
//
// Rebuilding needs that no statement reads, else Error SQLITE_LOCKED, and RebuildSettings. An Error
// that names the index where rows collide. The caller makes it atomic.
bool fit_uniqueness(sqlite3* db, const Model& model, const ModelTable& table, bool live,
                    Transaction& transaction);

}  // namespace softdelete
