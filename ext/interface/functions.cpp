#include "interface/functions.hpp"

#include "interface/arguments.hpp"
#include "interface/purge.hpp"
#include "interface/restore.hpp"
#include "interface/results.hpp"
#include "interface/rows.hpp"
#include "interface/version.hpp"
#include "manage/maintenance.hpp"
#include "manage/manage.hpp"
#include "sqlite/shared.hpp"
#include "sqlite/transaction.hpp"

namespace softdelete {
namespace {

Connection& connection_of(sqlite3_context* context) {
  return *shared_of<Connection>(sqlite3_user_data(context));
}

// The kept statements; the virtual table that holds them is made when it is first named.
RowStatements& rows_of(sqlite3_context* context) {
  Connection& connection = connection_of(context);
  if (connection.rows == nullptr) Statement(connection.db, "SELECT 1 FROM main.softdelete");
  if (connection.rows == nullptr)
    throw Error("softdelete: the name softdelete is taken by a table; rename that");
  return *connection.rows;
}

// Runs a call, and reports what it throws.
template <typename Body>
void call(sqlite3_context* context, Body&& body) noexcept {
  guarded(
      [&] {
        const RollbackGuard guard(connection_of(context).db);
        body();
        guard.check();
      },
      [&](int code, const char* message) {
        if (code == SQLITE_NOMEM) {
          sqlite3_result_error_nomem(context);
        } else {
          sqlite3_result_error(context, message, -1);
          sqlite3_result_error_code(context, code);
        }
      });
}

std::string table_argument(const char* caller, sqlite3_value* value) {
  return name_argument(caller, "the table's name", value);
}

// soft_delete(table, key...), restore(table, key...), purge(table, key...): 1 or 0.
template <RowAction kAction>
void on_row(sqlite3_context* context, int argc, sqlite3_value** argv) noexcept {
  call(context, [&] {
    const char* const caller = action_name(kAction);
    if (argc == 0)
      throw Error(std::string(caller) +
                  ": the table's name and one value for each key column are expected");
    const std::string table = table_argument(caller, argv[0]);
    RowStatements& rows = rows_of(context);
    int count = 0;
    const auto run = [&] { count = rows.run(kAction, table, argc - 1, argv + 1); };
    // A user's trigger may leave a purge half done (RAISE(FAIL)).
    if (kAction == RowAction::purge) {
      in_transaction(connection_of(context).db, caller, [&](Transaction&) { run(); });
    } else {
      run();
    }
    sqlite3_result_int(context, count);
  });
}

// softdelete_restore(): the trash of all tables; (table): of one; (table, age): what was deleted at
// most that long ago. How many rows came back.
void restore_by_age(sqlite3_context* context, int argc, sqlite3_value** argv) noexcept {
  call(context, [&] {
    Connection& connection = connection_of(context);
    sqlite3_result_int64(context, restore_recent(connection.db, connection.tables, argc, argv));
  });
}

// restore_with_parents(table, key...): the row and the deleted ones that it refers to; 1 or 0.
void restore_upward(sqlite3_context* context, int argc, sqlite3_value** argv) noexcept {
  call(context, [&] {
    Connection& connection = connection_of(context);
    sqlite3_result_int(context, restore_with_parents(connection.db, connection.tables, argc, argv));
  });
}

// softdelete_purge(): all tables that have a retention, by it; softdelete_purge(table): by its
// retention; (table, age): by that age, as '30 days'; (table, age, limit): at most that many rows,
// the longest-deleted first. How many rows were purged.
void purge_by_age(sqlite3_context* context, int argc, sqlite3_value** argv) noexcept {
  call(context, [&] {
    Connection& connection = connection_of(context);
    sqlite3_result_int64(context, purge_expired(connection.db, connection.tables, argc, argv));
  });
}

// softdelete_live_indexes(table, 0 or 1): 1 where that changed anything, else 0.
void live_indexes(sqlite3_context* context, int, sqlite3_value** argv) noexcept {
  call(context, [&] {
    constexpr const char* kCaller = "softdelete_live_indexes";
    const std::string table = table_argument(kCaller, argv[0]);
    const bool live = switch_argument(kCaller, "the second argument", argv[1]);
    Connection& connection = connection_of(context);
    const bool changed = set_live_indexes(connection.db, kCaller, table, live, connection.tables);
    sqlite3_result_int(context, changed ? 1 : 0);
  });
}

// softdelete_repair(): all that is damaged; softdelete_repair(table). How many tables were mended.
void repair_tables(sqlite3_context* context, int argc, sqlite3_value** argv) noexcept {
  call(context, [&] {
    constexpr const char* kCaller = "softdelete_repair";
    std::optional<std::string> table;
    if (argc > 1) throw Error(std::string(kCaller) + ": the table's name is expected, or nothing");
    if (argc == 1) table = table_argument(kCaller, argv[0]);
    Connection& connection = connection_of(context);
    sqlite3_result_int(context, repair(connection.db, kCaller, table, connection.tables));
  });
}

// softdelete_remove(table): 1.
void remove_from(sqlite3_context* context, int, sqlite3_value** argv) noexcept {
  call(context, [&] {
    constexpr const char* kCaller = "softdelete_remove";
    Connection& connection = connection_of(context);
    remove(connection.db, kCaller, table_argument(kCaller, argv[0]), connection.tables);
    sqlite3_result_int(context, 1);
  });
}

// softdelete_script(table): the SQL that enabling would run; (table, 'clock'): the same with the
// time of deletions from a table; (table, 'restore'): a TEMP trigger with which a connection
// without the extension restores from an archive.
void script_of(sqlite3_context* context, int argc, sqlite3_value** argv) noexcept {
  call(context, [&] {
    constexpr const char* kCaller = "softdelete_script";
    if (argc < 1 || argc > 2) {
      throw Error(std::string(kCaller) +
                  ": the table's name is expected, and maybe 'restore' or 'clock'");
    }
    const std::string kind =
        argc == 2 ? name_argument(kCaller, "the second argument", argv[1]) : "";
    if (argc == 2 && kind != "restore" && kind != "clock") {
      throw Error(std::string(kCaller) +
                  ": 'restore' or 'clock' is expected as the second argument");
    }
    Connection& connection = connection_of(context);
    sqlite3* db = connection.db;
    const Location location = locate(db, kCaller, std::nullopt, table_argument(kCaller, argv[0]));
    const Snapshot snapshot(db, location.schema);
    result_text(context, kind == "restore"
                             ? restore_script(db, location, connection.tables)
                             : script(db, location, kind == "clock", connection.tables));
  });
}

// softdelete_version(): the version alone.
void version_of(sqlite3_context* context, int, sqlite3_value**) noexcept {
  call(context, [&] { result_text(context, version()); });
}

// softdelete_debug(): the version and what the build was made of.
void debug_of(sqlite3_context* context, int, sqlite3_value**) noexcept {
  call(context, [&] { result_text(context, build_details()); });
}

struct Function {
  const char* name;
  int arguments;  // -1: any number
  int flags;
  void (*body)(sqlite3_context*, int, sqlite3_value**);
};

constexpr Function kFunctions[] = {
    {"soft_delete", -1, SQLITE_UTF8 | SQLITE_DIRECTONLY, on_row<RowAction::soft_delete>},
    {"restore", -1, SQLITE_UTF8 | SQLITE_DIRECTONLY, on_row<RowAction::restore>},
    {"restore_version", -1, SQLITE_UTF8 | SQLITE_DIRECTONLY, on_row<RowAction::restore_version>},
    {"purge", -1, SQLITE_UTF8 | SQLITE_DIRECTONLY, on_row<RowAction::purge>},
    {"softdelete_restore", -1, SQLITE_UTF8 | SQLITE_DIRECTONLY, restore_by_age},
    {"restore_with_parents", -1, SQLITE_UTF8 | SQLITE_DIRECTONLY, restore_upward},
    {"softdelete_purge", -1, SQLITE_UTF8 | SQLITE_DIRECTONLY, purge_by_age},
    {"softdelete_live_indexes", 2, SQLITE_UTF8 | SQLITE_DIRECTONLY, live_indexes},
    {"softdelete_repair", -1, SQLITE_UTF8 | SQLITE_DIRECTONLY, repair_tables},
    {"softdelete_remove", 1, SQLITE_UTF8 | SQLITE_DIRECTONLY, remove_from},
    {"softdelete_script", -1, SQLITE_UTF8 | SQLITE_DIRECTONLY, script_of},
    {"softdelete_version", 0, SQLITE_UTF8 | SQLITE_DIRECTONLY | SQLITE_DETERMINISTIC, version_of},
    {"softdelete_debug", 0, SQLITE_UTF8 | SQLITE_DIRECTONLY | SQLITE_DETERMINISTIC, debug_of},
};

}  // namespace

int register_functions(sqlite3* db, const std::shared_ptr<Connection>& connection) {
  for (const Function& each : kFunctions) {
    const int code = sqlite3_create_function_v2(db, each.name, each.arguments, each.flags,
                                                new_reference(connection), each.body, nullptr,
                                                nullptr, release<Connection>);
    if (code != SQLITE_OK) return code;
  }
  return SQLITE_OK;
}

void unregister_functions(sqlite3* db) noexcept {
  for (const Function& each : kFunctions) {
    sqlite3_create_function_v2(db, each.name, each.arguments, SQLITE_UTF8, nullptr, nullptr,
                               nullptr, nullptr, nullptr);
  }
}

}  // namespace softdelete
