// Drives a target with libFuzzer, which looks for bytes that reach new code. The library is linked
// in.
#include <softdelete.h>

#include "bytes/image.hpp"
#include "bytes/target.hpp"

void load_softdelete(sqlite3* db) {
  if (sqlite3_softdelete_init(db, nullptr, nullptr) != SQLITE_OK) give_up(db, "loading");
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  execute(data, size);
  return 0;
}

extern "C" std::size_t LLVMFuzzerMutate(std::uint8_t* data, std::size_t size, std::size_t most);

// Inputs that reach new code are slow ones mostly, and changes of them are slow too. So that more
// is tried, seven of eight are made quick.
extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size,
                                               std::size_t most, unsigned seed) {
  size = LLVMFuzzerMutate(data, size, most);
  if (seed % 8 != 0) make_quick(data, size, seed / 8);
  return size;
}
