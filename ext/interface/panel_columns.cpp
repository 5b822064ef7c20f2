#include "interface/panel_columns.hpp"

#include <new>

#include "interface/arguments.hpp"
#include "sqlite/error.hpp"
#include "sqlite/quote.hpp"

namespace softdelete {
namespace {

std::optional<std::string> wished_name(sqlite3_value** columns, PanelColumn column) {
  if (!given(columns[column])) return std::nullopt;
  return name_argument("softdelete", kPanelColumnNames[column], columns[column]);
}

std::optional<bool> wished_switch(sqlite3_value** columns, PanelColumn column) {
  if (!given(columns[column])) return std::nullopt;
  return switch_argument("softdelete", kPanelColumnNames[column], columns[column]);
}

}  // namespace

bool given(sqlite3_value* value) {
  return sqlite3_value_nochange(value) == 0 && sqlite3_value_type(value) != SQLITE_NULL;
}

void refuse_computed(sqlite3_value** columns, bool null_is_written) {
  for (const PanelColumn column : {live_rows, deleted_rows, oldest_deleted_at, status}) {
    const bool written = sqlite3_value_nochange(columns[column]) == 0 &&
                         (null_is_written || sqlite3_value_type(columns[column]) != SQLITE_NULL);
    if (written) {
      throw Error("softdelete: " + std::string(kPanelColumnNames[column]) +
                  " is computed and cannot be written;"
                  " settings are children, retention, suspended, live_indexes and reuse_keys");
    }
  }
}

Wishes read_wishes(sqlite3_value** columns) {
  Wishes wishes;
  wishes.flag_column = wished_name(columns, flag_column);
  wishes.time_column = wished_name(columns, time_column);
  wishes.active_view = wished_name(columns, active_view);
  wishes.deleted_view = wished_name(columns, deleted_view);
  wishes.children = wished_name(columns, children);
  if (wishes.children && *wishes.children != "declared" && *wishes.children != "cascade" &&
      *wishes.children != "keep") {
    throw Error("softdelete: children must be 'declared', 'cascade' or 'keep', not " +
                quote_text(*wishes.children));
  }
  wishes.suspended = wished_switch(columns, suspended);
  wishes.live_indexes = wished_switch(columns, live_indexes);
  wishes.reuse_keys = wished_switch(columns, reuse_keys);
  if (given(columns[retention])) {
    age_modifier("softdelete: retention", columns[retention]);
    wishes.retention = name_argument("softdelete", "retention", columns[retention]);
  }
  return wishes;
}

std::string values_key(sqlite3_value** columns) {
  std::string key;
  for (int i = 0; i < column_count; ++i) {
    if (!given(columns[i])) {
      key += sqlite3_value_nochange(columns[i]) != 0 ? "=" : "-";
      continue;
    }
    const unsigned char* text = sqlite3_value_text(columns[i]);
    if (text == nullptr) throw std::bad_alloc();
    key += quote_text(reinterpret_cast<const char*>(text));
  }
  return key;
}

}  // namespace softdelete
