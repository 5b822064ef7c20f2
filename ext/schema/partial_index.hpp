// Indexes that cover live rows only by our doing. Their texts end with the condition, the white
// space and comments that ended them before, and a marker that tells it from a user's own:
//
//     CREATE INDEX i ON t(a) WHERE "is_deleted" = 0 /* softdelete live */
//     CREATE INDEX i ON t(a) WHERE (b > 0) AND "is_deleted" = 0 /* softdelete live */
//     CREATE UNIQUE INDEX t_softdelete_unique_1 ON "t"(a)
//       WHERE "is_deleted" = 0 /* softdelete live constraint "name" */
//
// The last stands for a UNIQUE constraint of CREATE TABLE, whose name is kept in the marker. Format
// 1 had the marker before the condition, and a number in it for a constraint, which lay in a
// comment of CREATE TABLE with that number (unique_constraints.hpp).
#pragma once

#include <optional>
#include <string>

namespace softdelete {

struct PartialIndex {
  std::string original;         // the text of the same index over all rows
  bool is_constraint = false;   // it stands for a UNIQUE constraint
  std::string constraint_name;  // empty where it had none
  bool exact = true;            // its condition names the columns that `live` names
};

// How to turn back an index whose text is `sql`, to the byte; nothing where it isn't one that we
// made: one CREATE INDEX statement that ends with `live`, whatever its columns are called now, and
// the marker.
std::optional<PartialIndex> partial_index(const std::string& sql, const std::string& live);

// The text of an index over all rows (or those of its own condition) as one over live rows; `live`
// is the condition.
std::string make_partial(const PartialIndex& index, const std::string& live);

}  // namespace softdelete
