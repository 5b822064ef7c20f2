// Tries the seeds, then mutations of them: softdelete_fuzz_tables_replay LIBRARY RUNS [SEED]. The
// same numbers try the same texts.
#include <cstdio>
#include <cstdlib>

#include "tables/database.hpp"
#include "tables/mutate.hpp"
#include "tables/properties.hpp"
#include "tables/seeds.hpp"

namespace {

const char* library = nullptr;

}  // namespace

bool load_softdelete(sqlite3* db) {
  char* message = nullptr;
  sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 1, nullptr);
  if (sqlite3_load_extension(db, library, nullptr, &message) == SQLITE_OK) return true;
  std::fprintf(stderr, "%s\n", message);
  sqlite3_free(message);
  return false;
}

int main(int count, char** arguments) {
  if (count < 3) {
    std::fprintf(stderr, "usage: %s LIBRARY RUNS [SEED]\n", arguments[0]);
    return 2;
  }
  library = arguments[1];
  const long runs = std::strtol(arguments[2], nullptr, 10);
  std::mt19937 random(count > 3 ? static_cast<unsigned>(std::strtoul(arguments[3], nullptr, 10))
                                : 1U);
  Database open;  // so that the library stays where it is when others close
  if (!open.create_table("CREATE TABLE t(a)")) return 1;

  std::vector<std::string> known = seeds();
  long reached[4] = {};
  for (long run = 0; run < runs; ++run) {
    const auto number = static_cast<std::size_t>(run);
    const bool fresh = number < seeds().size();
    const std::string text =
        fresh ? seeds()[number] : mutate(known[random() % known.size()], random);
    check_tokens(text);
    const int how_far = check_table(text);
    ++reached[how_far];
    // What SQLite takes is worth mutating further.
    if (!fresh && how_far > 0 && known.size() < 5000 && text.size() < 1500) known.push_back(text);
  }
  std::printf("%ld refused by SQLite, %ld not managed, %ld without live indexes, %ld on and off\n",
              reached[0], reached[1], reached[2], reached[3]);
  return 0;
}
