#include "interface/json.hpp"

#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <new>

namespace softdelete {
namespace {

constexpr const char* kDigits = "0123456789ABCDEF";

// The length of the UTF-8 sequence at the start of `text`, or 0 where it is none (RFC 3629: no
// overlong forms, no surrogates, nothing above U+10FFFF).
std::size_t utf8_length(std::string_view text) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char first = byte(0);
  if (first < 0x80) return 1;
  const std::size_t length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
  if (first < 0xC2 || first > 0xF4 || text.size() < length) return 0;
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte(i) & 0xC0) != 0x80) return 0;
  }
  const unsigned char second = byte(1);
  const bool overlong = (first == 0xE0 && second < 0xA0) || (first == 0xF0 && second < 0x90);
  const bool outside = (first == 0xED && second > 0x9F) || (first == 0xF4 && second > 0x8F);
  return overlong || outside ? 0 : length;
}

// A short number that gives the same double again. Not by std::to_chars, which older compilers have
// for integers alone and which would be a tenth of the library.
std::string real(double number) {
  if (std::isinf(number)) return number > 0 ? "9e999" : "-9e999";
  char digits[40];
  // Fifteen digits are exact where they are enough, except of the smallest numbers.
  int precision = std::fpclassify(number) == FP_SUBNORMAL ? 1 : 15;
  do {
    std::snprintf(digits, sizeof digits, "%.*g", precision, number);
  } while (++precision <= 17 && std::strtod(digits, nullptr) != number);
  std::string out;
  bool is_real = false;
  for (const char c : std::string_view(digits)) {
    if ((c >= '0' && c <= '9') || c == '-' || c == '+' || c == 'e') {
      out += c;
      is_real = is_real || c == 'e';
    } else if (!is_real) {
      // The decimal point of the host's locale, which may have several bytes.
      out += '.';
      is_real = true;
    }
  }
  return is_real ? out : out + ".0";
}

std::string hex(std::string_view bytes) {
  std::string out = "\"";
  for (char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    out += kDigits[byte >> 4];
    out += kDigits[byte & 15];
  }
  return out + "\"";
}

}  // namespace

std::string json_string(std::string_view text) {
  std::string out = "\"";
  while (!text.empty()) {
    const std::size_t length = utf8_length(text);
    const char c = text[0];
    if (length == 0) {
      out += "\xEF\xBF\xBD";
    } else if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (static_cast<unsigned char>(c) < 0x20) {
      out += "\\u00";
      out += kDigits[c >> 4];
      out += kDigits[c & 15];
    } else {
      out += text.substr(0, length);
    }
    text.remove_prefix(length == 0 ? 1 : length);
  }
  return out + "\"";
}

std::string json_value(sqlite3_value* value) {
  const auto bytes = [&](const void* data) {
    const auto size = static_cast<std::size_t>(sqlite3_value_bytes(value));
    if (data == nullptr && size > 0) throw std::bad_alloc();
    return std::string_view(static_cast<const char*>(data), size);
  };
  switch (sqlite3_value_type(value)) {
    case SQLITE_NULL:
      return "null";
    case SQLITE_INTEGER:
      return std::to_string(sqlite3_value_int64(value));
    case SQLITE_FLOAT:
      return real(sqlite3_value_double(value));
    case SQLITE_BLOB:
      return hex(bytes(sqlite3_value_blob(value)));
    default:
      return json_string(bytes(sqlite3_value_text(value)));
  }
}

}  // namespace softdelete
