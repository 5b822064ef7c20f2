// The entry point: what softdelete registers with a connection.
#include <memory>

#include "interface/connection.hpp"
#include "interface/functions.hpp"
#include "interface/panel.hpp"
#include "interface/trash.hpp"
#include "sqlite/module.hpp"
#include "sqlite/statement.hpp"

SQLITE_EXTENSION_INIT1

#ifdef _WIN32
#define SOFTDELETE_EXPORT __declspec(dllexport)
#else
#define SOFTDELETE_EXPORT __attribute__((visibility("default")))
#endif

namespace softdelete {
namespace {

constexpr int kOldestSqlite = 3035000;

// A library that is loaded once more into a connection has nothing to add to it.
bool is_registered(sqlite3* db) {
  sqlite3_stmt* handle = nullptr;
  const int code = sqlite3_prepare_v2(db, "SELECT softdelete_version()", -1, &handle, nullptr);
  sqlite3_finalize(handle);
  if (code == SQLITE_OK) return true;
  if (code != SQLITE_ERROR) throw Error::from(db);
  // The host must not find the error of the question: sqlite3_open() would fail with it.
  const Statement cleared(db, "SELECT 1");
  return false;
}

#ifndef SQLITE_CORE
// The table of functions is one for all connections. Where a process has two copies of SQLite, the
// second would have the connections of the first call into it.
bool serves_another_sqlite(const sqlite3_api_routines* api) {
  return sqlite3_api != nullptr && sqlite3_api != api;
}
#endif

int register_everything(sqlite3* db) {
  const auto connection = std::make_shared<Connection>(db);
  int code = Module<Panel, Connection, true>::register_as("softdelete", db, connection);
  if (code == SQLITE_OK)
    code = Module<Trash, Connection, false>::register_as("softdelete_trash", db, connection);
  if (code == SQLITE_OK) code = register_functions(db, connection);
  return code;
}

// A library that fails to load is unloaded: nothing of it may stay registered.
void unregister(sqlite3* db) noexcept {
  unregister_functions(db);
  sqlite3_create_module_v2(db, "softdelete", nullptr, nullptr, nullptr);
  sqlite3_create_module_v2(db, "softdelete_trash", nullptr, nullptr, nullptr);
}

void register_all(sqlite3* db) {
  try {
    if (register_everything(db) != SQLITE_OK) throw Error::from(db);
  } catch (...) {
    unregister(db);
    throw;
  }
}

}  // namespace
}  // namespace softdelete

extern "C" SOFTDELETE_EXPORT int sqlite3_softdelete_init(sqlite3* db, char** error_message,
                                                         const sqlite3_api_routines* api) {
#ifndef SQLITE_CORE
  if (softdelete::serves_another_sqlite(api)) {
    if (error_message != nullptr) {
      *error_message = api->mprintf(
          "softdelete: this file is in use by another copy of SQLite (%s) in the same process;"
          " load a copy of the file here",
          sqlite3_libversion());
    }
    return SQLITE_ERROR;
  }
#endif
  SQLITE_EXTENSION_INIT2(api);
  (void)api;
  if (sqlite3_libversion_number() < softdelete::kOldestSqlite) {
    if (error_message != nullptr) {
      *error_message = sqlite3_mprintf("softdelete: SQLite 3.35 or newer is needed, this is %s",
                                       sqlite3_libversion());
    }
#ifndef SQLITE_CORE
    sqlite3_api = nullptr;
#endif
    return SQLITE_ERROR;
  }
  return softdelete::guarded(
      [&] {
        if (softdelete::is_registered(db)) return;
        softdelete::register_all(db);
      },
      [&](int, const char* message) {
        if (error_message != nullptr) *error_message = sqlite3_mprintf("%s", message);
      });
}
