// Which indexes and UNIQUE constraints of a table cover live rows only, where its settings say so
// (live_indexes), as texts: a pure function of the model, like `wanted`.
#pragma once

#include <string>
#include <vector>

#include "schema/model.hpp"

namespace softdelete {

struct IndexChange {
  std::string name;
  std::string before;  // CREATE INDEX; empty for a new one
  std::string after;   // empty for one that goes
};

struct Uniqueness {
  std::string table_sql;             // CREATE TABLE as it should be
  std::vector<IndexChange> indexes;  // in the order in which they are to be made
  std::string refusal;               // why it can't be; empty where it can

  bool fits(const Table& table) const {
    return refusal.empty() && indexes.empty() && table_sql == table.sql;
  }
};

// What must become of a managed table. `live`: its indexes are to cover live rows only; else all.
// `exactly`: an index that does what it should, but was written by an earlier version, goes as well.
Uniqueness uniqueness(const Model& model, const ModelTable& table, bool live,
                      bool exactly = false);

// Whether an index is one over all rows that stands beside live ones for a foreign key.
bool is_foreign_key_index(const Index& index);

// Whether anything of a table covers live rows only by our doing.
bool has_live_indexes(const ModelTable& table);

}  // namespace softdelete
