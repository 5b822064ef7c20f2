#include "interface/functions.hpp"

#include "interface/arguments.hpp"
#include "interface/purge.hpp"
#include "interface/results.hpp"
#include "interface/rows.hpp"
#include "interface/version.hpp"
#include "manage/manage.hpp"
#include "sqlite/statement.hpp"

namespace softdelete {
namespace {

Connection& connection_of(sqlite3_context* context) {
  return *static_cast<Connection*>(sqlite3_user_data(context));
}

// The kept statements; the virtual table that holds them is made when it is first named.
RowStatements& rows_of(sqlite3_context* context) {
  Connection& connection = connection_of(context);
  if (connection.rows == nullptr) Statement(connection.db, "SELECT 1 FROM softdelete");
  if (connection.rows == nullptr)
    throw Error("softdelete: the name softdelete is taken by a table; rename that");
  return *connection.rows;
}

template <typename Body>
void answer(sqlite3_context* context, Body&& body) noexcept {
  guarded(body, [&](int code, const char* message) {
    if (code == SQLITE_NOMEM) {
      sqlite3_result_error_nomem(context);
    } else {
      sqlite3_result_error(context, message, -1);
      sqlite3_result_error_code(context, code);
    }
  });
}

// soft_delete(table, key...), restore(table, key...), purge(table, key...): 1 or 0.
template <RowAction kAction>
void on_row(sqlite3_context* context, int argc, sqlite3_value** argv) noexcept {
  answer(context, [&] {
    const char* const speaker = action_name(kAction);
    if (argc == 0)
      throw Error(std::string(speaker) +
                  ": the table's name and one value for each key column are expected");
    const std::string table = name_argument(speaker, "the table's name", argv[0]);
    RowStatements& rows = rows_of(context);
    int count = 0;
    const auto run = [&] { count = rows.run(kAction, table, argc - 1, argv + 1); };
    // A user's trigger may leave a purge half done (RAISE(FAIL)).
    if (kAction == RowAction::purge) {
      connection_of(context).atomically(run);
    } else {
      run();
    }
    sqlite3_result_int(context, count);
  });
}

// softdelete_purge(): all tables that have a retention, by it; softdelete_purge(table): by its
// retention; (table, age): by that age, as '30 days'; (table, age, limit): at most that many rows,
// the longest-deleted first. How many rows were purged.
void purge_by_age(sqlite3_context* context, int argc, sqlite3_value** argv) noexcept {
  answer(context,
         [&] { sqlite3_result_int64(context, purge_expired(connection_of(context), argc, argv)); });
}

// softdelete_script(table): the SQL that enabling would run.
void script_of(sqlite3_context* context, int, sqlite3_value** argv) noexcept {
  answer(context, [&] {
    sqlite3* db = connection_of(context).db;
    const std::string name = name_argument("softdelete_script", "the table's name", argv[0]);
    result_text(context, script(db, locate(db, "softdelete_script", std::nullopt, name),
                                connection_of(context).tables));
  });
}

// softdelete_version(): the version alone.
void version_of(sqlite3_context* context, int, sqlite3_value**) noexcept {
  answer(context, [&] { result_text(context, version()); });
}

// softdelete_debug(): the version and what the build was made of.
void debug_of(sqlite3_context* context, int, sqlite3_value**) noexcept {
  answer(context, [&] { result_text(context, build_details()); });
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
    {"purge", -1, SQLITE_UTF8 | SQLITE_DIRECTONLY, on_row<RowAction::purge>},
    {"softdelete_purge", -1, SQLITE_UTF8 | SQLITE_DIRECTONLY, purge_by_age},
    {"softdelete_script", 1, SQLITE_UTF8 | SQLITE_DIRECTONLY, script_of},
    {"softdelete_version", 0, SQLITE_UTF8 | SQLITE_DIRECTONLY | SQLITE_DETERMINISTIC, version_of},
    {"softdelete_debug", 0, SQLITE_UTF8 | SQLITE_DIRECTONLY | SQLITE_DETERMINISTIC, debug_of},
};

void release_connection(void* shared) { static_cast<Connection*>(shared)->release(); }

}  // namespace

int register_functions(sqlite3* db, Connection& shared) {
  for (const Function& each : kFunctions) {
    // The first function owns what all share. SQLite destroys it even where this call fails.
    void (*const destroy)(void*) = &each == kFunctions ? release_connection : nullptr;
    const int code = sqlite3_create_function_v2(db, each.name, each.arguments, each.flags, &shared,
                                                each.body, nullptr, nullptr, destroy);
    if (code == SQLITE_OK) continue;
    for (const Function& done : kFunctions) {
      if (&done == &each) break;
      sqlite3_create_function_v2(db, done.name, done.arguments, SQLITE_UTF8, nullptr, nullptr,
                                 nullptr, nullptr, nullptr);
    }
    return code;
  }
  return SQLITE_OK;
}

}  // namespace softdelete
