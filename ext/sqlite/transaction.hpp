// Work that is done whole or not at all, and reading that sees one moment.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "sqlite/statement.hpp"

namespace softdelete {

// What an SQL function does whole or not at all: in a transaction of its own in autocommit mode,
// else under a savepoint. Owned by in_transaction().
class Transaction {
 public:
  explicit Transaction(sqlite3* db);
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;

  // Runs a statement that may create an index. Such a one makes SQLite prepare every other again
  // when it is run next, for which there may be no memory when all must be undone: so what undoes
  // is prepared again at once.
  void execute(const std::string& sql);
  void commit() { end_.run(); }
  void roll_back() noexcept;

 private:
  sqlite3* db_;
  bool autocommit_;
  std::unique_ptr<void, void (*)(void*)> reserve_;  // memory, for undoing
  Statement undo_;
  Statement force_;
  Statement end_;
};

// Runs the work of an SQL function in a transaction. What it throws is thrown on, and everything
// that it wrote is taken back, with SQLite's memory of the schema. last_insert_rowid() stays as it
// was.
//
// SQLite refuses this inside a statement that writes, and refuses to drop an index or a table while
// one reads: an Error that begins with `caller` says so.
void in_transaction(sqlite3* db, const std::string& caller,
                    const std::function<void(Transaction&)>& work);

// While it lives, what is read of a database is of one moment: a statement that has not ended keeps
// the read lock. Nothing can be dropped meanwhile. Owned by the scope that reads.
class Snapshot {
 public:
  Snapshot(sqlite3* db, const std::string& schema);

 private:
  Statement reader_;
};

// An Error where SQLite has rolled back all that was there when the guard was made, and no
// statement told of it: what called must not go on as if it was still there. For the scope of one
// call.
class RollbackGuard {
 public:
  explicit RollbackGuard(sqlite3* db);
  void check() const;

 private:
  sqlite3* db_;
  bool autocommit_;
  bool writing_;
};

// Puts last_insert_rowid() back when it goes. For the scope of one call.
class LastRowid {
 public:
  explicit LastRowid(sqlite3* db) : db_(db), before_(sqlite3_last_insert_rowid(db)) {}
  ~LastRowid() { sqlite3_set_last_insert_rowid(db_, before_); }
  LastRowid(const LastRowid&) = delete;
  LastRowid& operator=(const LastRowid&) = delete;

 private:
  sqlite3* db_;
  sqlite3_int64 before_;
};

// Has SQLite compare its memory of every schema with the file, and read again what differs. A
// statement that failed was taken back in the file alone, and COMMIT does not look.
void compare_schemas(sqlite3* db);

}  // namespace softdelete
