#include "interface/arguments.hpp"

#include <cctype>
#include <cmath>
#include <cstdlib>

#include "sqlite/error.hpp"
#include "sqlite/format.hpp"
#include "sqlite/quote.hpp"

namespace softdelete {
namespace {

// Of a value that is not NULL.
std::string text_of(sqlite3_value* value) {
  const unsigned char* text = sqlite3_value_text(value);
  if (text == nullptr) throw std::bad_alloc();
  return {reinterpret_cast<const char*>(text),
          static_cast<std::size_t>(sqlite3_value_bytes(value))};
}

std::string described(sqlite3_value* value) {
  switch (sqlite3_value_type(value)) {
    case SQLITE_NULL:
      return "NULL";
    case SQLITE_BLOB:
      return "a blob";
    case SQLITE_TEXT:
      return quote_text(text_of(value));
    default:
      return text_of(value);
  }
}

std::string format_error(std::string_view caller, std::string_view what) {
  return format("{}: {}", caller, what);
}

struct Age {
  double number;
  std::string unit;
};

// Digits with an optional fraction, spaces, and a word: nothing else.
std::optional<Age> parse_age(const std::string& text) {
  std::size_t at = 0;
  const auto digits = [&] {
    const std::size_t start = at;
    while (at < text.size() && std::isdigit(static_cast<unsigned char>(text[at]))) ++at;
    return at - start;
  };
  const std::size_t whole = digits();
  if (whole == 0 || whole > 9) return std::nullopt;
  if (at < text.size() && text[at] == '.') {
    ++at;
    const std::size_t fraction = digits();
    if (fraction == 0 || fraction > 9) return std::nullopt;
  }
  const double number = std::strtod(text.substr(0, at).c_str(), nullptr);
  const std::size_t number_end = at;
  while (at < text.size() && text[at] == ' ') ++at;
  if (at == number_end) return std::nullopt;
  return Age{number, text.substr(at)};
}

struct Unit {
  const char* name;
  const char* singular;
  double seconds;
};
constexpr double kYear = 31557600;
constexpr Unit kUnits[] = {{"seconds", "second", 1},        {"minutes", "minute", 60},
                           {"hours", "hour", 3600},         {"days", "day", 86400},
                           {"months", "month", kYear / 12}, {"years", "year", kYear}};
constexpr double kLongestAge = 2000 * kYear;

Error bad_age(const std::string& caller, const std::string& found) {
  return Error(
      format("{}: an age is a number and a unit (seconds, minutes, hours, days, months or years; "
             "whole months and years, 2000 years at most), as in '30 days', not {}",
             caller, found));
}

}  // namespace

std::string name_argument(std::string_view caller, std::string_view what, sqlite3_value* value) {
  if (sqlite3_value_type(value) != SQLITE_TEXT) {
    fail("{} must be a text, not {}", format_error(caller, what), described(value));
  }
  std::string text = text_of(value);
  if (text.empty()) throw Error(format_error(caller, what) + " must not be empty");
  if (text.find('\0') != std::string::npos)
    throw Error(format_error(caller, what) + " must not contain a NUL character");
  return text;
}

bool switch_argument(std::string_view caller, std::string_view what, sqlite3_value* value) {
  // As an INTEGER column takes it: some hosts bind every number as a text or as a double.
  const int type = sqlite3_value_type(value);
  const bool numeric = type != SQLITE_NULL && type != SQLITE_BLOB &&
                       sqlite3_value_numeric_type(value) != SQLITE_TEXT;
  const double number = sqlite3_value_double(value);
  if (!numeric || (number != 0 && number != 1)) {
    fail("{} must be 0 or 1, not {}", format_error(caller, what), described(value));
  }
  return number == 1;
}

std::string age_modifier(const std::string& caller, sqlite3_value* value) {
  if (sqlite3_value_type(value) == SQLITE_TEXT) return age_modifier(caller, text_of(value));
  throw bad_age(caller, described(value));
}

std::string age_modifier(const std::string& caller, const std::string& text) {
  const auto age = parse_age(text);
  for (const Unit& unit : kUnits) {
    if (!age || (!same_name(age->unit, unit.name) && !same_name(age->unit, unit.singular)))
      continue;
    // SQLite's times end at the year 0; months and years are whole ones there.
    const bool calendar = unit.seconds > 86400;
    if (age->number * unit.seconds > kLongestAge ||
        (calendar && age->number != std::floor(age->number)))
      break;
    return format("-{} {}", text.substr(0, text.find(' ')), unit.name);
  }
  throw bad_age(caller, quote_text(text));
}

}  // namespace softdelete
