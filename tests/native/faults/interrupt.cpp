#include "faults/interrupt.hpp"

int Interrupt::step(void* self) {
  Interrupt& here = *static_cast<Interrupt*>(self);
  if (++here.count_ != here.failing_) return 0;
  if (here.lasting_ == Lasting::once) return 1;
  sqlite3_interrupt(here.db_);
  return 0;
}

void Interrupt::arm(sqlite3* db, long nth) {
  db_ = db;
  failing_ = nth;
  count_ = 0;
  sqlite3_progress_handler(db, 1, step, this);
}

long Interrupt::disarm() {
  sqlite3_progress_handler(db_, 0, nullptr, nullptr);
  return count_;
}
