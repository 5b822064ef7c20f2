// Calls of the VFS that fail when told to.
#pragma once

#include <vector>

#include "faults/fault.hpp"
#include "vfs.hpp"

struct IoKind {
  const char* name;
  vfs::Call call;
  int code;
};

// All that is tried.
const std::vector<IoKind>& io_kinds();

class IoError : public Fault, private vfs::Watcher {
 public:
  IoError(const IoKind& kind, Lasting lasting) : kind_(kind), lasting_(lasting) {}
  void arm(sqlite3* db, long nth) override;
  long disarm() override;
  bool injected() const override { return count_ >= failing_; }
  bool explains(int code) const override;
  // SQLite truncates a database when the journal is gone, and syncs a log of writes in which the
  // commit is.
  bool comes_late() const override { return true; }

 private:
  int before(const vfs::Event& event) override;

  IoKind kind_;
  Lasting lasting_;
  long failing_ = kNever;
  long count_ = 0;
};
