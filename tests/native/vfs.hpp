// SQLite's default VFS, watched: whoever watches sees each call, may make it fail, and is told what
// was written. Files are not synced, as no test takes the power away.
#pragma once

#include <sqlite3.h>

namespace vfs {

inline constexpr const char* kName = "watched";

enum class Call { open, read, write, truncate, sync, size, lock, map, remove, access };

struct Event {
  Call call;
  const char* path;  // nullptr: a temporary file
  const void* data = nullptr;
  sqlite3_int64 size = 0;    // of what is read or written, or of the truncated file
  sqlite3_int64 offset = 0;  // of what is read or written
  bool lasting = false;      // of a removal: the folder is synced
};

class Watcher {
 public:
  virtual ~Watcher() = default;
  // SQLITE_OK, or what the call gives in place of being made.
  virtual int before(const Event& event) = 0;
  // It was made, and succeeded.
  virtual void after(const Event&) {}
};

// Registers the VFS, which is not the default one.
bool install();
// nullptr: nobody watches.
void watch(Watcher* watcher);

}  // namespace vfs
