#include "schema/unique_constraints.hpp"

#include <cstdlib>

#include "schema/live_mark.hpp"
#include "schema/tokens.hpp"
#include "sqlite/quote.hpp"

namespace softdelete {
namespace {

bool begins_constraint(const Token& token) {
  for (const char* word : {"CONSTRAINT", "PRIMARY", "UNIQUE", "CHECK", "FOREIGN"}) {
    if (token.is(word)) return true;
  }
  return false;
}

// Reads "UNIQUE", "(columns)" and "ON CONFLICT word" from tokens[at] on; returns the position
// behind.
std::size_t read_unique(const std::vector<Token>& tokens, std::size_t at, const std::string& column,
                        UniqueConstraint& out) {
  ++at;
  out.of_table = at < tokens.size() && tokens[at].is("(");
  if (!out.of_table) {
    out.columns = {column};
    out.list = quote_ident(column);
  } else {
    const char* begin = tokens[at].text.data() + 1;
    int depth = 0;
    bool expects_name = true;
    for (; at < tokens.size(); ++at) {
      const Token& token = tokens[at];
      if (token.is("(")) {
        ++depth;
      } else if (token.is(")")) {
        if (--depth == 0) break;
      } else if (token.is(",") && depth == 1) {
        expects_name = true;
      } else if (expects_name) {
        out.columns.push_back(token.unquoted());
        expects_name = false;
      }
    }
    if (at < tokens.size()) out.list = std::string(begin, tokens[at++].text.data());
  }
  if (at + 2 < tokens.size() && tokens[at].is("ON") && tokens[at + 1].is("CONFLICT")) {
    if (!tokens[at + 2].is("ABORT")) out.conflict = std::string(tokens[at + 2].text);
    at += 3;
  }
  return at;
}

// A text as a comment can hold it: a star and a slash with nothing but backslashes between get one
// backslash more.
std::string escape(const std::string& text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const std::size_t before = out.find_last_not_of('\\');
    if (text[i] == '/' && before != std::string::npos && out[before] == '*') out += '\\';
    out += text[i];
  }
  return out;
}

std::string unescape(const std::string& text) {
  std::string out;
  for (const char each : text) {
    const std::size_t before = out.find_last_not_of('\\');
    if (each == '/' && before != std::string::npos && out[before] == '*') out.pop_back();
    out += each;
  }
  return out;
}

// A constraint that says nothing. "a TEXT UNIQUE GENERATED ALWAYS AS ..." needs one in place of
// UNIQUE, because SQLite takes GENERATED and ALWAYS for words of the type, with comments between.
// It stands close to the comment, as nothing that was written before UNIQUE can.
constexpr const char* kFiller = "NULL";

class Parser {
 public:
  explicit Parser(const std::string& sql) : sql_(sql), tokens_(tokenize(sql)) {}

  std::vector<UniqueConstraint> parse() {
    int depth = 0;
    for (std::size_t i = 0; i < tokens_.size();) {
      hidden(i);
      const Token& token = tokens_[i];
      if (token.is("(")) ++depth;
      if (token.is(")") && --depth == 0) {
        close_ = offset(i);
        break;
      }
      if (depth == 1 && (token.is("(") || token.is(",")) && i + 1 < tokens_.size()) {
        column_ = tokens_[i + 1].unquoted();
      }
      i = depth == 1 && token.is("UNIQUE") ? visible(i) : i + 1;
    }
    return std::move(found_);
  }

  // The closing parenthesis of the body.
  std::size_t close() const { return close_; }

 private:
  std::size_t offset(std::size_t token) const {
    return static_cast<std::size_t>(tokens_[token].text.data() - sql_.data());
  }
  std::size_t end_of(std::size_t token) const { return offset(token) + tokens_[token].text.size(); }

  std::size_t visible(std::size_t at) {
    const bool named = at >= 2 && tokens_[at - 2].is("CONSTRAINT");
    const std::size_t first = named ? at - 2 : at;
    UniqueConstraint one{};
    const std::size_t behind = read_unique(tokens_, at, column_, one);
    one.begin = one.comma = offset(first);
    one.end = end_of(behind - 1);
    if (one.of_table && tokens_[first - 1].is(",")) one.comma = offset(first - 1);
    one.text = sql_.substr(one.begin, one.end - one.begin);
    found_.push_back(std::move(one));
    return behind;
  }

