// Makes choices, numbers and values out of bytes, so that a fuzzer which changes bytes changes
// those.
#pragma once

#include <sqlite3.h>

#include <cstdint>
#include <initializer_list>
#include <string>
#include <vector>

// An SQL value.
struct Value {
  int type = SQLITE_NULL;
  sqlite3_int64 integer = 0;
  double real = 0;
  std::string bytes;  // of a text or a BLOB

  void bind(sqlite3_stmt* statement, int index) const;
};

class Input {
 public:
  Input(const std::uint8_t* data, std::size_t size) : at_(data), end_(data + size) {}

  bool empty() const { return at_ == end_; }
  unsigned byte() { return empty() ? 0 : *at_++; }
  std::size_t below(std::size_t end) { return byte() % end; }
  bool coin() { return (byte() & 1) != 0; }
  std::string bytes(std::size_t most);

  template <typename T>
  const T& pick(const std::vector<T>& list) {
    return list[below(list.size())];
  }

  // The name of something in one of the templates, or a part of one of ours.
  std::string name();
  // What would do harm if it were run.
  std::string fragment();
  // A text that is anything: a name, a fragment, bytes, a NUL within, or a megabyte.
  std::string text();
  Value value();

 private:
  const std::uint8_t* at_;
  const std::uint8_t* end_;
};

// As SQL would write it.
std::string identifier(const std::string& name);
// For a reader: with the number of bytes.
std::string described(const Value& value);
