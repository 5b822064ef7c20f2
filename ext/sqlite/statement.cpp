#include "sqlite/statement.hpp"

namespace softdelete {

Statement::Statement(sqlite3* db, std::string_view sql) {
  sqlite3_stmt* handle = nullptr;
  if (sqlite3_prepare_v3(db, sql.data(), static_cast<int>(sql.size()), 0, &handle, nullptr) !=
      SQLITE_OK) {
    throw Error::from(db);
  }
  handle_.reset(handle);
}

Statement Statement::strict(sqlite3* db, const std::string& sql) {
  sqlite3_stmt* handle = nullptr;
  // The first form of prepare keeps no SQL text, so it cannot prepare again by itself.
  if (sqlite3_prepare(db, sql.c_str(), -1, &handle, nullptr) != SQLITE_OK) throw Error::from(db);
  return Statement(handle);
}

void Statement::check(int code) const {
  if (code != SQLITE_OK) throw Error::from(sqlite3_db_handle(handle_.get()));
}

Statement& Statement::bind(int index, std::string_view text) {
  check(sqlite3_bind_text(handle_.get(), index, text.data(), static_cast<int>(text.size()),
                          SQLITE_TRANSIENT));
  return *this;
}

Statement& Statement::bind(int index, sqlite3_int64 number) {
  check(sqlite3_bind_int64(handle_.get(), index, number));
  return *this;
}

Statement& Statement::bind(int index, sqlite3_value* value) {
  check(sqlite3_bind_value(handle_.get(), index, value));
  return *this;
}

bool Statement::step() {
  const int code = sqlite3_step(handle_.get());
  if (code == SQLITE_ROW) return true;
  if (code == SQLITE_DONE) return false;
  // The first form of prepare tells the true code only in a reset.
  const int true_code = sqlite3_reset(handle_.get());
  const Error error = Error::from(sqlite3_db_handle(handle_.get()));
  if ((error.code() & 0xff) == (true_code & 0xff)) throw Error(error);
  throw Error(true_code, sqlite3_errstr(true_code));
}

void Statement::run() {
  while (step()) {
  }
  reset();
}

std::string Statement::text(int column) const {
  const unsigned char* bytes = sqlite3_column_text(handle_.get(), column);
  const int size = sqlite3_column_bytes(handle_.get(), column);
  if (bytes == nullptr) {
    if (sqlite3_column_type(handle_.get(), column) != SQLITE_NULL) throw std::bad_alloc();
    return {};
  }
  return {reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(size)};
}

std::optional<std::string> Statement::optional_text(int column) const {
  if (is_null(column)) return std::nullopt;
  return text(column);
}

void execute(sqlite3* db, const std::string& sql) { Statement(db, sql).run(); }

}  // namespace softdelete
