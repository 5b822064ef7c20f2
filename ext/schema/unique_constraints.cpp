#include "schema/unique_constraints.hpp"

#include <string_view>

#include "schema/tokens.hpp"
#include "sqlite/quote.hpp"

namespace softdelete {
namespace {

using Tokens = std::vector<Token>;

std::size_t begin_of(const std::string& sql, const Token& token) {
  return static_cast<std::size_t>(token.text.data() - sql.data());
}

std::size_t end_of(const std::string& sql, const Token& token) {
  return begin_of(sql, token) + token.text.size();
}

// The position of the parenthesis that closes the one at `open`.
std::size_t closing(const Tokens& tokens, std::size_t open) {
  int depth = 0;
  for (std::size_t i = open; i < tokens.size(); ++i) {
    if (tokens[i].is("(")) ++depth;
    if (tokens[i].is(")") && --depth == 0) return i;
  }
  return tokens.size();
}

// The parenthesis that closes the list of columns and constraints.
std::size_t end_of_body(const Tokens& tokens) {
  std::size_t open = 0;
  while (open < tokens.size() && !tokens[open].is("(")) ++open;
  return closing(tokens, open);
}

// The names in the list between two parentheses: the first token of each part, which may stand in
// parentheses of its own.
Names names_between(const Tokens& tokens, std::size_t open, std::size_t close) {
  Names names;
  bool is_first = true;
  for (std::size_t i = open + 1; i < close; ++i) {
    if (is_first && !tokens[i].is("(")) names.push_back(tokens[i].unquoted());
    is_first = tokens[i].is(",") || (is_first && tokens[i].is("("));
  }
  return names;
}

// Reads [CONSTRAINT name] UNIQUE [(columns)] [ON CONFLICT word] around the UNIQUE at `at`; `column`
// is the one whose definition it stands in.
UniqueConstraint read_constraint(const std::string& sql, const Tokens& tokens, std::size_t at,
                                 const std::string& column) {
  UniqueConstraint one{};
  const bool named = at >= 2 && tokens[at - 2].is("CONSTRAINT");
  one.first = named ? at - 2 : at;
  if (named) one.name = tokens[at - 1].unquoted();
  one.end = at + 1;
  one.of_table = one.end < tokens.size() && tokens[one.end].is("(");
  if (one.of_table) {
    const std::size_t open = one.end;
    const std::size_t close = closing(tokens, open);
    one.columns = names_between(tokens, open, close);
    one.list.assign(tokens[open].text.data() + 1, tokens[close].text.data());
    one.end = close + 1;
  } else {
    one.columns = {column};
    one.list = quote_ident(column);
  }
  if (one.end + 2 < tokens.size() && tokens[one.end].is("ON")) {  // CONFLICT
    const Token& word = tokens[one.end + 2];
    if (!word.is("ABORT")) one.conflict = std::string(word.text);
    one.end += 3;
  }
  const std::size_t begin = begin_of(sql, tokens[one.first]);
  one.text = sql.substr(begin, end_of(sql, tokens[one.end - 1]) - begin);
  return one;
}

std::vector<UniqueConstraint> find_constraints(const std::string& sql, const Tokens& tokens) {
  std::vector<UniqueConstraint> found;
  std::string column;
  int depth = 0;
  const std::size_t close = end_of_body(tokens);
  for (std::size_t i = 0; i < close && close < tokens.size();) {
    const bool item = depth == 0 ? tokens[i].is("(") : depth == 1 && tokens[i].is(",");
    if (tokens[i].is("(")) ++depth;
    if (tokens[i].is(")")) --depth;
    if (item) column = tokens[i + 1].unquoted();
    if (depth == 1 && tokens[i].is("UNIQUE")) {
      found.push_back(read_constraint(sql, tokens, i, column));
      i = found.back().end;
    } else {
      ++i;
    }
  }
  return found;
}

// Takes a piece out of a text, with the spaces before it where white space or a sign follows.
class Cutter {
 public:
  explicit Cutter(const std::string& text) : text_(text) {}

