#include "schema/create_statement.hpp"

#include <optional>
#include <vector>

#include "schema/tokens.hpp"
#include "sqlite/error.hpp"
#include "sqlite/quote.hpp"

namespace softdelete {
namespace {

using Tokens = std::vector<Token>;

bool is_name(const Token& token) { return token.kind != TokenKind::other; }

// The position of the name in what SQLite keeps: CREATE [UNIQUE] type name. Nothing where the text
// begins otherwise, or a schema stands before the name.
std::optional<std::size_t> name_in(const Tokens& tokens) {
  std::size_t at = 0;
  const auto take = [&](std::string_view word) {
    const bool there = at < tokens.size() && tokens[at].is(word);
    if (there) ++at;
    return there;
  };
  if (!take("CREATE")) return std::nullopt;
  const bool unique = take("UNIQUE");
  if (!take("INDEX") && (unique || !(take("TABLE") || take("TRIGGER") || take("VIEW")))) {
    return std::nullopt;
  }
  if (at >= tokens.size() || !is_name(tokens[at])) return std::nullopt;
  if (at + 1 < tokens.size() && tokens[at + 1].is(".")) return std::nullopt;
  return at;
}

// The first statement of a text ends at its first semicolon; that of a trigger, at the END behind
// one, as CASE ... END never stands there.
bool is_one_statement(const Tokens& tokens, bool trigger) {
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (!tokens[i].is(";")) continue;
    if (!trigger) return false;
    if (i + 1 < tokens.size() && tokens[i + 1].is("END")) return i + 2 == tokens.size();
  }
  return !trigger;
}

// What ON names behind the head of an index or trigger; the schema before it is left out.
std::string table_in(const Tokens& tokens, std::size_t name) {
  for (std::size_t i = name + 1; i + 1 < tokens.size(); ++i) {
    if (!tokens[i].is("ON")) continue;
    const bool qualified = i + 3 < tokens.size() && tokens[i + 2].is(".");
    return tokens[qualified ? i + 3 : i + 1].unquoted();
  }
  return "";
}

}  // namespace

bool is_create(const std::string& sql, std::string_view type, std::string_view name,
               std::string_view table) {
  const Tokens tokens = tokenize(sql);
  const auto at = name_in(tokens);
  if (!at || !same_name(tokens[*at].unquoted(), name)) return false;
  bool typed = false;
  for (std::size_t i = 1; i < *at; ++i) typed = typed || tokens[i].is(type);
  const bool trigger = same_name(type, "trigger");
  if (!typed || !is_one_statement(tokens, trigger)) return false;
  const bool on_table = trigger || same_name(type, "index");
  return !on_table || same_name(table_in(tokens, *at), table);
}

std::string table_of_create(const std::string& sql) {
  const Tokens tokens = tokenize(sql);
  const auto at = name_in(tokens);
  return at ? table_in(tokens, *at) : "";
}

std::string qualify_create(const std::string& sql, std::string_view qualifier) {
  const Tokens tokens = tokenize(sql);
  const auto at = name_in(tokens);
  if (!at) {
    throw Error("softdelete: not a text that SQLite keeps for a table, index, view or trigger: " +
                sql.substr(0, 80));
  }
  const auto offset = static_cast<std::size_t>(tokens[*at].text.data() - sql.data());
  return std::string(sql).insert(offset, qualifier);
}

}  // namespace softdelete
