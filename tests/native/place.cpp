#include "place.hpp"

#include <filesystem>
#include <stdexcept>

#include "vfs.hpp"

namespace fs = std::filesystem;

namespace {

void set_up(Database& db, const std::string& setup) {
  if (db.load() != SQLITE_OK) throw std::runtime_error("load");
  db.must(setup);
}

// The same files, and no others.
void copy_files(const fs::path& from, const fs::path& to) {
  fs::create_directories(to);
  for (const fs::directory_entry& each : fs::directory_iterator(to)) fs::remove(each.path());
  for (const fs::directory_entry& each : fs::directory_iterator(from)) {
    // It is made anew by who opens the others.
    if (each.path().extension() == ".db-shm") continue;
    fs::copy_file(each.path(), to / each.path().filename());
  }
}

}  // namespace

InMemory::InMemory(const std::string& setup) { set_up(setup_, setup); }

std::unique_ptr<Database> InMemory::open() {
  auto db = std::make_unique<Database>();
  db->copy_from(setup_);
  return db;
}

InFiles::InFiles(const std::string& setup, const std::string& journal_mode, int cache_size)
    : cache_size_(cache_size) {
  fs::create_directories(folder_.path() / "setup");
  const auto db = open_in("setup");
  for (const std::string schema : {"main", "other"}) {
    db->must("PRAGMA " + schema + ".page_size = 1024; PRAGMA " + schema +
             ".journal_mode = " + journal_mode);
  }
  set_up(*db, setup);
}

std::unique_ptr<Database> InFiles::open() {
  copy_files(folder_.path() / "setup", folder_.path() / "now");
  auto db = reopen();
  for (const std::string schema : {"main", "other"}) {
    db->must("PRAGMA " + schema + ".cache_size = " + std::to_string(cache_size_));
  }
  return db;
}

std::unique_ptr<Database> InFiles::left() {
  copy_files(folder_.path() / "now", folder_.path() / "left");
  return open_in("left");
}

std::unique_ptr<Database> InFiles::reopen() { return open_in("now"); }

std::unique_ptr<Database> InFiles::open_in(const char* folder) const {
  const fs::path path = folder_.path() / folder;
  return std::make_unique<Database>((path / "main.db").string(), (path / "other.db").string(),
                                    vfs::kName);
}
