// One error type for everything that can go wrong: an SQLite result code and a message for people.
#pragma once

#include <new>
#include <stdexcept>
#include <string>

#include "sqlite/api.hpp"
#include "sqlite/format.hpp"

namespace softdelete {

// `code` is an (extended) SQLite result code, never SQLITE_OK. Messages begin with the function or
// table that was called. Out of memory is std::bad_alloc or code SQLITE_NOMEM.
class Error : public std::runtime_error {
 public:
  Error(int code, const std::string& message) : std::runtime_error(message), code_(code) {}
  explicit Error(const std::string& message) : Error(SQLITE_ERROR, message) {}

  // The last error of a connection.
  static Error from(sqlite3* db) { return Error(sqlite3_extended_errcode(db), sqlite3_errmsg(db)); }

  int code() const noexcept { return code_; }

 private:
  int code_;
};

// Throws an Error whose message is format(text, values...).
template <typename... Values>
[[noreturn]] void fail(const char* text, const Values&... values) {
  throw Error(format(text, values...));
}

// What a catch is handling, as a result code and a message, which lasts as long as that.
struct Failure {
  int code;
  const char* message;
};
Failure current_failure() noexcept;

// Runs `body` and turns whatever it throws into a result code; `report(code, message)` is told of
// failures. Every callback that SQLite makes goes through here.
template <typename Body, typename Report>
int guarded(Body&& body, Report&& report) noexcept {
  try {
    body();
    return SQLITE_OK;
  } catch (...) {
    const Failure failure = current_failure();
    report(failure.code, failure.message);
    return failure.code;
  }
}

}  // namespace softdelete
