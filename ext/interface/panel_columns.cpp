#include "interface/panel_columns.hpp"

#include <algorithm>
#include <new>

#include "interface/arguments.hpp"
#include "sqlite/error.hpp"
#include "sqlite/format.hpp"
#include "sqlite/quote.hpp"

namespace softdelete {
namespace {

std::string written_text(sqlite3_value* value) {
  const unsigned char* text = sqlite3_value_text(value);
  if (text == nullptr) throw std::bad_alloc();
  return reinterpret_cast<const char*>(text);
}

bool same(sqlite3_value* a, sqlite3_value* b) {
  const int type = sqlite3_value_type(a);
  if (type != sqlite3_value_type(b)) return false;
  return type == SQLITE_NULL || written_text(a) == written_text(b);
}

void check_time_format(const std::string& given) {
  for (const char* known : {"text", "iso", "unix", "unix_ms", "unix_us", "unix_ns"}) {
    if (given == known) return;
  }
  fail(
      "softdelete: time_format must be 'text', 'iso', 'unix', 'unix_ms', 'unix_us' or "
      "'unix_ns', not {text}",
      given);
}

}  // namespace

const char* column_name(PanelColumn column) {
  static constexpr std::array<const char*, kPanelColumns> kNames = {
      "schema_name", "table_name",   "storage",           "flag_column",  "time_column",
      "time_format", "live_value",   "deleted_value",     "active_view",  "deleted_view",
      "children",    "retention",    "suspended",         "live_indexes", "reuse_keys",
      "live_rows",   "deleted_rows", "oldest_deleted_at", "status"};
  return kNames[static_cast<std::size_t>(column)];
}

PanelValues::PanelValues(sqlite3_value** columns) : columns_(columns), written_() {
  for (std::size_t i = 0; i < kPanelColumns; ++i) {
    written_[i] = sqlite3_value_nochange(columns[i]) == 0;
  }
}

bool PanelValues::all_written() const {
  return std::all_of(written_.begin(), written_.end(), [](bool each) { return each; });
}

void PanelValues::compare(const Statement& now) {
  for (std::size_t i = 0; i < kPanelColumns; ++i) {
    written_[i] = !same(columns_[i], now.value(static_cast<int>(i)));
  }
}

bool PanelValues::given(PanelColumn column) const {
  return is_written(column) && sqlite3_value_type((*this)[column]) != SQLITE_NULL;
}

std::optional<std::string> PanelValues::name(PanelColumn column) const {
  if (!given(column)) return std::nullopt;
  return name_argument("softdelete", column_name(column), (*this)[column]);
}

std::optional<bool> PanelValues::on_or_off(PanelColumn column) const {
  if (!given(column)) return std::nullopt;
  return switch_argument("softdelete", column_name(column), (*this)[column]);
}

std::optional<std::string> PanelValues::literal(PanelColumn column) const {
  if (!given(column)) return std::nullopt;
  sqlite3_value* const value = (*this)[column];
  const double number = sqlite3_value_double(value);
  switch (sqlite3_value_type(value)) {
    case SQLITE_TEXT:
      return quote_text(written_text(value));
    case SQLITE_INTEGER:
      return std::to_string(sqlite3_value_int64(value));
    case SQLITE_FLOAT:
      // Some hosts have no other numbers.
      if (number == static_cast<double>(sqlite3_value_int64(value))) {
        return std::to_string(sqlite3_value_int64(value));
      }
      break;
    default:
      break;
  }
  fail("softdelete: {} must be a whole number or a text", column_name(column));
}

void PanelValues::refuse_computed(bool null_is_written) const {
  for (const PanelColumn column : {PanelColumn::live_rows, PanelColumn::deleted_rows,
                                   PanelColumn::oldest_deleted_at, PanelColumn::status}) {
    if (!(null_is_written ? is_written(column) : given(column))) continue;
    fail(
        "softdelete: {} is computed and cannot be written; settings are children, "
        "retention, suspended and reuse_keys",
        column_name(column));
  }
}

SettingsPatch PanelValues::patch() const {
  SettingsPatch patch;
  patch.storage = name(PanelColumn::storage);
  patch.time_format = name(PanelColumn::time_format);
  if (patch.time_format) check_time_format(*patch.time_format);
  patch.live_value = literal(PanelColumn::live_value);
  patch.deleted_value = literal(PanelColumn::deleted_value);
  patch.flag_column = name(PanelColumn::flag_column);
  patch.time_column = name(PanelColumn::time_column);
  patch.active_view = name(PanelColumn::active_view);
  patch.deleted_view = name(PanelColumn::deleted_view);
  patch.children = name(PanelColumn::children);
  if (patch.children && *patch.children != "declared" && *patch.children != "cascade" &&
      *patch.children != "keep") {
    fail("softdelete: children must be 'declared', 'cascade' or 'keep', not {text}",
         *patch.children);
  }
  patch.suspended = on_or_off(PanelColumn::suspended);
  patch.live_indexes = on_or_off(PanelColumn::live_indexes);
  patch.reuse_keys = on_or_off(PanelColumn::reuse_keys);
  if (given(PanelColumn::retention)) {
    age_modifier("softdelete: retention", (*this)[PanelColumn::retention]);
    patch.retention = name(PanelColumn::retention);
  }
  return patch;
}

}  // namespace softdelete
