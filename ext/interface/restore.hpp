// softdelete_restore() and restore_with_parents(): their arguments, and the tables they go through.
#pragma once

#include "schema/table_cache.hpp"
#include "sqlite/api.hpp"

namespace softdelete {

// (), (table) or (table, age). One transaction; how many rows came back.
sqlite3_int64 restore_recent(sqlite3* db, TableCache& tables, int argc, sqlite3_value** argv);
// (table, key...). One transaction; 1, or 0 where no deleted row has the key.
int restore_with_parents(sqlite3* db, TableCache& tables, int argc, sqlite3_value** argv);

}  // namespace softdelete
