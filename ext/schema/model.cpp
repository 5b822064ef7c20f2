#include "schema/model.hpp"

#include <algorithm>
#include <string>
#include <unordered_map>
#include <utility>

#include "schema/clock.hpp"
#include "schema/marker.hpp"
#include "sqlite/format.hpp"
#include "sqlite/quote.hpp"
#include "sqlite/statement.hpp"
#include "storage/storage.hpp"

namespace softdelete {
namespace {

// Where the parent's columns are its key, whichever order they are written in, as SQLite's
// sqlite3FkLocateIndex() has it: all columns of one UNIQUE index, each by its own collation.
bool is_parent_key(const Table& parent, const Names& columns) {
  return std::any_of(parent.unique.begin(), parent.unique.end(), [&](const UniqueKey& key) {
    if (!key.plain() || key.columns.size() != columns.size()) return false;
    for (std::size_t i = 0; i < key.columns.size(); ++i) {
      const bool named = std::any_of(columns.begin(), columns.end(), [&](const std::string& each) {
        return same_name(each, key.columns[i]);
      });
      if (!named) return false;
      if (!same_name(key.collations[i], parent.column(key.columns[i])->collation)) return false;
    }
    return true;
  });
}

bool has_columns(const Table& table, const Names& columns) {
  return std::all_of(columns.begin(), columns.end(),
                     [&](const std::string& each) { return table.column(each) != nullptr; });
}

// The tables that triggers of ours sit on, by the folded names of the tables that these were made
// for: SQLite moves triggers along when a table is renamed, also where another table has taken the
// old name since.
std::unordered_map<std::string, std::string> guarded_tables(sqlite3* db,
                                                            const std::string& schema) {
  const std::string suffix = "_softdelete_delete";
  Statement list(db, format("SELECT name, sql, tbl_name FROM {ident}.sqlite_schema WHERE type = "
                            "'trigger' AND substr(name, -{}) = ?1 COLLATE NOCASE",
                            schema, std::to_string(suffix.size())));
  list.bind(1, suffix);
  std::unordered_map<std::string, std::string> tables;
  while (list.step()) {
    const std::string name = list.text(0);
    if (!has_marker("trigger", name, list.text(1))) continue;
    tables.emplace(folded(name.substr(0, name.size() - suffix.size())), list.text(2));
  }
  return tables;
}

}  // namespace

const ModelTable* Model::find(std::string_view table) const {
  const std::size_t at = by_name_.find(
      tables, table, [](const ModelTable& each) -> const std::string& { return each.facts.name; });
  return at < tables.size() ? &tables[at] : nullptr;
}

std::size_t Model::index_of(const ModelTable& table) const {
  return static_cast<std::size_t>(&table - tables.data());
}

void use_clock(Model& model) {
  model.clock = true;
  for (ModelTable& each : model.tables) {
    if (each.settings) each.settings->clock = true;
  }
}

void resolve_references(Model& model) {
  model.references.clear();
  for (std::size_t child = 0; child < model.tables.size(); ++child) {
    const Table& facts = model.tables[child].facts;
    for (const ForeignKey& key : facts.foreign_keys) {
      const ModelTable* parent = model.find(key.parent);
      if (parent == nullptr) continue;
      const Names to = key.to.empty() ? parent->facts.key : key.to;
      if (to.size() != key.from.size() || !has_columns(parent->facts, to)) continue;
      if (!is_parent_key(parent->facts, to)) continue;
      model.references.push_back({model.index_of(*parent), child, to, key.from, key.on_delete,
                                  key.deferred, key.on_update});
    }
  }
}

Model read_model(sqlite3* db, const std::string& schema, TableCache& cache) {
  // While a statement reads, no other connection's change comes between the queries.
  Statement snapshot(db, format("SELECT 1 FROM {ident}.sqlite_schema", schema));
  snapshot.step();
  Model model;
  model.schema = schema;
  for (Table& facts : cache.read(db, schema)) {
    model.tables.push_back({std::move(facts), std::nullopt});
  }
  const std::vector<Settings> registry = read_registry(db, schema);
  if (!registry.empty()) {
    const auto guarded = guarded_tables(db, schema);
    for (const Settings& settings : registry) {
      const auto moved = guarded.find(folded(settings.table));
      const ModelTable* table = model.find(moved == guarded.end() ? settings.table : moved->second);
      if (table == nullptr) {
        model.missing.push_back(settings);
      } else {
        ModelTable& managed = model.tables[model.index_of(*table)];
        managed.settings = settings;
      }
    }
  }
  if (model.find(kClock) != nullptr) use_clock(model);
  for (ModelTable& each : model.tables) {
    if (each.settings) each.ready = storage_of(*each.settings).is_ready(model, each);
  }
  resolve_references(model);
  return model;
}

}  // namespace softdelete
