#include "interface/panel_columns.hpp"

#include <algorithm>
#include <new>

#include "interface/arguments.hpp"
#include "sqlite/error.hpp"
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

}  // namespace

PanelValues::PanelValues(sqlite3_value** columns) : columns_(columns), written_() {
  for (int i = 0; i < column_count; ++i) {
    written_[static_cast<std::size_t>(i)] = sqlite3_value_nochange(columns[i]) == 0;
  }
}

bool PanelValues::all_written() const {
  return std::all_of(written_.begin(), written_.end(), [](bool each) { return each; });
}

void PanelValues::compare(const Statement& now) {
  for (int i = 0; i < column_count; ++i) {
    written_[static_cast<std::size_t>(i)] = !same(columns_[i], now.value(i));
  }
}

bool PanelValues::given(PanelColumn column) const {
  return is_written(column) && sqlite3_value_type(columns_[column]) != SQLITE_NULL;
}

std::optional<std::string> PanelValues::name(PanelColumn column) const {
  if (!given(column)) return std::nullopt;
  return name_argument("softdelete", kPanelColumnNames[column], columns_[column]);
}

std::optional<bool> PanelValues::on_or_off(PanelColumn column) const {
  if (!given(column)) return std::nullopt;
  return switch_argument("softdelete", kPanelColumnNames[column], columns_[column]);
}

void PanelValues::refuse_computed(bool null_is_written) const {
  for (const PanelColumn column : {live_rows, deleted_rows, oldest_deleted_at, status}) {
    if (!(null_is_written ? is_written(column) : given(column))) continue;
    throw Error("softdelete: " + std::string(kPanelColumnNames[column]) +
                " is computed and cannot be written;"
                " settings are children, retention, suspended, live_indexes and reuse_keys");
  }
}

Wishes PanelValues::wishes() const {
  Wishes wishes;
  wishes.flag_column = name(flag_column);
  wishes.time_column = name(time_column);
  wishes.active_view = name(active_view);
  wishes.deleted_view = name(deleted_view);
  wishes.children = name(children);
  if (wishes.children && *wishes.children != "declared" && *wishes.children != "cascade" &&
      *wishes.children != "keep") {
    throw Error("softdelete: children must be 'declared', 'cascade' or 'keep', not " +
                quote_text(*wishes.children));
  }
  wishes.suspended = on_or_off(suspended);
  wishes.live_indexes = on_or_off(live_indexes);
  wishes.reuse_keys = on_or_off(reuse_keys);
  if (given(retention)) {
    age_modifier("softdelete: retention", columns_[retention]);
    wishes.retention = name(retention);
  }
  return wishes;
}

std::string PanelValues::key() const {
  std::string key;
  for (int i = 0; i < column_count; ++i) {
    const auto column = static_cast<PanelColumn>(i);
    if (given(column)) {
      key += quote_text(written_text(columns_[i]));
    } else {
      key += is_written(column) ? "-" : "=";
    }
  }
  return key;
}

}  // namespace softdelete
