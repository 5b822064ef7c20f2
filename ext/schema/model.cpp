#include "schema/model.hpp"

#include <algorithm>

#include "schema/marker.hpp"
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

// The table that a trigger of ours sits on: SQLite moves triggers along when a table is renamed,
// also where another table has taken the old name since.
std::optional<std::string> guarded_table(sqlite3* db, const std::string& schema,
                                         const Settings& settings) {
  Statement found(db, "SELECT name, sql, tbl_name FROM " + quote_ident(schema) +
                          ".sqlite_schema WHERE type = 'trigger' AND name = ?1 COLLATE NOCASE");
  found.bind(1, settings.table + "_softdelete_delete");
  if (!found.step() || !has_marker("trigger", found.text(0), found.text(1))) return std::nullopt;
  return found.text(2);
}

}  // namespace

const ModelTable* Model::find(std::string_view table) const {
  for (const ModelTable& each : tables) {
    if (same_name(each.facts.name, table)) return &each;
  }
  return nullptr;
}

std::size_t Model::index_of(const ModelTable& table) const {
  return static_cast<std::size_t>(&table - tables.data());
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
      model.references.push_back(
          {model.index_of(*parent), child, to, key.from, key.on_delete, key.deferred});
    }
  }
}

Model read_model(sqlite3* db, const std::string& schema) {
  Model model;
  model.schema = schema;
  for (const std::string& name : table_names(db, schema)) {
    if (auto facts = read_table(db, schema, name)) {
      model.tables.push_back({std::move(*facts), std::nullopt});
    }
  }
  for (const Settings& settings : read_registry(db, schema)) {
    const ModelTable* table =
        model.find(guarded_table(db, schema, settings).value_or(settings.table));
    if (table == nullptr) {
      model.missing.push_back(settings);
    } else {
      ModelTable& managed = model.tables[model.index_of(*table)];
      managed.settings = settings;
      managed.ready = storage_of(settings).is_ready(managed);
    }
  }
  resolve_references(model);
  return model;
}

}  // namespace softdelete
