// The unique keys of a table as conditions on a new or changed row.
#pragma once

#include <string>
#include <vector>

#include "storage/flag/context.hpp"

namespace softdelete {

struct SharedKey {
  std::string names;  // for people
  std::string same;   // condition: a row of the table has the key of the NEW row (at most one has)
  Names watched;      // the columns whose UPDATE can change the key
  bool rowid;         // it is the rowid, which no view shows
  bool primary;       // it is the PRIMARY KEY or the rowid
  // SQLite may choose its value. Until then NEW has -1, as if that had been asked for.
  bool auto_rowid;
  bool live_only = false;  // deleted rows have no part in it
  bool bitwise = false;    // values that differ to the last bit are never the same key
};

// Whether an OR REPLACE writes the column's default where it is given NULL.
bool replaces_null(const Column& column);

// The keys that no two rows may share, deleted ones included.
std::vector<SharedKey> shared_keys(const TriggerContext& context);
// The same and those that only live rows share.
std::vector<SharedKey> all_keys(const TriggerContext& context);
// The unique keys in which the flag, the time or the via may have a say, as in any that has a
// generated column: a change of the row's state can collide in them.
std::vector<SharedKey> keys_of_state(const TriggerContext& context);

// Whether an expression names a column of soft delete.
bool mentions_state(const std::string& expression, const Settings& settings);

}  // namespace softdelete
