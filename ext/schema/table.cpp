#include "schema/table.hpp"

#include <algorithm>

#include "sqlite/format.hpp"
#include "sqlite/quote.hpp"

namespace softdelete {

bool has_text_affinity(const Column& column) {
  const auto has = [&](const char* word) {
    return sqlite3_strlike(word, column.type.c_str(), 0) == 0;
  };
  return !has("%INT%") && (has("%CHAR%") || has("%CLOB%") || has("%TEXT%"));
}

bool contains(const Names& names, std::string_view name) {
  return std::any_of(names.begin(), names.end(),
                     [&](const std::string& each) { return same_name(each, name); });
}

bool same_names(const Names& a, const Names& b) {
  return a.size() == b.size() && std::all_of(a.begin(), a.end(), [&](const std::string& each) {
           return contains(b, each);
         });
}

const Column* Table::column(std::string_view column_name) const {
  const std::size_t at = by_name_.find(
      columns, column_name, [](const Column& each) -> const std::string& { return each.name; });
  return at < columns.size() ? &columns[at] : nullptr;
}

Names Table::rowid_aliases() const {
  Names aliases;
  for (const char* alias : {"rowid", "_rowid_", "oid"}) {
    if (column(alias) == nullptr) aliases.push_back(alias);
  }
  return aliases;
}

Names Table::identity() const { return rowid.empty() ? key : Names{rowid}; }

bool Table::key_is_exact() const {
  if (key.empty()) return false;
  if (rowid_is_key || rowid.empty()) return true;
  return std::all_of(columns.begin(), columns.end(), [&](const Column& each) {
    return each.not_null || !contains(key, each.name);
  });
}

std::string Table::key_collate(const std::string& column_name) const {
  for (std::size_t i = 0; i < key_collations.size() && i < key.size(); ++i) {
    if (!same_name(key[i], column_name)) continue;
    const bool same = same_name(key_collations[i], column(column_name)->collation);
    return same ? "" : format(" COLLATE {ident}", key_collations[i]);
  }
  return "";
}

std::string Table::key_parameters(const Names& names) const {
  const Names named = public_key();
  std::string out;
  for (std::size_t i = 0; i < named.size(); ++i) {
    out += format("{}{ident} = ?{}{}", i == 0 ? "" : " AND ", names[i], std::to_string(i + 1),
                  key_collate(named[i]));
  }
  return out;
}

std::string Table::key_value(const Names& names) const {
  std::string list;
  for (const std::string& each : names) {
    list += format("{}{ident}{}", list.empty() ? "" : ", ", each, key_collate(each));
  }
  return names.size() == 1 ? list : format("({})", list);
}

}  // namespace softdelete
