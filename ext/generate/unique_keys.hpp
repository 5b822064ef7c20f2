// The unique keys of a table as conditions on a new or changed row.
#pragma once

#include <string>
#include <vector>

#include "generate/parts.hpp"

namespace softdelete {

struct SharedKey {
  std::string names;  // for people
  std::string same;   // condition: a row of the table has the key of the NEW row
  Names watched;      // the columns whose UPDATE can change the key
  bool rowid;         // it is the rowid, which no view shows
  // SQLite may choose its value. Until then NEW has -1, as if that had been asked for.
  bool chosen;
};

// The keys that no two rows may share, deleted ones included.
std::vector<SharedKey> shared_keys(const Subject& subject);
// The same and those that only live rows share.
std::vector<SharedKey> all_keys(const Subject& subject);
// The unique keys in which the flag or the time has a say: a restore can collide in them.
std::vector<SharedKey> keys_of_state(const Subject& subject);

// Whether an expression names a column of soft delete.
bool mentions_state(const std::string& expression, const Settings& settings);

// Adds the names that aren't there yet.
void add_names(Names& all, const Names& more);

}  // namespace softdelete
