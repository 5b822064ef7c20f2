#include "crashes/power.hpp"

#include <cstdio>
#include <fstream>
#include <stdexcept>

#include "crashes/disk.hpp"
#include "crashes/model.hpp"
#include "folder.hpp"

namespace fs = std::filesystem;

namespace {

void put(const Disk::Image& image, const fs::path& folder) {
  fs::remove_all(folder);
  fs::create_directories(folder);
  for (const auto& [name, content] : image) {
    std::ofstream out(folder / name, std::ios::binary);
    out.write(content.data(), static_cast<std::streamsize>(content.size()));
  }
}

Database open_in(const fs::path& folder) {
  return {(folder / "main.db").string(), (folder / "other.db").string(), vfs::kName};
}

}  // namespace

bool survives_losses(const std::string& storage, const std::string& journal_mode, long losses,
                     unsigned seed) {
  constexpr long kOneIn = 7;
  Script script(storage, seed);
  const Folder folder;
  const fs::path written = folder.path() / "written";
  const fs::path found = folder.path() / "found";
  fs::create_directories(written);
  {
    Database db = open_in(written);
    db.must("PRAGMA page_size = 1024; PRAGMA journal_mode = " + journal_mode);
    if (db.load() != SQLITE_OK) throw std::runtime_error("load");
    db.must(script.setup());
  }
  Disk disk(written, seed);
  Model model(script);
  vfs::watch(&disk);
  Database db = open_in(written);
  // What is said to be committed is, also where a journal's removal is not synced by itself.
  db.must("PRAGMA synchronous = EXTRA; PRAGMA wal_autocheckpoint = 20; PRAGMA cache_size = 10");
  if (db.load() != SQLITE_OK) throw std::runtime_error("load");
  disk.lose_power_often(kOneIn);
  std::map<std::string, long> counts;
  long count = 0;
  for (long step = 0; count < losses; ++step) {
    run_step(db, script.step(step));
    vfs::watch(nullptr);
    const std::string before = model.state();
    model.advance();
    for (const Disk::Image& image : disk.take_losses()) {
      put(image, found);
      Database again = open_in(found);
      const std::string state = found_state(again);
      ++counts[script.step(step).kind];
      ++count;
      if (state == before || state == model.state()) continue;
      std::printf("%s, %s, seed %u, loss %ld, in \"%s\": the database has %s\n", storage.c_str(),
                  journal_mode.c_str(), seed, count, script.step(step).sql.c_str(),
                  difference(before, state).c_str());
      return false;
    }
    vfs::watch(&disk);
  }
  vfs::watch(nullptr);
  for (const auto& [kind, number] : counts) {
    std::printf("counted %s/%s %s power %ld\n", storage.c_str(), kind.c_str(), journal_mode.c_str(),
                number);
  }
  return true;
}
