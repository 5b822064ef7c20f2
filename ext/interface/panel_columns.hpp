// The columns of the control panel, and how the values that a statement gives for them are read.
#pragma once

#include <array>
#include <string>

#include "manage/manage.hpp"
#include "sqlite/api.hpp"

namespace softdelete {

enum PanelColumn {
  schema_name,
  table_name,
  flag_column,
  time_column,
  active_view,
  deleted_view,
  children,
  retention,
  suspended,
  live_indexes,
  reuse_keys,
  live_rows,
  deleted_rows,
  oldest_deleted_at,
  status,
  column_count
};

inline constexpr std::array<const char*, column_count> kPanelColumnNames = {
    "schema_name",  "table_name", "flag_column",  "time_column",       "active_view",
    "deleted_view", "children",   "retention",    "suspended",         "live_indexes",
    "reuse_keys",   "live_rows",  "deleted_rows", "oldest_deleted_at", "status"};

// A value that the statement gives, and isn't NULL. `columns` are the values of all columns.
bool given(sqlite3_value* value);

// An Error where a computed column is written; `null_is_written` says whether a NULL counts.
void refuse_computed(sqlite3_value** columns, bool null_is_written);

// The settings that are given, checked.
Wishes read_wishes(sqlite3_value** columns);

// The values as one text that differs where they differ.
std::string values_key(sqlite3_value** columns);

}  // namespace softdelete
