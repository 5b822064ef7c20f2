#include "schema/partial_index.hpp"

#include <algorithm>
#include <cstddef>
#include <string_view>
#include <vector>

#include "schema/index_text.hpp"
#include "schema/tokens.hpp"
#include "sqlite/format.hpp"
#include "sqlite/quote.hpp"

namespace softdelete {
namespace {

constexpr std::string_view kMark = "/* softdelete live";
constexpr std::string_view kConstraint = " constraint";
constexpr std::string_view kEnd = " */";

// A name can hold what ends a comment, so each star in it gets a space behind it.
std::string as_comment(const std::string& text) {
  std::string out;
  for (const char each : text) out += each == '*' ? std::string("* ") : std::string(1, each);
  return out;
}

std::string from_comment(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    out += text[i];
    if (text[i] == '*') ++i;
  }
  return out;
}

std::string marker(const PartialIndex& index) {
  std::string out(kMark);
  if (index.is_constraint) out += kConstraint;
  if (!index.constraint_name.empty()) out += " " + as_comment(quote_ident(index.constraint_name));
  return out.append(kEnd);
}

struct Marker {
  std::size_t begin;
  std::size_t end;
  PartialIndex index;
};

// The last comment of the text, where it is our marker in either format.
std::optional<Marker> find_marker(const std::string& sql) {
  const std::vector<std::string_view> all = comments(sql);
  if (all.empty()) return std::nullopt;
  std::string_view inside = all.back();
  const auto begin = static_cast<std::size_t>(inside.data() - sql.data());
  Marker found{begin, begin + inside.size(), {}};
  if (inside.size() < kMark.size() + kEnd.size() || inside.substr(0, kMark.size()) != kMark ||
      inside.substr(inside.size() - kEnd.size()) != kEnd) {
    return std::nullopt;
  }
  inside.remove_prefix(kMark.size());
  inside.remove_suffix(kEnd.size());
  const bool number = inside.size() > 1 && inside[0] == ' ' &&
                      inside.find_first_not_of("0123456789", 1) == std::string_view::npos;
  if (inside.empty() || number) {
    found.index.is_constraint = number;
    return found;
  }
  if (inside.substr(0, kConstraint.size()) != kConstraint) return std::nullopt;
  inside.remove_prefix(kConstraint.size());
  found.index.is_constraint = true;
  if (inside.empty()) return found;
  const std::string written = from_comment(inside.substr(1));
  const std::vector<Token> name = tokenize(written);
  if (name.size() != 1 || name[0].kind != TokenKind::identifier) return std::nullopt;
  found.index.constraint_name = name[0].unquoted();
  return found;
}

// Whether the last tokens of `all` are those of `tail`; columns may have other names, as after a
// RENAME COLUMN, where `renamed` is allowed.
bool ends_with(const std::vector<Token>& all, const std::vector<Token>& tail, bool renamed) {
  const auto is_name = [](const Token& each) { return each.kind == TokenKind::identifier; };
  return tail.size() <= all.size() &&
         std::equal(tail.rbegin(), tail.rend(), all.rbegin(), [&](const Token& a, const Token& b) {
           return a.text == b.text || (renamed && is_name(a) && is_name(b));
         });
}

std::size_t behind(const std::string& text, const Token& token) {
  return static_cast<std::size_t>(token.text.data() + token.text.size() - text.data());
}

// The index without the condition at its end; nothing where it ends otherwise. A condition of the
// user's own stands in parentheses before ours.
std::optional<std::string> without(const std::string& sql, const std::string& live) {
  const std::vector<Token> tokens = tokenize(sql);
  const std::vector<Token> condition = tokenize(live);
  if (tokens.size() <= condition.size()) return std::nullopt;
  const std::size_t joint = tokens.size() - condition.size() - 1;
  if (joint == 0 || !ends_with(tokens, condition, true)) return std::nullopt;
  const std::string before = sql.substr(0, behind(sql, tokens[joint - 1]));
  const auto where = parse_create_index(before).where;
  if (tokens[joint].is("WHERE")) return where ? std::nullopt : std::optional(before);
  if (!tokens[joint].is("AND") || !where || !is_in_parentheses(*where)) return std::nullopt;
  return before.substr(0, before.size() - where->size()) + where->substr(1, where->size() - 2);
}

}  // namespace

std::optional<PartialIndex> partial_index(const std::string& sql, const std::string& live) {
  auto marker = find_marker(sql);
  if (!marker || has_semicolon(sql)) return std::nullopt;
  // Nothing but the condition may stand behind a marker of format 1, and nothing behind ours.
  const std::vector<Token> condition = tokenize(live);
  const std::size_t behind = tokenize(std::string_view(sql).substr(marker->end)).size();
  if (behind != 0 && behind != condition.size() + 1) return std::nullopt;
  std::string text = sql;
  text.erase(marker->begin, marker->end - marker->begin);
  auto original = without(text, live);
  if (!original) return std::nullopt;
  marker->index.original = std::move(*original);
  if (behind == 0) {
    // What ended the text before, and one character that parts it from the marker.
    const std::size_t end = to_last_token(sql).size();
    marker->index.original += sql.substr(end, std::max(marker->begin, end + 1) - end - 1);
  }
  marker->index.exact = ends_with(tokenize(text), condition, false);
  return std::move(marker->index);
}

std::string make_partial(const PartialIndex& index, const std::string& live) {
  const std::string base = to_last_token(index.original);
  const auto where = parse_create_index(base).where;
  const std::string condition =
      where ? format("{}({}) AND ", base.substr(0, base.size() - where->size()), *where)
            : base + " WHERE ";
  const std::string end = index.original.substr(base.size());
  return condition + live + end + (ends_in_line_comment(end) ? "\n" : " ") + marker(index);
}

}  // namespace softdelete
