#include "sqlite/quote.hpp"

#include "sqlite/api.hpp"

namespace softdelete {
namespace {

std::string quote(std::string_view text, char mark) {
  std::string out(1, mark);
  for (char c : text) {
    out += c;
    if (c == mark) out += c;
  }
  return out += mark;
}

}  // namespace

std::string quote_ident(std::string_view name) { return quote(name, '"'); }

std::string quote_text(std::string_view text) { return quote(text, '\''); }

std::string column_list(const std::vector<std::string>& names, const std::string& row) {
  std::string out;
  for (const std::string& name : names) out += (out.empty() ? "" : ", ") + row + quote_ident(name);
  return out;
}

std::string row_value(const std::vector<std::string>& names, const std::string& row) {
  const std::string list = column_list(names, row);
  return names.size() == 1 ? list : "(" + list + ")";
}

std::string qualify_create(const std::string& sql, std::string_view qualifier) {
  const bool unique = sql.rfind("CREATE UNIQUE ", 0) == 0;
  const std::size_t kind = sql.find(' ') + 1;
  const std::size_t behind = sql.find(' ', unique ? sql.find(' ', kind) + 1 : kind);
  return std::string(sql).insert(behind + 1, qualifier);
}

bool same_name(std::string_view a, std::string_view b) {
  return a.size() == b.size() &&
         sqlite3_strnicmp(a.data(), b.data(), static_cast<int>(a.size())) == 0;
}

}  // namespace softdelete
