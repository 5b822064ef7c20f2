// Tries files of bytes, then changes of them: PROGRAM LIBRARY RUNS SEED [FILE...]. The same numbers
// try the same bytes. The library is one that is built already, and loaded.
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <random>

#include "bytes/image.hpp"
#include "bytes/target.hpp"

namespace {

using Bytes = std::vector<std::uint8_t>;

const char* library = nullptr;

Bytes read_file(const char* path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) {
    std::fprintf(stderr, "%s can't be read\n", path);
    std::exit(2);
  }
  return Bytes(std::istreambuf_iterator<char>(file), {});
}

Bytes changed(Bytes bytes, std::mt19937& random) {
  if (bytes.size() < 8) bytes.resize(64);
  for (std::size_t steps = 1 + random() % 8; steps > 0; --steps) {
    bytes[random() % bytes.size()] = static_cast<std::uint8_t>(random());
  }
  return bytes;
}

}  // namespace

void load_softdelete(sqlite3* db) {
  char* message = nullptr;
  sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 1, nullptr);
  if (sqlite3_load_extension(db, library, nullptr, &message) != SQLITE_OK) give_up(db, message);
  sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, nullptr);
}

int main(int count, char** arguments) {
  if (count < 4) {
    std::fprintf(stderr, "usage: %s LIBRARY RUNS SEED [FILE...]\n", arguments[0]);
    return 2;
  }
  library = arguments[1];
  sqlite3* open = open_memory();  // so that the library stays where it is when others close
  load_softdelete(open);
  std::vector<Bytes> known;
  for (int i = 4; i < count; ++i) {
    known.push_back(read_file(arguments[i]));
    execute(known.back().data(), known.back().size());
  }
  if (known.empty()) known.emplace_back();
  std::mt19937 random(static_cast<unsigned>(std::strtoul(arguments[3], nullptr, 10)));
  const long runs = std::strtol(arguments[2], nullptr, 10);
  for (long run = 0; run < runs; ++run) {
    const Bytes bytes = changed(known[random() % known.size()], random);
    execute(bytes.data(), bytes.size());
    if (known.size() < 2000) known.push_back(bytes);
  }
  end_series();
  sqlite3_close(open);
  std::printf("%d files and %ld changes of them\n", count - 4, runs);
  return 0;
}
