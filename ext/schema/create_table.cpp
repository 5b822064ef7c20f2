#include "schema/create_table.hpp"

#include "schema/tokens.hpp"
#include "sqlite/format.hpp"
#include "sqlite/quote.hpp"

namespace softdelete {
namespace {

bool starts(const std::vector<Token>& tokens, std::size_t at,
            std::initializer_list<std::string_view> words) {
  if (at + words.size() > tokens.size()) return false;
  for (std::string_view word : words) {
    if (!tokens[at++].is(word)) return false;
  }
  return true;
}

// What stands between the parenthesis at tokens[open] and the one that closes it, both included.
std::string in_parentheses(const std::vector<Token>& tokens, std::size_t open) {
  int depth = 0;
  for (std::size_t i = open; i < tokens.size(); ++i) {
    if (tokens[i].is("(")) ++depth;
    if (!tokens[i].is(")") || --depth != 0) continue;
    return std::string(tokens[open].text.data(), tokens[i].text.data() + 1);
  }
  return "";
}

}  // namespace

CreateTable parse_create_table(std::string_view sql) {
  CreateTable table;
  const std::vector<Token> tokens = tokenize(sql);
  int depth = 0;
  bool body_seen = false;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (tokens[i].is("(")) {
      ++depth;
      body_seen = true;
    } else if (tokens[i].is(")")) {
      --depth;
    } else if (tokens[i].is("REFERENCES")) {
      table.deferred_foreign_keys.push_back(false);
    } else if (tokens[i].is("DEFERRABLE") && !table.deferred_foreign_keys.empty()) {
      // The clause belongs to the key written last, wherever it stands.
      const bool negated = i > 0 && tokens[i - 1].is("NOT");
      table.deferred_foreign_keys.back() =
          !negated && starts(tokens, i + 1, {"INITIALLY", "DEFERRED"});
    } else if (starts(tokens, i, {"CHECK", "("})) {
      table.checks.push_back(in_parentheses(tokens, i + 1));
    } else if (depth == 1 && starts(tokens, i, {"AS", "("})) {
      table.generated.push_back(in_parentheses(tokens, i + 1));
    } else if (depth == 0 && body_seen) {
      table.without_rowid = table.without_rowid || starts(tokens, i, {"WITHOUT", "ROWID"});
      table.strict = table.strict || tokens[i].is("STRICT");
    }
  }
  return table;
}

std::string default_expression(const std::string& written) {
  const std::vector<Token> tokens = tokenize(written);
  if (tokens.size() != 1) return format("({})", to_last_token(written));
  const Token& only = tokens[0];
  std::string word(only.text);
  if (only.kind == TokenKind::identifier) return quote_text(only.unquoted());
  if (only.kind != TokenKind::word) return word;
  for (const char* keyword :
       {"NULL", "TRUE", "FALSE", "CURRENT_TIME", "CURRENT_DATE", "CURRENT_TIMESTAMP"}) {
    if (only.is(keyword)) return word;
  }
  return quote_text(word);
}

}  // namespace softdelete
