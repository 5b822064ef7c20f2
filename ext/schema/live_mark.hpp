// Indexes that cover live rows only by our doing: their text carries a mark and the condition
// behind it, so that both can be taken away again.
//
//     CREATE INDEX i ON t(a) /* softdelete live */ WHERE "is_deleted" = 0
//     CREATE INDEX i ON t(a) WHERE (b > 0) /* softdelete live */ AND "is_deleted" = 0
//
// A number in the mark ties the index to the UNIQUE constraint that it stands for (see
// unique_constraints.hpp).
#pragma once

#include <cstddef>
#include <optional>
#include <string>

namespace softdelete {

inline constexpr const char* kLiveMark = "/* softdelete live";

struct LiveMark {
  std::size_t begin;  // where the mark begins in the text
  int number;         // 0 where the index is the user's own
};

// The mark of a CREATE INDEX text; nothing where the index is not ours to turn back.
std::optional<LiveMark> live_mark(const std::string& sql);

// The text of an index over all rows (or those of its own condition) as one over live rows.
// `live` is the condition; comments at the very end of the text are left out.
std::string live_index(const std::string& sql, const std::string& live, int number = 0);

// The text of a marked index as it was before.
std::string whole_index(const std::string& sql, const LiveMark& mark);

// "/* softdelete live */" or "/* softdelete live 3 */" without its end.
std::string open_live_mark(int number);

}  // namespace softdelete
