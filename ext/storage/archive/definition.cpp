#include "storage/archive/definition.hpp"

#include "schema/tokens.hpp"
#include "sqlite/format.hpp"
#include "sqlite/quote.hpp"

namespace softdelete {
namespace {

// A type as it was declared, or the same as one quoted name where its text is not that simple.
std::string declared_type(const Table& table, const Column& column) {
  // ANY converts nothing in a STRICT table, and texts to numbers in any other.
  if (table.strict && same_name(column.type, "ANY")) return "";
  for (const Token& each : tokenize(column.type)) {
    const bool plain = each.kind == TokenKind::word || each.is("(") || each.is(")") ||
                       each.is(",") ||
                       each.text.find_first_not_of("0123456789.+-") == std::string_view::npos;
    if (!plain) return quote_ident(column.type);
  }
  return column.type;
}

// The default of a new column, which the rows that were there get, where it is the same at any
// time: a number with or without a sign, or a string, blob, NULL, TRUE or FALSE.
std::string literal_default(const Column& column) {
  if (!column.default_sql) return "";
  std::vector<Token> tokens = tokenize(*column.default_sql);
  while (tokens.size() > 2 && tokens.front().is("(") && tokens.back().is(")")) {
    tokens.erase(tokens.begin());
    tokens.pop_back();
  }
  if (tokens.empty()) return "";
  const std::size_t first = tokens.size() > 1 && (tokens[0].is("-") || tokens[0].is("+")) ? 1 : 0;
  const Token& last = tokens.back();
  const std::string_view value(
      tokens[first].text.data(),
      static_cast<std::size_t>(last.text.data() + last.text.size() - tokens[first].text.data()));
  const bool number = value.find_first_not_of("0123456789.eE") == std::string_view::npos;
  const bool word = last.is("NULL") || last.is("TRUE") || last.is("FALSE");
  const bool constant =
      last.kind == TokenKind::string || last.kind == TokenKind::other || (word && first == 0);
  const bool literal = number || (constant && tokens.size() == first + 1);
  const std::string_view sign = first == 1 ? tokens[0].text : "";
  return literal ? format(" DEFAULT {}{}", sign, value) : "";
}

}  // namespace

std::string archived_column(const Table& table, const std::string& name, const Column& column) {
  const std::string type = declared_type(table, column);
  return format(
      "{ident}{}{}", name, type.empty() ? "" : " " + type,
      same_name(column.collation, "BINARY") ? "" : format(" COLLATE {ident}", column.collation));
}

std::string add_column(const Table& table, const Column& column) {
  return format(" ADD COLUMN {}{}", archived_column(table, column.name, column),
                literal_default(column));
}

}  // namespace softdelete
