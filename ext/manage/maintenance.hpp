// What needs an index or a table dropped, and so is a function's work, alone in its SELECT. Each
// call is atomic, under RebuildSettings, and throws Error; `caller` begins the messages.
#pragma once

#include <optional>
#include <string>

#include "manage/lookup.hpp"
#include "schema/table_cache.hpp"

namespace softdelete {

// Makes the indexes of a managed table cover live rows only, or all rows. True where that changed
// anything.
bool set_live_indexes(sqlite3* db, const std::string& caller, const std::string& table, bool live,
                      TableCache& tables);

// Repairs a table that is damaged, and makes the indexes of a suspended one fit where resuming
// could not; without a table, all of them. How many it mended. Where nothing is to be done it reads
// and no more.
int repair(sqlite3* db, const std::string& caller, const std::optional<std::string>& table,
           TableCache& tables);

// Takes soft delete out of a table without a trace. Refused while it holds deleted rows.
void remove(sqlite3* db, const std::string& caller, const std::string& table, TableCache& tables);

}  // namespace softdelete
