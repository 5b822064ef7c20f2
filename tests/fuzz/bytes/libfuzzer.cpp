// Drives a target with libFuzzer, which looks for bytes that reach new code. The library is linked
// in.
#include <softdelete.h>

#include "bytes/image.hpp"
#include "bytes/target.hpp"

void load_softdelete(sqlite3* db) {
  if (sqlite3_softdelete_init(db, nullptr, nullptr) != SQLITE_OK) give_up(db, "loading");
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  check(data, size);
  return 0;
}
