// The SQL functions. All are direct-only: a trigger or view of a hostile schema can't call them.
#pragma once

#include "interface/connection.hpp"

namespace softdelete {

// Registers them; an SQLite result code. They release what they share when SQLite drops them, also
// where the call fails.
int register_functions(sqlite3* db, Connection& shared);

}  // namespace softdelete
