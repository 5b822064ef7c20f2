// The columns of the control panel, and how the values that a statement gives for them are read.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string>

#include "manage/settings_patch.hpp"
#include "sqlite/statement.hpp"

namespace softdelete {

// In the order of Panel::kDeclaration.
enum class PanelColumn {
  schema_name,
  table_name,
  storage,
  flag_column,
  time_column,
  time_format,
  live_value,
  deleted_value,
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
  status
};

inline constexpr std::size_t kPanelColumns = 19;

const char* column_name(PanelColumn column);

// What a statement writes into the columns of one row. For the scope of one xUpdate call, whose
// values it points to.
class PanelValues {
 public:
  // `columns` are the values of all columns; those that SQLite says are unchanged don't count.
  explicit PanelValues(sqlite3_value** columns);

  // Whether SQLite names every column as written, as it does in an UPDATE ... FROM.
  bool all_written() const;
  // From now on, a column counts as written where its value differs from that in `now`.
  void compare(const Statement& now);

  sqlite3_value* operator[](PanelColumn column) const { return columns_[at(column)]; }
  bool is_written(PanelColumn column) const { return written_[at(column)]; }
  // Written, and not NULL.
  bool given(PanelColumn column) const;

  // An Error where a computed column is written; `null_is_written` says whether a NULL counts.
  void refuse_computed(bool null_is_written) const;
  // The settings that are given. An Error where a value can't be one.
  SettingsPatch patch() const;

 private:
  static std::size_t at(PanelColumn column) { return static_cast<std::size_t>(column); }
  std::optional<std::string> name(PanelColumn column) const;
  std::optional<bool> on_or_off(PanelColumn column) const;
  std::optional<std::string> literal(PanelColumn column) const;

  sqlite3_value** columns_;
  std::array<bool, kPanelColumns> written_;
};

}  // namespace softdelete
