#include "storage/flag/mark.hpp"

#include "schema/clock.hpp"
#include "sqlite/format.hpp"
#include "sqlite/quote.hpp"

namespace softdelete {
namespace {

struct TimeForm {
  const char* name;
  const char* of_julian_day;  // @ stands for the day
  const char* of_time;        // @ stands for a time in any form that SQLite's functions take
  const char* as_julian_day;  // @ stands for the value
};

// julianday() knows milliseconds; 2440587.5 is the first of January 1970.
constexpr TimeForm kTimeForms[] = {
    {"text", "strftime('%Y-%m-%d %H:%M:%f', @)", "strftime('%Y-%m-%d %H:%M:%f', @)",
     "julianday(@)"},
    {"iso", "strftime('%Y-%m-%dT%H:%M:%fZ', @)", "strftime('%Y-%m-%dT%H:%M:%fZ', @)",
     "julianday(@)"},
    {"unix", "CAST((@ - 2440587.5) * 86400 AS INTEGER)", "CAST(strftime('%s', @) AS INTEGER)",
     "(@ / 86400.0 + 2440587.5)"},
    {"unix_ms", "CAST(round((@ - 2440587.5) * 86400000) AS INTEGER)",
     "CAST(round((julianday(@) - 2440587.5) * 86400000) AS INTEGER)",
     "(@ / 86400000.0 + 2440587.5)"},
    {"unix_us", "(CAST(round((@ - 2440587.5) * 86400000) AS INTEGER) * 1000)",
     "CAST(round((julianday(@) - 2440587.5) * 86400000) AS INTEGER) * 1000",
     "(@ / 86400000000.0 + 2440587.5)"},
    {"unix_ns", "(CAST(round((@ - 2440587.5) * 86400000) AS INTEGER) * 1000000)",
     "CAST(round((julianday(@) - 2440587.5) * 86400000) AS INTEGER) * 1000000",
     "(@ / 86400000000000.0 + 2440587.5)"},
};

const TimeForm& form(const std::string& name) {
  for (const TimeForm& each : kTimeForms) {
    if (name == each.name) return each;
  }
  return kTimeForms[0];
}

std::string filled(std::string text, const std::string& value) {
  for (std::size_t at = 0; (at = text.find('@', at)) != std::string::npos; at += value.size()) {
    text.replace(at, 1, value);
  }
  return text;
}

}  // namespace

bool Mark::time_only() const { return same_name(settings_.flag_column, settings_.time_column); }

std::string Mark::flag(std::string_view row) const {
  return format("{}{ident}", row, settings_.flag_column);
}

std::string Mark::time(std::string_view row) const {
  return format("{}{ident}", row, settings_.time_column);
}

std::string Mark::via(std::string_view row) { return format("{}{ident}", row, kViaColumn); }

std::string Mark::live_literal() const { return settings_.live_value.value_or("NULL"); }
std::string Mark::deleted_literal() const { return settings_.deleted_value.value_or("1"); }
std::string Mark::no_time() const { return time_only() ? live_literal() : "NULL"; }

std::string Mark::live(std::string_view row) const {
  if (!settings_.live_value) return format("{} IS NULL", flag(row));
  return format("{} = {}", flag(row), live_literal());
}

std::string Mark::deleted(std::string_view row) const {
  if (!time_only()) return format("{} = {}", flag(row), deleted_literal());
  if (!settings_.live_value) return format("{} IS NOT NULL", flag(row));
  return format("{} <> {}", flag(row), live_literal());
}

std::string Mark::is_deleted_row(std::string_view flag_of_row) const {
  if (!time_only()) return format("{} = {}", flag_of_row, deleted_literal());
  if (!settings_.live_value) return format("{} IS NOT NULL", flag_of_row);
  return format("{} <> {}", flag_of_row, live_literal());
}

std::string Mark::is_no_deleted_row(std::string_view flag_of_row) const {
  if (!time_only()) return format("{} IS NOT {}", flag_of_row, deleted_literal());
  if (!settings_.live_value) return format("{} IS NULL", flag_of_row);
  return format("({} <> {}) IS NOT 1", flag_of_row, live_literal());
}

std::string Mark::became_live() const { return format("{} AND {}", deleted("OLD."), live("NEW.")); }

std::string Mark::became_other_than_live() const {
  if (time_only()) return format("{} AND {}", live("OLD."), deleted("NEW."));
  return format("{} IS NOT {} AND {} IS NOT {}", flag("NEW."), live_literal(), flag("NEW."),
                flag("OLD."));
}

std::string Mark::not_deleted_flag() const {
  return format("{} IS NOT {}", flag("NEW."), deleted_literal());
}

std::string Mark::invalid_flag() const {
  return time_only()
             ? ""
             : format("{} NOT IN ({}, {})", flag("NEW."), live_literal(), deleted_literal());
}

std::string Mark::flag_message(const std::string& table) const {
  return format("{}: {} must be {} (live) or {} (deleted)", table, settings_.flag_column,
                live_literal(), deleted_literal());
}

std::string Mark::set_deleted(const std::string& time_value, const std::string& via_value) const {
  const std::string rest = format("{} = {}, {} = {}", time(), time_value, via(), via_value);
  return time_only() ? rest : format("{} = {}, {}", flag(), deleted_literal(), rest);
}

std::string Mark::set_live() const {
  const std::string rest = format("{} = {}, {} = NULL", time(), no_time(), via());
  return time_only() ? rest : format("{} = {}, {}", flag(), live_literal(), rest);
}

std::string Mark::now() const {
  return filled(form(settings_.time_format).of_time, time_of_deletion(settings_));
}

std::string Mark::form_of(const std::string& julian_day) const {
  return filled(form(settings_.time_format).of_julian_day, julian_day);
}

// Every text is greater than '', and every number less: NULL and values of the other kind, which no
// clock of ours wrote, are left out on both sides.
std::string Mark::deleted_before(const std::string& julian_day) const {
  const bool text = settings_.time_format == "text" || settings_.time_format == "iso";
  return format("{} AND {} <= {}{}", deleted(), time(), form_of(julian_day),
                text ? format(" AND {} > ''", time()) : "");
}

std::string Mark::deleted_since(const std::string& julian_day) const {
  const bool text = settings_.time_format == "text" || settings_.time_format == "iso";
  return format("{} AND {} >= {}{}", deleted(), time(), form_of(julian_day),
                text ? "" : format(" AND {} < ''", time()));
}

std::string Mark::time_as_text(std::string_view row) const {
  if (settings_.time_format == "text") return time(row);
  return format("strftime('%Y-%m-%d %H:%M:%f', {})",
                filled(form(settings_.time_format).as_julian_day, time(row)));
}

}  // namespace softdelete
