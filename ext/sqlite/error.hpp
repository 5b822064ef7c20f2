// One error type for everything that can go wrong: an SQLite result code and a message for people.
#pragma once

#include <exception>
#include <string>
#include <utility>

#include "sqlite/api.hpp"

namespace softdelete {

// `code` is an (extended) SQLite result code, never SQLITE_OK. Messages begin with the function or
// table that speaks. Out of memory is std::bad_alloc or code SQLITE_NOMEM.
class Error : public std::exception {
 public:
  Error(int code, std::string message) : code_(code), message_(std::move(message)) {}
  explicit Error(std::string message) : Error(SQLITE_ERROR, std::move(message)) {}

  // The last error of a connection.
  static Error from(sqlite3* db) { return Error(sqlite3_extended_errcode(db), sqlite3_errmsg(db)); }

  int code() const noexcept { return code_; }
  const char* what() const noexcept override { return message_.c_str(); }

 private:
  int code_;
  std::string message_;
};

// Runs `body` and turns whatever it throws into a result code; `report(code, message)` is told of
// failures. Every callback that SQLite makes goes through here.
template <typename Body, typename Report>
int guarded(Body&& body, Report&& report) noexcept {
  try {
    body();
    return SQLITE_OK;
  } catch (const Error& error) {
    report(error.code(), error.what());
    return error.code();
  } catch (const std::bad_alloc&) {
    report(SQLITE_NOMEM, "out of memory");
    return SQLITE_NOMEM;
  } catch (const std::exception& error) {
    report(SQLITE_INTERNAL, error.what());
    return SQLITE_INTERNAL;
  }
}

}  // namespace softdelete
