// Allocations that fail when told to: SQLite's, through sqlite3_config(), and C++'s, through the
// global operator new. Nothing here is thread-safe; the program has one thread.
#pragma once

#include "faults/fault.hpp"

namespace memory {

enum class Source { sqlite, cpp };

// Replaces SQLite's allocator. Before any other call of SQLite's.
bool install();

// What C++ has allocated and not freed.
long live_blocks();

class OutOfMemory : public Fault {
 public:
  OutOfMemory(Source source, Lasting lasting) : source_(source), lasting_(lasting) {}
  void arm(sqlite3* db, long nth) override;
  long disarm() override;
  bool injected() const override;
  bool explains(int code) const override {
    return code == SQLITE_NOMEM || code == SQLITE_IOERR_NOMEM;
  }
  bool comes_late() const override { return false; }

 private:
  Source source_;
  Lasting lasting_;
};

}  // namespace memory
