#include "sqlite/transaction.hpp"

#include <memory>

#include "sqlite/quote.hpp"

namespace softdelete {
namespace {

bool any_statement_writes(sqlite3* db) {
  for (sqlite3_stmt* each = sqlite3_next_stmt(db, nullptr); each != nullptr;
       each = sqlite3_next_stmt(db, each)) {
    if (sqlite3_stmt_busy(each) != 0 && sqlite3_stmt_readonly(each) == 0) return true;
  }
  return false;
}

std::string schema_reader(const std::string& schema) {
  return "SELECT 1 FROM " + quote_ident(schema) + ".sqlite_schema";
}

// What undoes the work is prepared beforehand: afterwards there may be no memory for it. CREATE
// INDEX makes SQLite prepare it again all the same, for which memory is kept back.
void run_whole(sqlite3* db, const std::function<void()>& work) {
  const bool autocommit = sqlite3_get_autocommit(db) != 0;
  const LastRowid last(db);
  constexpr int kReserve = 64 * 1024;
  std::unique_ptr<void, void (*)(void*)> reserve(sqlite3_malloc(kReserve),
                                                 [](void* memory) { sqlite3_free(memory); });
  if (!reserve) throw std::bad_alloc();
  Statement begin(db, autocommit ? "BEGIN" : "SAVEPOINT softdelete");
  Statement undo(db, autocommit ? "ROLLBACK" : "ROLLBACK TO softdelete");
  Statement end(db, autocommit ? "COMMIT" : "RELEASE softdelete");
  begin.run();
  try {
    const RollbackGuard guard(db);
    work();
    guard.check();
    end.run();
  } catch (...) {
    reserve.reset();
    // SQLite may have rolled everything back by itself.
    if (sqlite3_get_autocommit(db) == 0) {
      sqlite3_step(undo.handle());
      if (!autocommit) sqlite3_step(end.handle());
    }
    throw;
  }
}

}  // namespace

void in_transaction(sqlite3* db, const std::string& caller, const std::function<void()>& work) {
  if (any_statement_writes(db)) {
    throw Error(caller +
                ": it cannot run inside a statement that writes; call it in a SELECT of"
                " its own, and finish or reset other statements");
  }
  try {
    run_whole(db, work);
  } catch (const Error& error) {
    if (error.code() != SQLITE_LOCKED) throw;
    throw Error(SQLITE_LOCKED,
                caller +
                    ": an index or table must be dropped, which SQLite refuses while a"
                    " statement of this connection reads (database table is locked); call it"
                    " in a SELECT of its own, and finish or reset other statements");
  }
}

Snapshot::Snapshot(sqlite3* db, const std::string& schema) : reader_(db, schema_reader(schema)) {
  reader_.step();
}

RollbackGuard::RollbackGuard(sqlite3* db)
    : db_(db),
      autocommit_(sqlite3_get_autocommit(db) != 0),
      writing_(sqlite3_txn_state(db, nullptr) == SQLITE_TXN_WRITE) {}

void RollbackGuard::check() const {
  const bool kept = autocommit_ || sqlite3_get_autocommit(db_) == 0;
  if (kept && (!writing_ || sqlite3_txn_state(db_, nullptr) == SQLITE_TXN_WRITE)) return;
  throw Error(SQLITE_NOMEM, "softdelete: SQLite rolled the transaction back, out of memory");
}

void compare_schemas(sqlite3* db) {
  Statement list(db, "SELECT name FROM pragma_database_list");
  while (list.step()) Statement(db, schema_reader(list.text(0))).step();
}

}  // namespace softdelete
