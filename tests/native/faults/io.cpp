#include "faults/io.hpp"

using vfs::Call;

const std::vector<IoKind>& io_kinds() {
  static const std::vector<IoKind> all = {
      {"open", Call::open, SQLITE_CANTOPEN},
      {"read", Call::read, SQLITE_IOERR_READ},
      {"write", Call::write, SQLITE_IOERR_WRITE},
      {"full", Call::write, SQLITE_FULL},
      {"truncate", Call::truncate, SQLITE_IOERR_TRUNCATE},
      {"sync", Call::sync, SQLITE_IOERR_FSYNC},
      {"size", Call::size, SQLITE_IOERR_FSTAT},
      {"lock", Call::lock, SQLITE_IOERR_LOCK},
      {"busy", Call::lock, SQLITE_BUSY},
      {"map", Call::map, SQLITE_IOERR_SHMMAP},
      {"remove", Call::remove, SQLITE_IOERR_DELETE},
      {"access", Call::access, SQLITE_IOERR_ACCESS},
  };
  return all;
}

void IoError::arm(sqlite3*, long nth) {
  failing_ = nth;
  count_ = 0;
  vfs::watch(this);
}

long IoError::disarm() {
  vfs::watch(nullptr);
  return count_;
}

bool IoError::explains(int code) const {
  // What a busy log of writes gives in the end.
  if (kind_.code == SQLITE_BUSY && code == SQLITE_PROTOCOL) return true;
  return (code & 0xff) == (kind_.code & 0xff);
}

int IoError::before(const vfs::Event& event) {
  if (event.call != kind_.call) return SQLITE_OK;
  ++count_;
  const bool fails = lasting_ == Lasting::once ? count_ == failing_ : count_ >= failing_;
  return fails ? kind_.code : SQLITE_OK;
}
