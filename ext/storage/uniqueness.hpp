// What a storage asks of the indexes and UNIQUE constraints of a table, as texts.
#pragma once

#include <string>
#include <vector>

#include "schema/table.hpp"

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

}  // namespace softdelete
