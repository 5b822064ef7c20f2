// The SQL functions. All are direct-only: a trigger or view of a hostile schema can't call them.
#pragma once

#include <memory>

#include "interface/connection.hpp"

namespace softdelete {

// Registers them; an SQLite result code. Each keeps the connection until SQLite drops it.
int register_functions(sqlite3* db, const std::shared_ptr<Connection>& connection);
// Takes those back that are registered.
void unregister_functions(sqlite3* db) noexcept;

}  // namespace softdelete
