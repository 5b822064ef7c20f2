// One schema seen as a whole: its managed tables, and the foreign keys that tie tables together.
// Plain values; everything that is generated follows from one.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "schema/registry.hpp"
#include "schema/table.hpp"
#include "schema/table_cache.hpp"

namespace softdelete {

struct ModelTable {
  Table facts;
  std::optional<Settings> settings;  // of a table in the registry
  bool ready = false;                // what holds its trash is there

  // In the registry, and its columns are there.
  bool has_trash() const { return settings && ready; }
  // In force: the same, and not suspended.
  bool managed() const { return has_trash() && !settings->suspended; }
};

// A foreign key that SQLite would enforce: parent and columns exist, and the parent's columns are
// its PRIMARY KEY or have a UNIQUE index. Indices point into Model::tables.
struct Reference {
  std::size_t parent;
  std::size_t child;
  Names parent_columns;
  Names child_columns;
  std::string on_delete;
  bool deferred;
  std::string on_update;
};

struct Model {
  std::string schema;
  std::vector<ModelTable> tables;
  std::vector<Reference> references;
  std::vector<Settings> missing;  // registry rows whose table is gone
  bool clock = false;             // there is kClock

  const ModelTable* find(std::string_view table) const;
  std::size_t index_of(const ModelTable& table) const;

 private:
  NameIndex by_name_;
};

// Reads a schema. A registry row's table is known by the trigger that SQLite moves along when the
// table is renamed, else by its name; the settings of a renamed table carry the name of the
// registry, and the facts the new one.
Model read_model(sqlite3* db, const std::string& schema, TableCache& cache);

// Makes the time of deletions that of kClock in all that is generated.
void use_clock(Model& model);

// Fills Model::references from the tables' foreign keys.
void resolve_references(Model& model);

}  // namespace softdelete