  void cut(std::size_t begin, std::size_t end, std::string_view instead = "") {
    out_.append(text_, copied_, begin - copied_);
    copied_ = end;
    const bool closed = end == text_.size() ||
                        std::string_view(" \t\r\n\f,)").find(text_[end]) != std::string_view::npos;
    if (instead.empty() && closed) {
      while (!out_.empty() && (out_.back() == ' ' || out_.back() == '\t')) out_.pop_back();
    }
    out_ += instead;
  }

  std::string rest() { return out_.append(text_, copied_, std::string::npos); }

 private:
  const std::string& text_;
  std::string out_;
  std::size_t copied_ = 0;
};

}  // namespace

std::vector<UniqueConstraint> unique_constraints(const std::string& create_table) {
  return find_constraints(create_table, tokenize(create_table));
}

std::string drop_constraints(const std::string& create_table,
                             const std::set<std::size_t>& positions) {
  const Tokens tokens = tokenize(create_table);
  const std::vector<UniqueConstraint> all = find_constraints(create_table, tokens);
  // Constraints of the table may follow each other with a comma or without. The one before goes
  // with the constraint, unless what then follows needs it.
  std::set<std::size_t> commas;
  std::size_t following = tokens.size();  // the token that stays behind the constraint after this
  for (auto each = positions.rbegin(); each != positions.rend(); ++each) {
    const UniqueConstraint& one = all[*each];
    const auto next = positions.upper_bound(*each);
    const bool another = next != positions.end() && all[*next].of_table &&
                         (all[*next].first == one.end || commas.count(one.end) != 0);
    if (!another) following = one.end;
    const bool ends = tokens[following].is(",") || tokens[following].is(")");
    if (one.of_table && ends && tokens[one.first - 1].is(",")) commas.insert(one.first - 1);
  }
  Cutter cutter(create_table);
  for (const std::size_t each : positions) {
    const UniqueConstraint& one = all[each];
    if (commas.count(one.first - 1) != 0) {
      const Token& comma = tokens[one.first - 1];
      cutter.cut(begin_of(create_table, comma), end_of(create_table, comma));
    }
    // SQLite takes GENERATED ALWAYS for words of the type, where nothing stands before it.
    const bool fill = !one.of_table && tokens[one.end].is("GENERATED");
    const std::size_t begin = begin_of(create_table, tokens[one.first]);
    cutter.cut(begin, begin + one.text.size(), fill ? "NULL" : "");
  }
  return cutter.rest();
}

std::string append_constraints(const std::string& create_table,
                               const std::vector<std::string>& constraints) {
  const Tokens tokens = tokenize(create_table);
  const std::size_t close = end_of_body(tokens);
  if (close == tokens.size()) return create_table;
  std::string added;
  for (const std::string& each : constraints) added += ", " + each;
  // The blanks that drop_constraints() would take along, so that back and forth changes nothing.
  const std::size_t end = begin_of(create_table, tokens[close]);
  const std::size_t begin = create_table.find_last_not_of(" \t", end - 1) + 1;
  return added.empty() ? create_table
                       : std::string(create_table).replace(begin, end - begin, added);
}

std::string without_hidden_constraints(const std::string& create_table) {
  constexpr std::string_view kBegin = "/* softdelete live ";
  Cutter cutter(create_table);
  for (const std::string_view comment : comments(create_table)) {
    if (comment.substr(0, kBegin.size()) != kBegin) continue;
    const std::size_t number = comment.find_first_not_of("0123456789", kBegin.size());
    if (number == kBegin.size() || comment.substr(number, 2) != ": ") continue;
    const auto begin = static_cast<std::size_t>(comment.data() - create_table.data());
    cutter.cut(begin, begin + comment.size(), " ");
  }
  return cutter.rest();
}

}  // namespace softdelete
