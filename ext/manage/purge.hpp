// Purging the trash of a table by age.
#pragma once

#include <optional>
#include <string>

#include "schema/model.hpp"

namespace softdelete {

// Removes for good the deleted rows of `table` whose time is `modifier` (of SQLite's date
// functions, as '-30 days') or more in the past, the longest-deleted first and at most `limit`,
// with the deleted rows that depend on them. Returns how many rows of `table` it removed. The
// caller makes it atomic.
sqlite3_int64 purge_older(sqlite3* db, const Model& model, const ModelTable& table,
                          const std::string& modifier, std::optional<sqlite3_int64> limit);

}  // namespace softdelete
