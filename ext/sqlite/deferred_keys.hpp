// Puts off the checks of foreign keys to the end of the transaction while it lives, if asked to.
// For the scope of one call, inside a transaction.
#pragma once

#include "sqlite/statement.hpp"

namespace softdelete {

class DeferredKeys {
 public:
  DeferredKeys(sqlite3* db, bool wanted) : db_(db), changed_(false) {
    if (!wanted) return;
    Statement now(db, "PRAGMA defer_foreign_keys");
    changed_ = now.step() && now.integer(0) == 0;
    now.reset();
    if (changed_) execute(db, "PRAGMA defer_foreign_keys = ON");
  }
  ~DeferredKeys() {
    if (changed_) sqlite3_exec(db_, "PRAGMA defer_foreign_keys = OFF", nullptr, nullptr, nullptr);
  }
  DeferredKeys(const DeferredKeys&) = delete;
  DeferredKeys& operator=(const DeferredKeys&) = delete;

 private:
  sqlite3* db_;
  bool changed_;
};

}  // namespace softdelete
