#include "schema/live_mark.hpp"

#include <cstdlib>

#include "schema/index_text.hpp"
#include "schema/tokens.hpp"

namespace softdelete {
namespace {

// WHERE or AND, and a condition as Storage::live() writes it, whatever its column is called now.
bool is_live_tail(const std::vector<Token>& tail) {
  if (tail.size() != 4 || !(tail[0].is("WHERE") || tail[0].is("AND"))) return false;
  return (tail[2].is("=") && tail[3].is("0")) || (tail[2].is("IS") && tail[3].is("NULL"));
}

}  // namespace

std::string open_live_mark(int number) {
  return kLiveMark + (number == 0 ? std::string() : " " + std::to_string(number));
}

std::optional<LiveMark> live_mark(const std::string& sql) {
  const std::size_t begin = sql.rfind(kLiveMark);
  if (begin == std::string::npos) return std::nullopt;
  const std::size_t end = sql.find("*/", begin);
  if (end == std::string::npos || !is_live_tail(tokenize(std::string_view(sql).substr(end + 2)))) {
    return std::nullopt;
  }
  return LiveMark{begin, std::atoi(sql.c_str() + begin + std::string_view(kLiveMark).size())};
}

std::string live_index(const std::string& sql, const std::string& live, int number) {
  const std::string base = to_last_token(sql);
  const std::string mark = open_live_mark(number) + " */ ";
  const auto where = parse_create_index(base).where;
  if (!where) return base + " " + mark + "WHERE " + live;
  return base.substr(0, base.size() - where->size()) + "(" + *where + ") " + mark + "AND " + live;
}

std::string whole_index(const std::string& sql, const LiveMark& mark) {
  std::string base = to_last_token(sql.substr(0, mark.begin));
  const auto where = parse_create_index(base).where;
  if (!where) return base;
  // Our own parentheses around the condition.
  return base.substr(0, base.size() - where->size()) + where->substr(1, where->size() - 2);
}

}  // namespace softdelete
