#include "schema/table_cache.hpp"

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

#include "schema/create_table.hpp"
#include "sqlite/format.hpp"
#include "sqlite/quote.hpp"
#include "sqlite/statement.hpp"

namespace softdelete {
namespace {

// A table as sqlite_schema has it.
struct Source {
  std::string name;
  std::string sql;
  std::string texts;                                     // everything that its facts follow from
  std::unordered_map<std::string, std::string> indexes;  // CREATE INDEX by name
};

std::vector<Source> read_sources(sqlite3* db, const std::string& schema) {
  // Tables come before their indexes.
  Statement list(db,
                 format("SELECT type, name, tbl_name, sql FROM {ident}.sqlite_schema WHERE ({} AND "
                        "substr(name, 1, 7) <> 'sqlite_' COLLATE NOCASE) OR type = 'index' ORDER "
                        "BY type DESC, CASE type WHEN 'table' THEN name END COLLATE NOCASE, name",
                        schema, kIsOrdinary));
  std::vector<Source> sources;
  std::unordered_map<std::string, std::size_t> by_name;
  const auto add = [](Source& source, const std::string& text) {
    source.texts += format("{}:{}", std::to_string(text.size()), text);
  };
  while (list.step()) {
    const std::string name = list.text(1);
    const std::string sql = list.text(3);
    if (list.text(0) == "table") {
      by_name.emplace(folded(name), sources.size());
      sources.push_back({name, sql, "", {}});
      add(sources.back(), sql);
      continue;
    }
    const auto table = by_name.find(folded(list.text(2)));
    if (table == by_name.end()) continue;
    Source& source = sources[table->second];
    add(source, name);
    add(source, sql);
    source.indexes.emplace(name, sql);
  }
  return sources;
}

// Tables that are read together: each query asks about all of them, and gives the position of the
// table that a row is about first.
class Batch {
 public:
  Batch(sqlite3* db, const std::string& schema, const std::vector<const Source*>& sources)
      : db_(db), schema_(schema), sources_(sources) {}

  std::vector<Table> read() {
    for (const Source* source : sources_) {
      Table table;
      table.schema = schema_;
      table.name = source->name;
      table.sql = source->sql;
      written_.push_back(parse_create_table(table.sql));
      table.strict = written_.back().strict;
      table.checks = written_.back().checks;
      tables_.push_back(std::move(table));
    }
    read_columns();
    read_indexes();
    for (std::size_t i = 0; i < tables_.size(); ++i) {
      sort_unique(tables_[i]);
      if (!written_[i].without_rowid) find_rowid(tables_[i], has_key_index_[i]);
    }
    read_foreign_keys();
    return std::move(tables_);
  }

 private:
  Statement about_each(const std::string& columns, const std::string& from,
                       const std::string& rest) const {
    std::string names;
    for (std::size_t i = 0; i < sources_.size(); ++i) {
      names += format("{}{}, {text})", i == 0 ? "(" : ", (", std::to_string(i), sources_[i]->name);
    }
    Statement query(
        db_,
        format("WITH t(number, name) AS (VALUES {}) SELECT t.number, {} FROM t CROSS JOIN {} {}",
               names, columns, from, rest));
    query.bind(1, schema_);
    return query;
  }

  Table& table_of(const Statement& row) {
    return tables_[static_cast<std::size_t>(row.integer(0))];
  }

  void read_columns() {
    std::vector<std::vector<std::pair<sqlite3_int64, std::string>>> keys(tables_.size());
    Statement info = about_each("c.name, c.type, c.\"notnull\", c.dflt_value, c.hidden, c.pk",
                                "pragma_table_xinfo(t.name, ?1) c", "ORDER BY t.number, c.cid");
    while (info.step()) {
      Column column;
      column.name = info.text(1);
      column.type = info.text(2);
      column.not_null = info.integer(3) != 0;
      if (const auto text = info.optional_text(4)) column.default_sql = default_expression(*text);
      column.generated = info.integer(5) != 0;
      auto& key = keys[static_cast<std::size_t>(info.integer(0))];
      if (info.integer(6) != 0) key.emplace_back(info.integer(6), column.name);
      table_of(info).columns.push_back(std::move(column));
    }
    for (std::size_t i = 0; i < tables_.size(); ++i) {
      std::sort(keys[i].begin(), keys[i].end());
      for (auto& [position, name] : keys[i]) tables_[i].key.push_back(name);
      for (Column& each : tables_[i].columns) each.collation = collation_of(tables_[i], each.name);
      give_expressions(tables_[i], written_[i].generated);
    }
  }

  // To the generated columns, in the order in which they are written.
  static void give_expressions(Table& table, const std::vector<std::string>& expressions) {
    auto next = expressions.begin();
    for (Column& each : table.columns) {
      if (each.generated && next != expressions.end()) each.computed = *next++;
    }
  }

  std::string collation_of(const Table& table, const std::string& column) const {
    const char* collation = nullptr;
    const int code =
        sqlite3_table_column_metadata(db_, table.schema.c_str(), table.name.c_str(), column.c_str(),
                                      nullptr, &collation, nullptr, nullptr, nullptr);
    if (code != SQLITE_OK) throw Error::from(db_);
    return collation;
  }

