// One edit of a database file.
#pragma once

#include <sqlite3.h>

#include <string>
#include <vector>

#include "bytes/input.hpp"

constexpr std::size_t kEditKinds = 14;
// SQL of the input's own, which may change settings of the connection.
constexpr std::size_t kRawEdit = 13;

// Whether no edit of this kind changes the schema.
bool edits_rows(std::size_t kind);

// A statement, and what its parameters stand for.
class Edit {
 public:
  Edit(sqlite3* db, std::size_t kind, Input& input) : db_(db), input_(input), sql_(make(kind)) {}

  void run() const;

 private:
  std::string value() { return parameter(input_.value()); }
  std::string text(const std::string& bytes) {
    Value made;
    made.type = SQLITE_TEXT;
    made.bytes = bytes;
    return parameter(std::move(made));
  }
  std::string parameter(Value made) {
    values_.push_back(std::move(made));
    return "?" + std::to_string(values_.size());
  }
  std::string name_is(const std::string& name) { return " WHERE name = " + text(name); }

  std::string make(std::size_t kind);
  void print() const;

  sqlite3* db_;
  Input& input_;
  std::vector<Value> values_;
  std::string sql_;
};
