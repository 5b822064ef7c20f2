// An interruption at any step of SQLite's virtual machine at which it looks for one.
#pragma once

#include "faults/fault.hpp"

class Interrupt : public Fault {
 public:
  // Once: a progress handler ends the statement that runs, which may be one within another. On:
  // sqlite3_interrupt(), which ends them all.
  explicit Interrupt(Lasting lasting) : lasting_(lasting) {}
  void arm(sqlite3* db, long nth) override;
  long disarm() override;
  bool injected() const override { return count_ >= failing_; }
  // Within ALTER TABLE SQLite makes an error of it.
  bool explains(int code) const override {
    return code == SQLITE_INTERRUPT || code == SQLITE_ERROR;
  }
  // A progress handler is asked for the last time when the statement has ended, and what a function
  // did may be committed before the SELECT around it ends.
  bool comes_late() const override { return true; }

 private:
  static int step(void* self);

  Lasting lasting_;
  sqlite3* db_ = nullptr;
  long failing_ = kNever;
  long count_ = 0;
};
