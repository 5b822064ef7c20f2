#include "schema/table.hpp"

#include <algorithm>

#include "schema/create_table.hpp"
#include "sqlite/quote.hpp"
#include "sqlite/statement.hpp"

namespace softdelete {
namespace {

std::string collation_of(sqlite3* db, const Table& table, const std::string& column) {
  const char* collation = nullptr;
  const int code =
      sqlite3_table_column_metadata(db, table.schema.c_str(), table.name.c_str(), column.c_str(),
                                    nullptr, &collation, nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) throw Error::from(db);
  return collation == nullptr ? "BINARY" : collation;
}

void read_columns(sqlite3* db, Table& table) {
  Statement info(db,
                 "SELECT name, type, \"notnull\", dflt_value, pk, hidden"
                 " FROM pragma_table_xinfo(?1, ?2) ORDER BY cid");
  info.bind(1, table.name).bind(2, table.schema);
  std::vector<std::pair<sqlite3_int64, std::string>> key;
  while (info.step()) {
    Column column;
    column.name = info.text(0);
    column.type = info.text(1);
    column.not_null = info.integer(2) != 0;
    if (const auto written = info.optional_text(3))
      column.default_sql = default_expression(*written);
    column.generated = info.integer(5) != 0;
    if (info.integer(4) != 0) key.emplace_back(info.integer(4), column.name);
    table.columns.push_back(column);
  }
  std::sort(key.begin(), key.end());
  for (auto& [position, name] : key) table.key.push_back(name);
  for (Column& column : table.columns) column.collation = collation_of(db, table, column.name);
}

void read_rowid(sqlite3* db, Table& table) {
  const Names aliases = table.rowid_aliases();
  if (!aliases.empty()) table.rowid = aliases.front();
  if (table.key.size() != 1) return;
  // An INTEGER PRIMARY KEY is the rowid itself, so it has no index of its own.
  Statement index(db, "SELECT 1 FROM pragma_index_list(?1, ?2) WHERE origin = 'pk'");
  index.bind(1, table.name).bind(2, table.schema);
  if (!index.step() && same_name(table.column(table.key[0])->type, "INTEGER")) {
    table.rowid_is_key = true;
    table.rowid = table.key[0];
  }
}

void read_indexes(sqlite3* db, Table& table) {
  Statement list(db,
                 "SELECT i.name, i.partial, s.sql, i.\"unique\", i.origin"
                 " FROM pragma_index_list(?1, ?2) i LEFT JOIN " +
                     quote_ident(table.schema) +
                     ".sqlite_schema s ON s.type = 'index' AND s.name = i.name ORDER BY i.name");
  list.bind(1, table.name).bind(2, table.schema);
  while (list.step()) {
    Index index{list.text(0), list.text(2), list.integer(3) != 0, list.integer(1) != 0, {}};
    UniqueKey key;
    Statement info(db,
                   "SELECT name, coll FROM pragma_index_xinfo(?1, ?2) WHERE key ORDER BY seqno");
    info.bind(1, index.name).bind(2, table.schema);
    while (info.step()) {
      index.columns.push_back(info.text(0));
      key.collations.push_back(info.text(1));
    }
    key.index = index.name;
    key.columns = index.columns;
    if (list.text(4) == "pk") table.key_collations = key.collations;
    if (index.partial || contains(index.columns, "")) key.sql = index.sql;
    if (index.unique) table.unique.push_back(std::move(key));
    if (!index.sql.empty()) table.indexes.push_back(std::move(index));
  }
  if (table.rowid_is_key) table.unique.push_back({"", table.key, {"BINARY"}, ""});
}

void read_foreign_keys(sqlite3* db, Table& table, const std::vector<bool>& deferred) {
  Statement list(db,
                 "SELECT id, \"table\", \"from\", \"to\", on_delete"
                 " FROM pragma_foreign_key_list(?1, ?2) ORDER BY id DESC, seq");
  list.bind(1, table.name).bind(2, table.schema);
  sqlite3_int64 last = -1;
  while (list.step()) {
    if (list.integer(0) != last) {
      last = list.integer(0);
      ForeignKey key;
      key.parent = list.text(1);
      key.on_delete = list.text(4);
      // SQLite lists the keys in reverse order of their text.
      const std::size_t position = table.foreign_keys.size();
      key.deferred = position < deferred.size() && deferred[position];
      table.foreign_keys.push_back(key);
    }
    ForeignKey& key = table.foreign_keys.back();
    key.from.push_back(list.text(2));
    if (const auto to = list.optional_text(3)) key.to.push_back(*to);
  }
}

}  // namespace

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
  for (const Column& each : columns) {
    if (same_name(each.name, column_name)) return &each;
  }
  return nullptr;
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
    return same ? "" : " COLLATE " + quote_ident(key_collations[i]);
  }
  return "";
}

std::string Table::key_value(const Names& names) const {
  std::string list;
  for (const std::string& each : names) {
    list += (list.empty() ? "" : ", ") + quote_ident(each) + key_collate(each);
  }
  return names.size() == 1 ? list : "(" + list + ")";
}

std::optional<Table> read_table(sqlite3* db, const std::string& schema, const std::string& name) {
  const std::string catalog = quote_ident(schema) + ".sqlite_schema";
  Statement found(db, "SELECT name, sql FROM " + catalog +
                          " WHERE type = 'table' AND name = ?1 COLLATE NOCASE"
                          " AND sql NOT LIKE 'create virtual%'");
  found.bind(1, name);
  if (!found.step()) return std::nullopt;
  Table table;
  table.schema = schema;
  table.name = found.text(0);
  table.sql = found.text(1);
  const CreateTable written = parse_create_table(table.sql);
  table.strict = written.strict;
  table.checks = written.checks;
  read_columns(db, table);
  if (!written.without_rowid) read_rowid(db, table);
  read_indexes(db, table);
  read_foreign_keys(db, table, written.deferred_foreign_keys);
  return table;
}

Names table_names(sqlite3* db, const std::string& schema) {
  Statement list(db, "SELECT name FROM " + quote_ident(schema) +
                         ".sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE"
                         " '\\' AND sql NOT LIKE 'create virtual%' ORDER BY name COLLATE NOCASE");
  Names names;
  while (list.step()) names.push_back(list.text(0));
  return names;
}

}  // namespace softdelete
