// The same for libFuzzer, which looks for texts that reach new code.
#include <softdelete.h>

#include <cstdint>
#include <cstring>

#include "tables/database.hpp"
#include "tables/mutate.hpp"
#include "tables/properties.hpp"
#include "tables/seeds.hpp"

extern "C" std::size_t LLVMFuzzerMutate(std::uint8_t* data, std::size_t size, std::size_t most);

bool load_softdelete(sqlite3* db) {
  return sqlite3_softdelete_init(db, nullptr, nullptr) == SQLITE_OK;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  check_tokens(text);
  check_table(text.c_str());  // SQLite sees nothing behind a zero byte
  return 0;
}

extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size,
                                               std::size_t most, unsigned seed) {
  std::mt19937 random(seed);
  if (random() % 4 == 0) return LLVMFuzzerMutate(data, size, most);
  std::string text(reinterpret_cast<const char*>(data), size);
  // It begins with an empty corpus.
  if (size < 12 || random() % 200 == 0) text = seeds()[random() % seeds().size()];
  text = mutate(text, random).substr(0, most);
  std::memcpy(data, text.data(), text.size());
  return text.size();
}
