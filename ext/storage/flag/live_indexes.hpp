// Which indexes and UNIQUE constraints of a table cover live rows only, where its settings say so
// (live_indexes), as texts: a pure function of the model, like `wanted`.
#pragma once

#include <string>
#include <vector>

#include "schema/model.hpp"
#include "storage/uniqueness.hpp"

namespace softdelete {

// What must become of a managed table. `live`: its indexes are to cover live rows only; else all.
// `exactly`: an index that does what it should, but was written by an earlier version, goes as
// well.
Uniqueness live_uniqueness(const Model& model, const ModelTable& table, bool live, bool exactly);

// Whether an index is one over all rows that stands beside live ones for a foreign key.
bool is_foreign_key_index(const Index& index);

// Whether anything of a table covers live rows only by our doing.
bool covers_live_rows(const ModelTable& table);

// Statements that make the same indexes cover live rows in a database where they cover all. An
// Error where a constraint of CREATE TABLE would have to go, which plain SQL can't do safely.
std::vector<std::string> live_index_script(const Model& model, const ModelTable& table);

}  // namespace softdelete
