// softdelete_purge(): its arguments, and the tables that it goes through.
#pragma once

#include "schema/table_cache.hpp"
#include "sqlite/api.hpp"

namespace softdelete {

// (), (table), (table, age) or (table, age, limit). One transaction; how many rows were purged.
sqlite3_int64 purge_expired(sqlite3* db, TableCache& tables, int argc, sqlite3_value** argv);

}  // namespace softdelete
