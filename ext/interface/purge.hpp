// softdelete_purge(): its arguments, and the tables that it goes through.
#pragma once

#include "interface/connection.hpp"

namespace softdelete {

// (), (table), (table, age) or (table, age, limit). One transaction; how many rows were purged.
sqlite3_int64 purge_expired(Connection& connection, int argc, sqlite3_value** argv);

}  // namespace softdelete
