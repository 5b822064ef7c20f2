#include "vfs.hpp"

#include <algorithm>

namespace vfs {
namespace {

sqlite3_vfs* real = nullptr;
Watcher* watching = nullptr;

struct File {
  sqlite3_file base;
  const char* path;
  sqlite3_file* real() { return reinterpret_cast<sqlite3_file*>(this + 1); }
};

File& self(sqlite3_file* file) { return *reinterpret_cast<File*>(file); }
sqlite3_file* behind(sqlite3_file* file) { return self(file).real(); }
const sqlite3_io_methods& methods(sqlite3_file* file) { return *behind(file)->pMethods; }

template <typename Made>
int watched(const Event& event, const Made& made) {
  if (watching != nullptr) {
    if (const int code = watching->before(event)) return code;
  }
  const int code = made();
  if (code == SQLITE_OK && watching != nullptr) watching->after(event);
  return code;
}

int close(sqlite3_file* file) { return methods(file).xClose(behind(file)); }

int read(sqlite3_file* file, void* to, int size, sqlite3_int64 offset) {
  return watched({Call::read, self(file).path, nullptr, size, offset},
                 [&] { return methods(file).xRead(behind(file), to, size, offset); });
}

int write(sqlite3_file* file, const void* data, int size, sqlite3_int64 offset) {
  return watched({Call::write, self(file).path, data, size, offset},
                 [&] { return methods(file).xWrite(behind(file), data, size, offset); });
}

int truncate(sqlite3_file* file, sqlite3_int64 size) {
  return watched({Call::truncate, self(file).path, nullptr, size},
                 [&] { return methods(file).xTruncate(behind(file), size); });
}

int sync(sqlite3_file* file, int) {
  return watched({Call::sync, self(file).path}, [] { return SQLITE_OK; });
}

int size(sqlite3_file* file, sqlite3_int64* found) {
  return watched({Call::size, self(file).path},
                 [&] { return methods(file).xFileSize(behind(file), found); });
}

int lock(sqlite3_file* file, int level) {
  return watched({Call::lock, self(file).path},
                 [&] { return methods(file).xLock(behind(file), level); });
}

int unlock(sqlite3_file* file, int level) { return methods(file).xUnlock(behind(file), level); }

int check_reserved(sqlite3_file* file, int* found) {
  return methods(file).xCheckReservedLock(behind(file), found);
}

int control(sqlite3_file* file, int code, void* argument) {
  return methods(file).xFileControl(behind(file), code, argument);
}

int sector_size(sqlite3_file* file) { return methods(file).xSectorSize(behind(file)); }
int characteristics(sqlite3_file* file) {
  return methods(file).xDeviceCharacteristics(behind(file));
}

int map(sqlite3_file* file, int region, int size, int extend, void volatile** memory) {
  return watched({Call::map, self(file).path},
                 [&] { return methods(file).xShmMap(behind(file), region, size, extend, memory); });
}

int lock_map(sqlite3_file* file, int offset, int count, int flags) {
  const auto made = [&] { return methods(file).xShmLock(behind(file), offset, count, flags); };
  return (flags & SQLITE_SHM_UNLOCK) != 0 ? made() : watched({Call::lock, self(file).path}, made);
}

void barrier(sqlite3_file* file) { methods(file).xShmBarrier(behind(file)); }
int unmap(sqlite3_file* file, int remove) { return methods(file).xShmUnmap(behind(file), remove); }

constexpr sqlite3_io_methods kMethods = {
    2,      close,          read,    write,       truncate,        sync, size,     lock,
    unlock, check_reserved, control, sector_size, characteristics, map,  lock_map, barrier,
    unmap,  nullptr,        nullptr};

int open(sqlite3_vfs*, const char* path, sqlite3_file* file, int flags, int* flags_out) {
  file->pMethods = nullptr;
  self(file).path = path;
  return watched({Call::open, path}, [&] {
    const int code = real->xOpen(real, path, behind(file), flags, flags_out);
    if (code == SQLITE_OK) file->pMethods = &kMethods;
    return code;
  });
}

int remove(sqlite3_vfs*, const char* path, int lasting) {
  return watched({Call::remove, path, nullptr, 0, 0, lasting != 0},
                 [&] { return real->xDelete(real, path, 0); });
}

int access(sqlite3_vfs*, const char* path, int flags, int* found) {
  return watched({Call::access, path}, [&] { return real->xAccess(real, path, flags, found); });
}

// A lock that is never to be had is asked for again without waiting.
int sleep(sqlite3_vfs*, int) { return 0; }

}  // namespace

bool install() {
  static sqlite3_vfs shim;
  real = sqlite3_vfs_find(nullptr);
  if (real == nullptr) return false;
  shim = *real;
  shim.zName = kName;
  shim.szOsFile = static_cast<int>(sizeof(File)) + real->szOsFile;
  shim.pNext = nullptr;
  shim.xOpen = open;
  shim.xDelete = remove;
  shim.xAccess = access;
  shim.xSleep = sleep;
  return sqlite3_vfs_register(&shim, 0) == SQLITE_OK;
}

void watch(Watcher* watcher) { watching = watcher; }

}  // namespace vfs
