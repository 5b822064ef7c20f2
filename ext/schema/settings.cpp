#include "schema/settings.hpp"

#include <algorithm>

#include "schema/tokens.hpp"
#include "sqlite/format.hpp"
#include "sqlite/quote.hpp"

namespace softdelete {
namespace {

// A value as an SQL literal: what is read is never taken for SQL.
std::optional<std::string> literal(const Statement& read, int column) {
  switch (sqlite3_value_type(read.value(column))) {
    case SQLITE_INTEGER:
      return std::to_string(read.integer(column));
    case SQLITE_TEXT:
      return quote_text(read.text(column));
    default:
      return std::nullopt;
  }
}

bool is_known(const std::string& value, std::initializer_list<const char*> known) {
  return std::any_of(known.begin(), known.end(), [&](const char* each) { return value == each; });
}

std::string optional_text(const std::optional<std::string>& text) {
  return text ? quote_text(*text) : "NULL";
}

}  // namespace

std::string settings_columns() {
  std::string out;
  for (const SettingsColumn& each : kSettingsColumns)
    out += format("{}{}", out.empty() ? "" : ", ", each.name);
  return out;
}

std::string settings_values(const Settings& settings) {
  const auto number = [](bool on) { return std::string(on ? "1" : "0"); };
  return format(
      "{text}, {text}, {}, {text}, {text}, {text}, {}, {}, {text}, {text}, {text}, {}, {}, {}, {}, "
      "{text}",
      settings.table, settings.storage, std::to_string(settings.format), settings.flag_column,
      settings.time_column, settings.time_format, settings.live_value.value_or("NULL"),
      settings.deleted_value.value_or("NULL"), settings.active_view, settings.deleted_view,
      settings.children, optional_text(settings.retention), number(settings.suspended),
      number(settings.live_indexes), number(settings.reuse_keys), settings.added_columns);
}

Settings settings_of(const Statement& read) {
  Settings row;
  row.id = read.integer(0);
  row.table = read.text(1);
  row.storage = read.text(2);
  row.format =
      static_cast<int>(std::clamp(read.integer(3), sqlite3_int64{0}, sqlite3_int64{1000000}));
  row.flag_column = read.text(4);
  row.time_column = read.text(5);
  row.time_format = read.text(6);
  row.live_value = literal(read, 7);
  row.deleted_value = literal(read, 8);
  row.active_view = read.text(9);
  row.deleted_view = read.text(10);
  row.children = read.text(11);
  row.retention = read.optional_text(12);
  row.suspended = read.integer(13) != 0;
  row.live_indexes = read.integer(14) != 0;
  row.reuse_keys = read.integer(15) != 0;
  row.added_columns = read.text(16);
  return row;
}

bool has_long_text(const Settings& row) {
  const auto is_long = [](const std::string& text) { return text.size() > kLongestText; };
  return is_long(row.table) || is_long(row.flag_column) || is_long(row.time_column) ||
         is_long(row.live_value.value_or("")) || is_long(row.deleted_value.value_or("")) ||
         is_long(row.active_view) || is_long(row.deleted_view) ||
         is_long(row.retention.value_or("")) || is_long(row.added_columns);
}

bool is_plausible(const Settings& row) {
  return row.format > 0 && !row.table.empty() && !row.flag_column.empty() &&
         !row.time_column.empty() && !row.deleted_view.empty() &&
         row.table.find('\0') == std::string::npos && !has_long_text(row) &&
         (row.format > kFormat ||
          (is_known(row.storage, {"flag", "archive"}) &&
           is_known(row.children, {"declared", "cascade", "keep"}) &&
           is_known(row.time_format, {"text", "iso", "unix", "unix_ms", "unix_us", "unix_ns"})));
}

std::vector<std::string> added_columns(const Settings& settings) {
  std::vector<std::string> names;
  for (const Token& each : tokenize(settings.added_columns)) {
    if (!each.is(",")) names.push_back(each.unquoted());
  }
  return names;
}

}  // namespace softdelete
