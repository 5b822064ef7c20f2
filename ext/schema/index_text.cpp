#include "schema/index_text.hpp"

#include "schema/tokens.hpp"
#include "sqlite/format.hpp"
#include "sqlite/quote.hpp"

namespace softdelete {
namespace {

// The text from the start of the first token to the end of the last.
std::string span(const std::vector<Token>& tokens, std::size_t from, std::size_t to) {
  if (from >= to) return "";
  const char* start = tokens[from].text.data();
  const std::string_view last = tokens[to - 1].text;
  return std::string(start, last.data() + last.size());
}

}  // namespace

IndexText parse_create_index(std::string_view sql) {
  IndexText index;
  const std::vector<Token> tokens = tokenize(sql);
  std::size_t at = 0;
  while (at < tokens.size() && !tokens[at].is("(")) ++at;
  if (at == tokens.size()) return index;
  int depth = 0;
  const std::size_t open = at;
  std::size_t start = at + 1;
  for (; at < tokens.size(); ++at) {
    if (tokens[at].is("(")) ++depth;
    if (tokens[at].is(")")) --depth;
    if (!(depth == 0 || (depth == 1 && tokens[at].is(",")))) continue;
    std::size_t end = at;
    if (tokens[end - 1].is("ASC") || tokens[end - 1].is("DESC")) --end;
    index.expressions.push_back(span(tokens, start, end));
    start = at + 1;
    if (depth != 0) continue;
    index.list = std::string(tokens[open].text.data() + 1, tokens[at].text.data());
    break;
  }
  if (start < tokens.size() && tokens[start].is("WHERE")) {
    index.where = span(tokens, start + 1, tokens.size());
  }
  return index;
}

std::string qualify_columns(const std::string& expression, const Table& table,
                            const std::string& qualifier) {
  return rewrite_columns(expression, table, [&](const std::string& column) {
    return format("{}{ident}", qualifier, column);
  });
}

std::string rewrite_columns(const std::string& expression, const Table& table,
                            const std::function<std::string(const std::string&)>& write) {
  const std::vector<Token> tokens = tokenize(expression);
  std::string out;
  const char* copied = expression.data();
  bool in_type = false;  // of a CAST
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const Token& token = tokens[i];
    const auto next_is = [&](const char* sign) {
      return i + 1 < tokens.size() && tokens[i + 1].is(sign);
    };
    if (token.is("AS")) in_type = true;
    if (token.is(")")) in_type = false;
    const bool name = token.kind == TokenKind::word || token.kind == TokenKind::identifier;
    const bool collation = i > 0 && tokens[i - 1].is("COLLATE");
    if (!name || in_type || collation || next_is("(")) continue;
    std::string written;
    if (!next_is(".")) {
      const std::string column = token.unquoted();
      const bool rowid = !table.rowid.empty() && contains(table.rowid_aliases(), column);
      if (rowid || table.column(column) != nullptr) {
        written = write(column);
      } else if (token.text[0] == '"') {
        written = quote_text(column);
      } else {
        continue;
      }
    }
    out.append(copied, token.text.data());
    out += written;
    // The table's own name goes, with its dot.
    const std::string_view last = written.empty() ? tokens[++i].text : token.text;
    copied = last.data() + last.size();
  }
  return out.append(copied, expression.data() + expression.size());
}

}  // namespace softdelete
