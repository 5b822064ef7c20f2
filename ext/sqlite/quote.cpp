#include "sqlite/quote.hpp"

#include "sqlite/api.hpp"
#include "sqlite/format.hpp"

namespace softdelete {
namespace {

void append_quoted(std::string& out, std::string_view text, char mark) {
  out += mark;
  for (;;) {
    const std::size_t inner = text.find(mark);
    out += text.substr(0, inner);
    out += mark;
    if (inner == std::string_view::npos) return;
    out += mark;
    text.remove_prefix(inner + 1);
  }
}

// A name that holds this word is no keyword of any SQLite, so only its letters matter.
bool is_ours(std::string_view name) {
  constexpr std::string_view kLetters =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_0123456789";
  return name.find("softdelete") != std::string_view::npos &&
         name.find_first_not_of(kLetters) == std::string_view::npos &&
         kLetters.find(name.front()) < kLetters.find('0');
}

}  // namespace

std::string quote_ident(std::string_view name) {
  return is_ours(name) ? std::string(name) : in_quotes(name);
}

std::string in_quotes(std::string_view name) {
  std::string out;
  append_quoted(out, name, '"');
  return out;
}

std::string quote_text(std::string_view text) {
  std::string out;
  append_quoted(out, text, '\'');
  return out;
}

bool append_as(std::string& out, std::string_view kind, std::string_view value) {
  if (kind == "text") {
    append_quoted(out, value, '\'');
  } else if (kind == "ident" && !is_ours(value)) {
    append_quoted(out, value, '"');
  } else if (kind == "ident" || kind == "sql") {
    out += value;
  } else {
    return false;
  }
  return true;
}

std::string column_list(const std::vector<std::string>& names, std::string_view row) {
  std::string out;
  for (const std::string& name : names)
    out += format("{}{}{ident}", out.empty() ? "" : ", ", row, name);
  return out;
}

bool same_name(std::string_view a, std::string_view b) {
  return a.size() == b.size() &&
         sqlite3_strnicmp(a.data(), b.data(), static_cast<int>(a.size())) == 0;
}

std::string folded(std::string_view name) {
  std::string out(name);
  for (char& c : out) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return out;
}

std::string match(std::string_view left, const std::vector<std::string>& left_columns,
                  std::string_view right, const std::vector<std::string>& right_columns,
                  const char* equal) {
  std::string out;
  for (std::size_t i = 0; i < left_columns.size(); ++i) {
    out += format("{}{}{ident} {} {}{ident}", i == 0 ? "" : " AND ", left, left_columns[i], equal,
                  right, right_columns[i]);
  }
  return out;
}

}  // namespace softdelete
