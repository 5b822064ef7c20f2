#include "sqlite/transaction.hpp"

#include <memory>

#include "sqlite/format.hpp"

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
  return format("SELECT 1 FROM {ident}.sqlite_schema", schema);
}

std::string undoing(bool autocommit) { return autocommit ? "ROLLBACK" : "ROLLBACK TO softdelete"; }
std::string ending(bool autocommit) { return autocommit ? "COMMIT" : "RELEASE softdelete"; }
// Interrupted, a statement that writes has SQLite roll everything back. Not interrupted, this one
// is refused within a transaction. SQLite may have to prepare it again: it has no space, and an
// end, as at a space or a missing end the parser would notice the interruption.
constexpr const char* kForcing = "VACUUM;";

}  // namespace

Transaction::Transaction(sqlite3* db)
    : db_(db),
      autocommit_(sqlite3_get_autocommit(db) != 0),
      reserve_(sqlite3_malloc(64 * 1024), [](void* memory) { sqlite3_free(memory); }),
      undo_(db, undoing(autocommit_)),
      force_(db, kForcing),
      end_(db, ending(autocommit_)) {
  if (!reserve_) throw std::bad_alloc();
  softdelete::execute(db, autocommit_ ? "BEGIN" : "SAVEPOINT softdelete");
}

void Transaction::execute(const std::string& sql) {
  softdelete::execute(db_, sql);
  undo_ = Statement(db_, undoing(autocommit_));
  force_ = Statement(db_, kForcing);
  end_ = Statement(db_, ending(autocommit_));
}

void Transaction::roll_back() noexcept {
  reserve_.reset();
  // SQLite may have rolled everything back by itself.
  if (sqlite3_get_autocommit(db_) != 0) return;
  if (sqlite3_step(undo_.handle()) == SQLITE_INTERRUPT) {
    // sqlite3_interrupt() lasts until no statement runs, and one runs that called this.
    sqlite3_step(force_.handle());
    if (sqlite3_get_autocommit(db_) != 0) return;
    sqlite3_reset(undo_.handle());
    sqlite3_step(undo_.handle());
  }
  if (!autocommit_) sqlite3_step(end_.handle());
}

void in_transaction(sqlite3* db, const std::string& caller,
                    const std::function<void(Transaction&)>& work) {
  if (any_statement_writes(db)) {
    throw Error(caller +
                ": it cannot run inside a statement that writes; call it in a SELECT of"
                " its own, and finish or reset other statements");
  }
  const LastRowid last(db);
  Transaction transaction(db);
  try {
    const RollbackGuard guard(db);
    work(transaction);
    guard.check();
    transaction.commit();
  } catch (const Error& error) {
    transaction.roll_back();
    if (error.code() != SQLITE_LOCKED) throw;
    throw Error(SQLITE_LOCKED,
                caller +
                    ": an index or table must be dropped, which SQLite refuses while a"
                    " statement of this connection reads (database table is locked); call it"
                    " in a SELECT of its own, and finish or reset other statements");
  } catch (...) {
    transaction.roll_back();
    throw;
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
  throw Error(SQLITE_ABORT_ROLLBACK,
              "softdelete: the transaction was rolled back, as SQLite does where memory or the"
              " disk is full, a file cannot be read or written, or a call is interrupted");
}

void compare_schemas(sqlite3* db) {
  Statement list(db, "SELECT name FROM pragma_database_list");
  while (list.step()) Statement(db, schema_reader(list.text(0))).step();
}

}  // namespace softdelete
