// What the triggers that refuse writes ask of a changed row.
#pragma once

#include <string>

#include "storage/flag/context.hpp"

namespace softdelete {

// Condition: an UPDATE changes one of these columns, to the last bit: a column may take for equal
// what a key or another table's column doesn't.
std::string changed(const TriggerContext& context, const Names& columns);

// The columns of the table that people write, for a key that any of them may change.
Names written_columns(const TriggerContext& context);

}  // namespace softdelete
