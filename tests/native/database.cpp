#include "database.hpp"

#include <softdelete.h>

#include <cctype>
#include <stdexcept>

namespace {

bool is_digit(char c) { return std::isdigit(static_cast<unsigned char>(c)) != 0; }

// Two runs differ by the moment at which they deleted: "2024-05-06 07:08:09.123", or the day of
// Julian's calendar.
void mask_times(std::string& text) {
  for (const std::string shape : {"dddd-dd-dd dd:dd:dd.ddd", "ddddddd.ddd"}) {
    for (std::size_t at = 0; at + shape.size() <= text.size(); ++at) {
      std::size_t i = 0;
      while (i < shape.size() &&
             (shape[i] == 'd' ? is_digit(text[at + i]) : text[at + i] == shape[i])) {
        ++i;
      }
      if (i < shape.size()) continue;
      while (at + i < text.size() && is_digit(text[at + i])) ++i;
      text.replace(at, i, "(time)");
    }
  }
}

std::string quoted(const std::string& name) {
  std::string out = "\"";
  for (const char c : name) out += c == '"' ? std::string("\"\"") : std::string(1, c);
  return out + "\"";
}

std::vector<std::string> names(sqlite3* db, const std::string& sql) {
  std::vector<std::string> found;
  const auto add = [](void* list, int, char** values, char**) {
    static_cast<std::vector<std::string>*>(list)->emplace_back(values[0]);
    return 0;
  };
  if (sqlite3_exec(db, sql.c_str(), add, &found, nullptr) != SQLITE_OK)
    throw std::runtime_error(sql + ": " + sqlite3_errmsg(db));
  return found;
}

}  // namespace

Database::Database() : Database(":memory:", ":memory:") {}

Database::Database(const std::string& main, const std::string& other, const char* vfs) {
  const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
  if (sqlite3_open_v2(main.c_str(), &handle_, flags, vfs) != SQLITE_OK)
    throw std::runtime_error("open " + main);
  sqlite3_extended_result_codes(handle_, 1);
  must("PRAGMA foreign_keys = ON; ATTACH '" + other + "' AS other");
}

Database::~Database() { sqlite3_close_v2(handle_); }

int Database::close() {
  const int code = sqlite3_close(handle_);
  if (code == SQLITE_OK) handle_ = nullptr;
  return code;
}

int Database::load() {
  char* message = nullptr;
  const int code = sqlite3_softdelete_init(handle_, &message, nullptr);
  sqlite3_free(message);
  return code;
}

void Database::copy_from(const Database& other) {
  for (const char* schema : {"main", "other"}) {
    sqlite3_backup* backup = sqlite3_backup_init(handle_, schema, other.handle_, schema);
    if (backup == nullptr) throw std::runtime_error(sqlite3_errmsg(handle_));
    sqlite3_backup_step(backup, -1);
    if (sqlite3_backup_finish(backup) != SQLITE_OK) throw std::runtime_error("backup");
  }
}

void Database::must(const std::string& sql) {
  if (sqlite3_exec(handle_, sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK)
    throw std::runtime_error(sql + ": " + sqlite3_errmsg(handle_));
}

int Database::run(const std::string& sql) noexcept {
  sqlite3_stmt* statement = nullptr;
  int code = sqlite3_prepare_v2(handle_, sql.c_str(), -1, &statement, nullptr);
  if (code != SQLITE_OK) return code;
  do {
    code = sqlite3_step(statement);
  } while (code == SQLITE_ROW);
  const int last = sqlite3_finalize(statement);
  return code == SQLITE_DONE ? last : code;
}

std::string Database::query(const std::string& sql) {
  std::string out;
  const auto add = [](void* text, int count, char** values, char**) {
    for (int i = 0; i < count; ++i) {
      static_cast<std::string*>(text)
          ->append(values[i] != nullptr ? values[i] : "NULL")
          .append("|");
    }
    static_cast<std::string*>(text)->append("\n");
    return 0;
  };
  if (sqlite3_exec(handle_, sql.c_str(), add, &out, nullptr) != SQLITE_OK)
    throw std::runtime_error(sql + ": " + sqlite3_errmsg(handle_));
  return out;
}

std::string Database::dump() {
  std::string out;
  for (const std::string schema : {"main", "other"}) {
    const std::string list = schema + ".sqlite_schema";
    out += query("SELECT type, name, tbl_name, sql FROM " + list + " ORDER BY type, name");
    for (const std::string& name :
         names(handle_, "SELECT name FROM " + list + " WHERE type = 'table' ORDER BY name")) {
      // It has no rowid.
      const std::string columns = name == "softdelete_context_row" ? "*" : "rowid, *";
      out += name + ":\n" + query("SELECT " + columns + " FROM " + schema + "." + quoted(name));
    }
  }
  mask_times(out);
  return out;
}

std::string Database::unsound() {
  std::string found;
  for (const std::string schema : {"main", "other"}) {
    const std::string answer = query("PRAGMA " + schema + ".integrity_check");
    if (answer != "ok|\n") found += answer;
    found += query("PRAGMA " + schema + ".foreign_key_check");
  }
  return found;
}