  // The comments of ours before a token.
  void hidden(std::size_t before) {
    const std::size_t end = offset(before);
    std::size_t at = before == 0 ? 0 : end_of(before - 1);
    const std::string_view until_token = std::string_view(sql_).substr(0, end);
    while ((at = until_token.find(kLiveMark, at)) != std::string_view::npos) {
      const std::size_t colon = sql_.find(": ", at);
      const std::size_t close = sql_.find(" */", at);
      if (close == std::string::npos || colon >= close) return;
      UniqueConstraint one{};
      one.begin = one.comma = at;
      one.end = close + 3;
      one.number = std::atoi(sql_.c_str() + at + std::string_view(kLiveMark).size());
      one.text = unescape(sql_.substr(colon + 2, close - colon - 2));
      at = one.end;
      const std::vector<Token> inside = tokenize(one.text);
      for (std::size_t i = 0; i < inside.size(); ++i) {
        if (!inside[i].is("UNIQUE")) continue;
        read_unique(inside, i, column_, one);
        const std::size_t filled = one.begin - std::string_view(kFiller).size();
        if (!one.of_table && sql_.compare(filled, one.begin - filled, kFiller) == 0) {
          one.begin = one.comma = filled;
        }
        found_.push_back(one);
        break;
      }
    }
  }

  const std::string& sql_;
  std::vector<Token> tokens_;
  std::vector<UniqueConstraint> found_;
  std::string column_;  // whose definition is read
  std::size_t close_ = 0;
};

// Whether a constraint of the table may stand before the text that follows: another, or the end.
bool is_behind_columns(const std::string& sql, std::size_t at) {
  const std::vector<Token> rest = tokenize(std::string_view(sql).substr(at));
  if (rest.empty() || rest[0].is(")") || begins_constraint(rest[0])) return true;
  return rest[0].is(",") && rest.size() > 1 && begins_constraint(rest[1]);
}

// The text of a hidden constraint of the table, with the columns of its index.
std::string with_list(const std::string& text, const std::string& list) {
  const std::vector<Token> tokens = tokenize(text);
  std::size_t open = 0;
  while (open < tokens.size() && !tokens[open].is("(")) ++open;
  std::size_t close = tokens.size();
  while (close > open && !tokens[close - 1].is(")")) --close;
  if (close <= open) return text;
  const auto offset = [&](std::size_t token) {
    return static_cast<std::size_t>(tokens[token].text.data() - text.data());
  };
  return text.substr(0, offset(open) + 1) + list + text.substr(offset(close - 1));
}

}  // namespace

std::vector<UniqueConstraint> unique_constraints(const std::string& create_table) {
  return Parser(create_table).parse();
}

std::string hide_constraints(const std::string& create_table,
                             const std::map<std::size_t, int>& numbers) {
  const std::vector<UniqueConstraint> all = unique_constraints(create_table);
  std::string out = create_table;
  // From the last on, so that what is behind a constraint is already as it will be.
  for (std::size_t i = all.size(); i-- > 0;) {
    const auto number = numbers.find(i);
    if (number == numbers.end()) continue;
    const UniqueConstraint& one = all[i];
    const std::vector<Token> rest = tokenize(std::string_view(out).substr(one.end));
    // A constraint may follow without a comma, and needs the one before.
    const bool comma = !rest.empty() && (rest[0].is(",") || rest[0].is(")"));
    const std::size_t begin = comma ? one.comma : one.begin;
    const bool fill = !one.of_table && !rest.empty() && rest[0].is("GENERATED");
    const std::string text = escape(out.substr(begin, one.end - begin));
    out.replace(begin, one.end - begin,
                (fill ? kFiller : "") + open_live_mark(number->second) + ": " + text + " */");
  }
  return out;
}

std::string show_constraints(const std::string& create_table, std::map<int, std::string> lists) {
  Parser parser(create_table);
  const std::vector<UniqueConstraint> all = parser.parse();
  std::string appended;
  std::string out = create_table;
  std::map<std::size_t, std::string> shown;
  for (std::size_t i = 0; i < all.size(); ++i) {
    const UniqueConstraint& one = all[i];
    if (one.number == 0) continue;
    std::string text = one.text;
    const auto list = lists.find(one.number);
    if (list != lists.end()) {
      if (one.of_table) text = with_list(text, list->second);
      lists.erase(list);
    }
    if (one.of_table && !is_behind_columns(create_table, one.end)) {
      const std::size_t start = text.find_first_not_of(", \t\r\n");
      appended += ", " + text.substr(start == std::string::npos ? 0 : start);
      text.clear();
    }
    shown[i] = text;
  }
  for (const auto& [number, list] : lists) appended += ", UNIQUE(" + list + ")";
  out.insert(parser.close(), appended);
  for (auto each = shown.rbegin(); each != shown.rend(); ++each) {
    const UniqueConstraint& one = all[each->first];
    out.replace(one.begin, one.end - one.begin, each->second);
  }
  return out;
}

std::string forget_constraints(const std::string& create_table, const std::set<int>& numbers) {
  const std::vector<UniqueConstraint> all = unique_constraints(create_table);
  std::string out = create_table;
  for (auto each = all.rbegin(); each != all.rend(); ++each) {
    if (numbers.count(each->number) != 0) out.erase(each->begin, each->end - each->begin);
  }
  return out;
}

}  // namespace softdelete
