#include "crashes/model.hpp"

#include <algorithm>
#include <sstream>
#include <stdexcept>
#include <vector>

namespace {

void load(Database& db) {
  if (db.load() != SQLITE_OK) throw std::runtime_error("load");
}

// What is in the database, and what the panel sees.
std::string state_of(Database& db) {
  return db.dump() + db.query("SELECT table_name, status, live_rows, deleted_rows FROM softdelete");
}

// The tables and keys of all rows, live and in the trash, a line each, sorted.
std::string rows_of(Database& db) {
  std::string all;
  for (const std::string table : {"palette", "color", "note", "branch"}) {
    for (const std::string& kept : {table, table + "_softdelete_archive"}) {
      if (db.query("SELECT 1 FROM sqlite_schema WHERE name = '" + kept + "'").empty()) continue;
      all += db.query("SELECT '" + table + "', id FROM " + kept);
    }
  }
  std::vector<std::string> lines;
  std::istringstream text(all);
  for (std::string line; std::getline(text, line);) lines.push_back(line + "\n");
  std::sort(lines.begin(), lines.end());
  if (std::adjacent_find(lines.begin(), lines.end()) != lines.end())
    throw std::runtime_error("a row is there twice");
  std::string sorted;
  for (const std::string& each : lines) sorted += each;
  return sorted;
}

bool has_all_lines(const std::string& all, const std::string& some) {
  std::istringstream text(some);
  for (std::string line; std::getline(text, line);) {
    if (all.find(line + "\n") == std::string::npos) return false;
  }
  return true;
}

}  // namespace

void run_step(Database& db, const Step& step) {
  const int code = sqlite3_exec(db.handle(), step.sql.c_str(), nullptr, nullptr, nullptr);
  if (code != SQLITE_OK && db.in_transaction()) db.must("ROLLBACK");
  db.must("PRAGMA foreign_keys = ON");
}

std::string found_state(Database& db) {
  load(db);
  const std::string unsound = db.unsound();
  if (!unsound.empty()) throw std::runtime_error("unsound: " + unsound);
  return state_of(db);
}

Model::Model(Script& script) : script_(script) {
  load(db_);
  db_.must(script.setup());
  state_ = state_of(db_);
}

void Model::advance() {
  const Step& step = script_.step(steps_++);
  run_step(db_, step);
  const std::string rows = rows_of(db_);
  if (!step.purges && !has_all_lines(rows, rows_))
    throw std::runtime_error("lost a row: " + step.sql);
  rows_ = rows;
  state_ = state_of(db_);
}
