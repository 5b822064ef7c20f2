// Turns C++ classes into an eponymous virtual-table module. The table class offers
//
//   static constexpr const char* kDeclaration;           CREATE TABLE text for sqlite3_declare_vtab
//   explicit Table(const std::shared_ptr<Context>& context);  one for each connection
//   void best_index(sqlite3_index_info& info);
//   sqlite3_int64 update(int argc, sqlite3_value** argv);  writable tables alone; the new rowid
//   void before_commit();                                writable tables alone: of a transaction
//                                                        that wrote, or tried to
//   using Cursor = ...;
//
// and the cursor class
//
//   explicit Cursor(Table& table);
//   void filter(int plan, const char* text, int argc, sqlite3_value** argv);
//   void next();  bool eof() const;  void column(sqlite3_context*, int);
//   sqlite3_int64 rowid();                               writable tables alone; others are
//                                                        WITHOUT ROWID
//
// All of them may throw anything. Only here do objects pass through raw pointers: SQLite owns them
// between xConnect and xDisconnect, xOpen and xClose, and calls them in the thread that uses the
// connection.
#pragma once

#include <memory>
#include <type_traits>

#include "sqlite/error.hpp"
#include "sqlite/shared.hpp"

namespace softdelete {

template <typename Table, typename Context, bool kWritable>
class Module {
  using Cursor = typename Table::Cursor;
  struct TableHandle : sqlite3_vtab {
    explicit TableHandle(const Shared<Context>& context) : sqlite3_vtab(), table(context) {}
    Table table;
  };
  struct CursorHandle : sqlite3_vtab_cursor {
    explicit CursorHandle(Table& table) : sqlite3_vtab_cursor(), cursor(table) {}
    Cursor cursor;
  };

  static Table& table_of(sqlite3_vtab* handle) { return static_cast<TableHandle*>(handle)->table; }
  static Cursor& cursor_of(sqlite3_vtab_cursor* handle) {
    return static_cast<CursorHandle*>(handle)->cursor;
  }

  // Runs a body and leaves its error message in the table, where SQLite looks for it.
  template <typename Body>
  static int run(sqlite3_vtab* handle, Body&& body) noexcept {
    return guarded(body, [&](int, const char* message) {
      sqlite3_free(handle->zErrMsg);
      handle->zErrMsg = sqlite3_mprintf("%s", message);
    });
  }

  static int connect(sqlite3* db, void* context, int, const char* const*, sqlite3_vtab** out,
                     char** message) noexcept {
    return guarded(
        [&] {
          if (sqlite3_declare_vtab(db, Table::kDeclaration) != SQLITE_OK) throw Error::from(db);
          sqlite3_vtab_config(db, SQLITE_VTAB_DIRECTONLY);
          *out = std::make_unique<TableHandle>(shared_of<Context>(context)).release();
        },
        [&](int, const char* text) { *message = sqlite3_mprintf("%s", text); });
  }

  static int disconnect(sqlite3_vtab* handle) noexcept {
    const std::unique_ptr<TableHandle> owned(static_cast<TableHandle*>(handle));
    return SQLITE_OK;
  }

  static int best_index(sqlite3_vtab* handle, sqlite3_index_info* info) noexcept {
    return run(handle, [&] { table_of(handle).best_index(*info); });
  }

  static int open(sqlite3_vtab* handle, sqlite3_vtab_cursor** out) noexcept {
    return run(handle, [&] { *out = std::make_unique<CursorHandle>(table_of(handle)).release(); });
  }

  static int close(sqlite3_vtab_cursor* handle) noexcept {
    const std::unique_ptr<CursorHandle> owned(static_cast<CursorHandle*>(handle));
    return SQLITE_OK;
  }

  static int filter(sqlite3_vtab_cursor* handle, int plan, const char* text, int argc,
                    sqlite3_value** argv) noexcept {
    return run(handle->pVtab, [&] { cursor_of(handle).filter(plan, text, argc, argv); });
  }

  static int next(sqlite3_vtab_cursor* handle) noexcept {
    return run(handle->pVtab, [&] { cursor_of(handle).next(); });
  }

  static int eof(sqlite3_vtab_cursor* handle) noexcept { return cursor_of(handle).eof() ? 1 : 0; }

  static int column(sqlite3_vtab_cursor* handle, sqlite3_context* context, int index) noexcept {
    return run(handle->pVtab, [&] { cursor_of(handle).column(context, index); });
  }

  static int rowid(sqlite3_vtab_cursor* handle, sqlite3_int64* out) noexcept {
    return run(handle->pVtab, [&] {
      if constexpr (kWritable) *out = cursor_of(handle).rowid();
    });
  }

  static int update(sqlite3_vtab* handle, int argc, sqlite3_value** argv,
                    sqlite3_int64* out) noexcept {
    return run(handle, [&] {
      if constexpr (kWritable) *out = table_of(handle).update(argc, argv);
    });
  }

  // SQLite calls before_commit() only where there is a begin, and asks for both ends with it.
  static int no_work(sqlite3_vtab*) noexcept { return SQLITE_OK; }

  static int sync(sqlite3_vtab* handle) noexcept {
    return run(handle, [&] {
      if constexpr (kWritable) table_of(handle).before_commit();
    });
  }

  static constexpr sqlite3_module make() {
    sqlite3_module module{};
    module.xConnect = connect;  // no xCreate: the table exists under the module's name alone
    module.xBestIndex = best_index;
    module.xDisconnect = disconnect;
    module.xOpen = open;
    module.xClose = close;
    module.xFilter = filter;
    module.xNext = next;
    module.xEof = eof;
    module.xColumn = column;
    module.xRowid = rowid;
    if (kWritable) {
      module.xUpdate = update;
      module.xBegin = no_work;
      module.xSync = sync;
      module.xCommit = no_work;
      module.xRollback = no_work;
    }
    return module;
  }

  static constexpr sqlite3_module kModule = make();

 public:
  // Registers it; an SQLite result code.
  static int register_as(const char* name, sqlite3* db, const Shared<Context>& context) {
    return sqlite3_create_module_v2(db, name, &kModule, new_reference(context), release<Context>);
  }
};

}  // namespace softdelete
