// How a row says that it is deleted: the one place that depends on the way deleted rows are kept.
// Today that is a flag (with a time beside it), or a nullable time that is the flag as well.
#pragma once

#include <string>

#include "schema/model.hpp"

namespace softdelete {

// A time that no row is ever deleted at: it marks, inside one statement, the rows that a restore
// brings back. They are unmarked before the statement ends. It lies in the far future, where a
// user's CHECK that a row is deleted after it was made is content.
inline constexpr const char* kRestoreMark = "9999-12-31 23:59:59.997";
// The same for rows on their way out: the one thing that the DELETE trigger lets pass.
inline constexpr const char* kPurgeMark = "9999-12-31 23:59:59.998";
// The time of a deletion, in UTC; the same for all rows of one statement.
inline constexpr const char* kNow = "strftime('%Y-%m-%d %H:%M:%f', 'now')";

// SQL fragments about the rows of one managed table. `row` is the qualifier of a column: "NEW.",
// "OLD.", an alias with its dot, or nothing.
class Storage {
 public:
  explicit Storage(const Settings& settings) : settings_(settings) {}

  std::string live(const std::string& row = "") const;
  std::string deleted(const std::string& row = "") const;
  std::string time(const std::string& row = "") const;
  // Assignments: deleted at the time that the expression gives; live again.
  std::string set_deleted(const std::string& time_expression) const;
  std::string set_live() const;
  // Conditions of an UPDATE trigger, in which NULLs and other strange flags count as a change.
  std::string became_deleted() const;
  std::string became_live() const;
  // Flags other than 0 and 1 in an UPDATE; empty where the column can't be wrong.
  std::string invalid_flag() const;

 private:
  const Settings& settings_;
};

}  // namespace softdelete
