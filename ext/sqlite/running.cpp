#include "sqlite/running.hpp"

namespace softdelete {
namespace {

// Whether `test` holds for any prepared statement of the connection.
template <typename Test>
bool any_statement(sqlite3* db, Test&& test) {
  for (sqlite3_stmt* each = sqlite3_next_stmt(db, nullptr); each != nullptr;
       each = sqlite3_next_stmt(db, each)) {
    if (test(each)) return true;
  }
  return false;
}

}  // namespace

bool any_statement_runs(sqlite3* db) {
  return any_statement(db, [](sqlite3_stmt* each) { return sqlite3_stmt_busy(each) != 0; });
}

bool is_writing(sqlite3_stmt* statement) {
  return sqlite3_stmt_busy(statement) != 0 && sqlite3_stmt_readonly(statement) == 0;
}

std::vector<sqlite3_stmt*> running_writers(sqlite3* db) {
  std::vector<sqlite3_stmt*> writers;
  any_statement(db, [&](sqlite3_stmt* each) {
    if (is_writing(each)) writers.push_back(each);
    return false;
  });
  return writers;
}

bool is_open(sqlite3* db, const Writer& writer) {
  return any_statement(db, [&](sqlite3_stmt* each) {
    const char* sql = sqlite3_sql(each);
    return each == writer.statement && sql != nullptr && writer.text == sql;
  });
}

// No call tells; but a parameter that the statement doesn't have is out of range for one that was
// reset, and misuse for one that wasn't.
bool is_reset(sqlite3_stmt* statement) {
  constexpr int kNoSuchParameter = 0x7fffff;
  return sqlite3_bind_null(statement, kNoSuchParameter) == SQLITE_RANGE;
}

int runs_of(sqlite3_stmt* statement) {
  return sqlite3_stmt_status(statement, SQLITE_STMTSTATUS_RUN, 0);
}

int calls_of(sqlite3_stmt* statement) {
  return runs_of(statement) - sqlite3_stmt_status(statement, SQLITE_STMTSTATUS_REPREPARE, 0);
}

}  // namespace softdelete
