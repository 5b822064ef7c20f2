// How a row says that it is deleted, as SQL: a flag with a time beside it, or a time that is the
// flag as well. Values alone; owned by whoever generates, on any thread; throws std::bad_alloc.
#pragma once

#include <string>

#include "schema/settings.hpp"

namespace softdelete {

// The column that holds the parent table whose deletion took a row along.
inline constexpr const char* kViaColumn = "deleted_via";

// `row` is the qualifier of a column: "NEW.", "OLD.", an alias with its dot, or nothing.
class Mark {
 public:
  explicit Mark(const Settings& settings) : settings_(settings) {}

  bool time_only() const;
  std::string flag(std::string_view row = "") const;
  std::string time(std::string_view row = "") const;
  static std::string via(std::string_view row = "");

  // Conditions on a row.
  std::string live(std::string_view row = "") const;
  std::string deleted(std::string_view row = "") const;
  // Conditions on a subquery that gives a row's flag, or NULL where there is no such row.
  std::string is_deleted_row(std::string_view flag_of_row) const;
  std::string is_no_deleted_row(std::string_view flag_of_row) const;
  // Conditions of an UPDATE trigger. What isn't a flag counts as deleted, so that the trigger of a
  // deletion can refuse it; in the last one also where the row was deleted before.
  std::string became_live() const;
  std::string became_other_than_live() const;
  // Conditions on the NEW row: its flag is none that a deleted (any) row has; the first only where
  // there is a flag, the second empty where it can't be wrong.
  std::string not_deleted_flag() const;
  std::string invalid_flag() const;

  // What an UPDATE or INSERT with another flag is told.
  std::string flag_message(const std::string& table) const;

  // Assignments: deleted at the time and through the parent that the expressions give; live again.
  std::string set_deleted(const std::string& time, const std::string& via) const;
  std::string set_live() const;
  // The time of a deletion, in UTC, in the table's form; the same for all rows of one statement.
  std::string now() const;
  // The value of the time column of a live row, and the flag that a new row has.
  std::string no_time() const;
  std::string live_literal() const;
  // Condition: the row was deleted at or before the time that ?1 gives as a Julian day. Rows
  // without a time are none of these.
  std::string deleted_before(const std::string& julian_day) const;
  std::string deleted_since(const std::string& julian_day) const;
  // The time as text, YYYY-MM-DD HH:MM:SS.SSS.
  std::string time_as_text(std::string_view row = "") const;
  // A Julian day in the table's form of time.
  std::string form_of(const std::string& julian_day) const;

 private:
  std::string deleted_literal() const;

  const Settings& settings_;
};

}  // namespace softdelete
