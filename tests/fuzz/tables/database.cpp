#include "tables/database.hpp"

#include <cstdlib>
#include <vector>

#include "memory.hpp"

namespace {

// A text may make a table out of columns, and do nothing else.
int only_tables(void*, int action, const char* name, const char*, const char*, const char*) {
  switch (action) {
    case SQLITE_CREATE_TABLE:
    case SQLITE_CREATE_TEMP_TABLE:
      return std::string(name).rfind("softdelete", 0) == 0 ? SQLITE_DENY : SQLITE_OK;
    case SQLITE_CREATE_INDEX:
    case SQLITE_CREATE_TEMP_INDEX:
    case SQLITE_FUNCTION:
    case SQLITE_INSERT:
    case SQLITE_READ:
    case SQLITE_REINDEX:
    case SQLITE_UPDATE:
      return SQLITE_OK;
    default:
      return SQLITE_DENY;
  }
}

int append_row(void* text, int count, char** values, char**) {
  std::string& out = *static_cast<std::string*>(text);
  for (int i = 0; i < count; ++i) (out += values[i] != nullptr ? values[i] : "NULL") += '|';
  out += '\n';
  return 0;
}

int append_name(void* list, int, char** values, char**) {
  static_cast<std::vector<std::string>*>(list)->emplace_back(values[0]);
  return 0;
}

}  // namespace

std::string quote(const std::string& name, char mark) {
  std::string out(1, mark);
  for (const char c : name) out.append(c == mark ? 2 : 1, c);
  return out + mark;
}

Database::Database() {
  use_block_memory();
  if (sqlite3_open(":memory:", &handle_) != SQLITE_OK) std::abort();
  sqlite3_limit(handle_, SQLITE_LIMIT_LENGTH, 1000000);
  sqlite3_limit(handle_, SQLITE_LIMIT_EXPR_DEPTH, 50);
  sqlite3_limit(handle_, SQLITE_LIMIT_COLUMN, 60);
}

Database::~Database() {
  if (sqlite3_close(handle_) != SQLITE_OK) std::abort();
}

bool Database::create_table(const std::string& text) {
  sqlite3_stmt* statement = nullptr;
  sqlite3_set_authorizer(handle_, only_tables, nullptr);
  bool taken = sqlite3_prepare_v2(handle_, text.c_str(), -1, &statement, nullptr) == SQLITE_OK &&
               statement != nullptr && sqlite3_stmt_readonly(statement) == 0 &&
               sqlite3_step(statement) == SQLITE_DONE;
  taken = sqlite3_finalize(statement) == SQLITE_OK && taken;
  sqlite3_set_authorizer(handle_, nullptr, nullptr);
  if (!load_softdelete(handle_)) std::abort();
  return taken;
}

std::optional<std::string> Database::error(const std::string& sql) {
  char* message = nullptr;
  if (sqlite3_exec(handle_, sql.c_str(), nullptr, nullptr, &message) == SQLITE_OK) return {};
  std::string out = message != nullptr ? message : "no message";
  sqlite3_free(message);
  return out;
}

std::string Database::rows(const std::string& sql) {
  std::string out;
  if (sqlite3_exec(handle_, sql.c_str(), append_row, &out, nullptr) != SQLITE_OK)
    return sqlite3_errmsg(handle_);
  return out;
}

std::string Database::dump() {
  std::string out;
  for (const std::string schema : {"main", "temp"}) {
    const std::string list = schema + ".sqlite_schema";
    out += rows("SELECT type, name, tbl_name, sql FROM " + list + " ORDER BY type, name");
    std::vector<std::string> names;
    const std::string tables = "SELECT name FROM " + list + " WHERE type = 'table' ORDER BY name";
    sqlite3_exec(handle_, tables.c_str(), append_name, &names, nullptr);
    for (const std::string& name : names) {
      out += rows("SELECT * FROM " + schema + "." + quote(name, '"'));
    }
  }
  return out;
}
