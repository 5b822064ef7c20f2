// A prepared statement that finalizes itself. Errors are thrown as Error. Not thread-safe beyond
// what its connection is.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "sqlite/error.hpp"

namespace softdelete {

class Statement {
 public:
  Statement(sqlite3* db, std::string_view sql);

  // A statement that reports SQLITE_SCHEMA instead of preparing itself again, so that whoever
  // keeps it learns that what it was written for may have changed.
  static Statement strict(sqlite3* db, const std::string& sql);

  Statement& bind(int index, std::string_view text);
  Statement& bind(int index, const std::string& text) {
    return bind(index, std::string_view(text));
  }
  Statement& bind(int index, const char* text) { return bind(index, std::string_view(text)); }
  Statement& bind(int index, sqlite3_int64 number);
  Statement& bind(int index, sqlite3_value* value);

  // True while there is a row.
  bool step();
  // Makes the statement ready to run again; the result code of the run that ends.
  int reset() noexcept { return sqlite3_reset(handle_.get()); }
  // Runs to the end and resets; rows are passed over.
  void run();

  std::string text(int column) const;
  std::optional<std::string> optional_text(int column) const;
  sqlite3_int64 integer(int column) const { return sqlite3_column_int64(handle_.get(), column); }
  bool is_null(int column) const {
    return sqlite3_column_type(handle_.get(), column) == SQLITE_NULL;
  }
  int column_count() const { return sqlite3_column_count(handle_.get()); }
  sqlite3_value* value(int column) const { return sqlite3_column_value(handle_.get(), column); }
  sqlite3_stmt* handle() const noexcept { return handle_.get(); }

 private:
  struct Finalize {
    void operator()(sqlite3_stmt* handle) const noexcept { sqlite3_finalize(handle); }
  };
  explicit Statement(sqlite3_stmt* handle) : handle_(handle) {}
  void check(int code) const;

  std::unique_ptr<sqlite3_stmt, Finalize> handle_;
};

// Runs one statement without parameters.
void execute(sqlite3* db, const std::string& sql);

}  // namespace softdelete
