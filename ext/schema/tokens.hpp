// Splits SQL text into tokens by the rules of SQLite's own tokenizer (tokenize.c): comments,
// strings, the four ways to quote an identifier, numbers, operators.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace softdelete {

enum class TokenKind {
  word,        // an unquoted identifier or keyword
  identifier,  // "name", `name` or [name]
  string,      // 'text'
  other,       // numbers, blobs, variables, operators, punctuation: one token each
};

struct Token {
  TokenKind kind;
  std::string_view text;  // as written, quotes included; points into the tokenized text

  bool is(std::string_view keyword_or_operator) const;
  // A word or any quoted form without its quotes; double-quoted and single-quoted alike.
  std::string unquoted() const;
};

// The tokens of `sql`, without white space and comments. `sql` must outlive them.
std::vector<Token> tokenize(std::string_view sql);

// The comments of `sql`, as written.
std::vector<std::string_view> comments(std::string_view sql);

// Whether the end of `sql` is that of a comment that only a new line ends.
bool ends_in_line_comment(std::string_view sql);

// Whether a semicolon ends a statement in `sql`.
bool has_semicolon(std::string_view sql);

// Whether a pair of parentheses stands around the whole of an expression.
bool is_in_parentheses(std::string_view expression);

// `sql` without the white space and comments behind its last token: what follows a line comment
// there would be part of it.
std::string to_last_token(const std::string& sql);

}  // namespace softdelete