  void read_indexes() {
    has_key_index_.resize(tables_.size());
    Statement list =
        about_each("i.name, i.partial, i.\"unique\", i.origin, x.name, x.coll",
                   "pragma_index_list(t.name, ?1) i CROSS JOIN pragma_index_xinfo(i.name, ?1) x",
                   "WHERE x.key ORDER BY t.number, i.name, x.seqno");
    for (bool there = list.step(); there;) {
      const auto number = static_cast<std::size_t>(list.integer(0));
      const auto& texts = sources_[number]->indexes;
      Index index;
      index.name = list.text(1);
      const auto text = texts.find(index.name);
      if (text != texts.end()) index.sql = text->second;
      index.partial = list.integer(2) != 0;
      index.unique = list.integer(3) != 0;
      const bool of_key = list.text(4) == "pk";
      Names collations;
      do {
        index.columns.push_back(list.text(5));
        collations.push_back(list.text(6));
        there = list.step();
      } while (there && static_cast<std::size_t>(list.integer(0)) == number &&
               list.text(1) == index.name);
      if (of_key) has_key_index_[number] = true;
      if (of_key) tables_[number].key_collations = collations;
      add_index(tables_[number], std::move(index), std::move(collations));
    }
  }

  static void add_index(Table& table, Index index, Names collations) {
    if (index.unique) {
      const bool plain = !index.partial && !contains(index.columns, "");
      table.unique.push_back(
          {index.name, index.columns, std::move(collations), plain ? "" : index.sql});
    }
    if (!index.sql.empty()) table.indexes.push_back(std::move(index));
  }

  // By what they cover, so that a key which was dropped and made again changes nothing.
  static void sort_unique(Table& table) {
    std::map<std::string, std::size_t> positions;
    for (const Column& each : table.columns) positions.emplace(each.name, positions.size());
    struct Ranked {
      std::vector<std::size_t> columns;
      UniqueKey key;
    };
    // Made before, because where comparing runs out of memory, libc++'s sort loses some.
    std::vector<Ranked> ranked;
    for (UniqueKey& key : table.unique) {
      std::vector<std::size_t> columns;
      for (const std::string& each : key.columns) {
        columns.push_back(each.empty() ? positions.size() : positions[each]);
      }
      ranked.push_back({std::move(columns), std::move(key)});
    }
    std::stable_sort(ranked.begin(), ranked.end(), [](const Ranked& a, const Ranked& b) {
      return std::tie(a.columns, a.key.sql) < std::tie(b.columns, b.key.sql);
    });
    table.unique.clear();
    for (Ranked& each : ranked) table.unique.push_back(std::move(each.key));
  }

  static void find_rowid(Table& table, bool key_has_index) {
    const Names aliases = table.rowid_aliases();
    if (!aliases.empty()) table.rowid = aliases.front();
    // An INTEGER PRIMARY KEY is the rowid itself, so it has no index of its own.
    if (table.key.size() != 1 || key_has_index) return;
    table.rowid_is_key = true;
    table.rowid = table.key[0];
    table.unique.push_back({"", table.key, {"BINARY"}, ""});
  }

  void read_foreign_keys() {
    Statement list =
        about_each("f.id, f.\"table\", f.\"from\", f.\"to\", f.on_delete, f.on_update",
                   "pragma_foreign_key_list(t.name, ?1) f", "ORDER BY t.number, f.id DESC, f.seq");
    std::pair<sqlite3_int64, sqlite3_int64> last{-1, -1};
    while (list.step()) {
      Table& table = table_of(list);
      if (const std::pair now{list.integer(0), list.integer(1)}; now != last) {
        last = now;
        ForeignKey key;
        key.parent = list.text(2);
        key.on_delete = list.text(5);
        key.on_update = list.text(6);
        // SQLite lists the keys in reverse order of their text.
        const auto& deferred = written_[static_cast<std::size_t>(now.first)].deferred_foreign_keys;
        const std::size_t position = table.foreign_keys.size();
        key.deferred = position < deferred.size() && deferred[position];
        table.foreign_keys.push_back(std::move(key));
      }
      ForeignKey& key = table.foreign_keys.back();
      key.from.push_back(list.text(3));
      if (const auto to = list.optional_text(4)) key.to.push_back(*to);
    }
  }

  sqlite3* db_;
  const std::string& schema_;
  const std::vector<const Source*>& sources_;
  std::vector<CreateTable> written_;
  std::vector<Table> tables_;
  std::vector<bool> has_key_index_;
};

// A query names so many tables at most, and stays far from any limit on its length.
constexpr std::size_t kBatch = 200;

}  // namespace

std::vector<Table> TableCache::read(sqlite3* db, const std::string& schema) {
  const std::vector<Source> sources = read_sources(db, schema);
  auto& kept = schemas_[schema];
  std::unordered_map<std::string, Entry> now;
  std::vector<const Source*> unknown;
  for (const Source& each : sources) {
    const auto found = kept.find(each.name);
    if (found != kept.end() && found->second.texts == each.texts) {
      now.insert(kept.extract(found));
    } else {
      unknown.push_back(&each);
    }
  }
  for (std::size_t begin = 0; begin < unknown.size(); begin += kBatch) {
    const std::size_t end = std::min(begin + kBatch, unknown.size());
    const std::vector<const Source*> batch(unknown.data() + begin, unknown.data() + end);
    std::vector<Table> tables = Batch(db, schema, batch).read();
    for (std::size_t i = 0; i < tables.size(); ++i) {
      now[batch[i]->name] = {batch[i]->texts, std::move(tables[i])};
    }
  }
  kept = std::move(now);
  std::vector<Table> tables;
  tables.reserve(sources.size());
  for (const Source& each : sources) tables.push_back(kept.at(each.name).facts);
  return tables;
}

}  // namespace softdelete
