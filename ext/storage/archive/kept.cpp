#include "storage/archive/kept.hpp"

#include "schema/marker.hpp"
#include "schema/tokens.hpp"
#include "sqlite/format.hpp"
#include "sqlite/quote.hpp"
#include "sqlite/statement.hpp"

namespace softdelete {
namespace {

bool is_delete_trigger(const std::string& name, const std::string& sql) {
  constexpr std::string_view kSuffix = "_softdelete_delete";
  return name.size() > kSuffix.size() &&
         same_name(std::string_view(name).substr(name.size() - kSuffix.size()), kSuffix) &&
         has_marker("trigger", name, sql);
}

Kept parse(const std::string& sql) {
  Kept kept;
  const std::vector<Token> tokens = tokenize(sql);
  std::size_t insert = 0;
  for (std::size_t i = 0; i + 2 < tokens.size(); ++i) {
    if (tokens[i].is("INSERT") && tokens[i + 1].is("INTO")) insert = i + 2;
  }
  if (insert == 0) return kept;
  kept.archive = tokens[insert].unquoted();
  Names columns;
  std::size_t at = insert + 2;
  for (; at < tokens.size() && !tokens[at].is(")"); ++at) {
    if (!tokens[at].is(",")) columns.push_back(tokens[at].unquoted());
  }
  Names values;
  // Of VALUES, or of a SELECT up to its own FROM; what subqueries compare is no value.
  int depth = ++at < tokens.size() && tokens[at].is("VALUES") ? -1 : 0;
  for (; at + 2 < tokens.size() && (depth != 0 || !tokens[at].is("FROM")); ++at) {
    depth += tokens[at].is("(") ? 1 : tokens[at].is(")") ? -1 : 0;
    const bool is_value = depth == 0 && tokens[at].is("OLD") && tokens[at + 1].is(".");
    if (is_value) values.push_back(tokens[at + 2].unquoted());
  }
  for (std::size_t i = 0; i < values.size() && i < columns.size(); ++i) {
    kept.columns.emplace_back(columns[columns.size() - 1 - i], values[values.size() - 1 - i]);
  }
  return kept;
}

}  // namespace

std::string Kept::holder(const std::string& column) const {
  for (const auto& [archived, held] : columns) {
    if (same_name(held, column)) return archived;
  }
  return "";
}

std::string Kept::held(const std::string& archived) const {
  for (const auto& [holder, held] : columns) {
    if (same_name(holder, archived)) return held;
  }
  return "";
}

std::map<std::string, Kept> read_kept(sqlite3* db, const std::string& schema, const Names& tables) {
  std::map<std::string, Kept> all;
  for (const std::string& each : tables) all[folded(each)];
  Statement list(
      db, format("SELECT tbl_name, name, sql FROM {ident}.sqlite_schema WHERE type = 'trigger'",
                 schema));
  while (list.step()) {
    const auto table = all.find(folded(list.text(0)));
    if (table == all.end() || !is_delete_trigger(list.text(1), list.text(2))) continue;
    table->second = parse(list.text(2));
  }
  return all;
}

}  // namespace softdelete
