#include "schema/tokens.hpp"

#include <algorithm>

#include "sqlite/quote.hpp"

namespace softdelete {
namespace {

bool is_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r' && c != '\v'); }

// Letters, digits, underscore, dollar and every byte above ASCII continue a word (IdChar).
bool is_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
         c == '$' || static_cast<unsigned char>(c) >= 0x80;
}

// The end of a quoted run that starts at `start`; a doubled quote is part of it, except in [ ].
std::size_t quoted_end(std::string_view sql, std::size_t start) {
  const char close = sql[start] == '[' ? ']' : sql[start];
  for (std::size_t i = start + 1; i < sql.size(); ++i) {
    if (sql[i] != close) continue;
    if (close != ']' && i + 1 < sql.size() && sql[i + 1] == close) {
      ++i;
    } else {
      return i + 1;
    }
  }
  return sql.size();
}

// The end of the comment at `start`, or `start` where there is none.
std::size_t comment_end(std::string_view sql, std::size_t start) {
  const std::string_view rest = sql.substr(start);
  if (rest.substr(0, 2) == "--") {
    const std::size_t end = sql.find('\n', start);
    return end == std::string_view::npos ? sql.size() : end + 1;
  }
  if (rest.substr(0, 2) == "/*") {
    const std::size_t end = sql.find("*/", start + 2);
    return end == std::string_view::npos ? sql.size() : end + 2;
  }
  return start;
}

}  // namespace

bool Token::is(std::string_view keyword_or_operator) const {
  return (kind == TokenKind::word || kind == TokenKind::other) &&
         same_name(text, keyword_or_operator);
}

std::string Token::unquoted() const {
  if (kind != TokenKind::identifier && kind != TokenKind::string) return std::string(text);
  const char close = text.front() == '[' ? ']' : text.front();
  std::string out;
  for (std::size_t i = 1; i + 1 < text.size(); ++i) {
    out += text[i];
    if (text[i] == close) ++i;
  }
  return out;
}

namespace {

// Calls one of the two for each token and each comment, in order.
template <typename OnToken, typename OnComment>
void scan(std::string_view sql, const OnToken& on_token, const OnComment& on_comment) {
  std::size_t at = 0;
  while (at < sql.size()) {
    const char c = sql[at];
    std::size_t end = comment_end(sql, at);
    if (end != at) on_comment(sql.substr(at, end - at));
    if (is_space(c) || end != at) {
      at = end != at ? end : at + 1;
      // SQLite takes a vertical tab for white space behind other white space only.
      while (is_space(c) && at < sql.size() && sql[at] == '\v') ++at;
      continue;
    }
    TokenKind kind = TokenKind::other;
    end = at + 1;
    if (c == '\'' || c == '"' || c == '`' || c == '[') {
      kind = c == '\'' ? TokenKind::string : TokenKind::identifier;
      end = quoted_end(sql, at);
    } else if (is_word(c)) {
      while (end < sql.size() && is_word(sql[end])) ++end;
      const bool blob =
          (c == 'x' || c == 'X') && end == at + 1 && end < sql.size() && sql[end] == '\'';
      if (blob) end = quoted_end(sql, end);
      const bool number = c >= '0' && c <= '9';
      kind = number || blob ? TokenKind::other : TokenKind::word;
    }
    on_token(Token{kind, sql.substr(at, end - at)});
    at = end;
  }
}

}  // namespace

std::vector<Token> tokenize(std::string_view sql) {
  std::vector<Token> tokens;
  scan(
      sql, [&](const Token& token) { tokens.push_back(token); }, [](std::string_view) {});
  return tokens;
}

std::vector<std::string_view> comments(std::string_view sql) {
  std::vector<std::string_view> found;
  scan(
      sql, [](const Token&) {}, [&](std::string_view comment) { found.push_back(comment); });
  return found;
}

bool ends_in_line_comment(std::string_view sql) {
  const std::vector<std::string_view> all = comments(sql);
  return !all.empty() && all.back().substr(0, 2) == "--" && all.back().back() != '\n';
}

bool has_semicolon(std::string_view sql) {
  const std::vector<Token> tokens = tokenize(sql);
  return std::any_of(tokens.begin(), tokens.end(), [](const Token& each) { return each.is(";"); });
}

bool is_in_parentheses(std::string_view expression) {
  const std::vector<Token> tokens = tokenize(expression);
  int depth = 0;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (tokens[i].is("(")) ++depth;
    if (tokens[i].is(")")) --depth;
    if (depth <= 0) return depth == 0 && i > 0 && i + 1 == tokens.size();
  }
  return false;
}

std::string to_last_token(const std::string& sql) {
  const std::vector<Token> tokens = tokenize(sql);
  if (tokens.empty()) return sql;
  const std::string_view last = tokens.back().text;
  return sql.substr(0, static_cast<std::size_t>(last.data() + last.size() - sql.data()));
}

}  // namespace softdelete
