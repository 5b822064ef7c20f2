// The SQL functions. All are direct-only: a trigger or view of a hostile schema can't call them.
#pragma once

#include <memory>

#include "interface/connection.hpp"

namespace softdelete {

// Registers them, and hands them what they share; an SQLite result code.
int register_functions(sqlite3* db, std::unique_ptr<Connection> connection);

}  // namespace softdelete
