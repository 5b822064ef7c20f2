#include "storage/flag/columns.hpp"

#include <algorithm>

#include "sqlite/format.hpp"
#include "sqlite/quote.hpp"
#include "sqlite/statement.hpp"
#include "storage/flag/mark.hpp"

namespace softdelete {
namespace {

std::string named(const Table& table, const std::string& column) {
  return format("{}.{}", table.name, column);
}

bool is_text_form(const std::string& time_format) {
  return time_format == "text" || time_format == "iso";
}

// SQL that gives the form of a value, or NULL where none of ours fits. A fraction of any length and
// an offset of zero sort among the rest.
std::string form_of_value(const std::string& value) {
  const std::string date = "[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]";
  const std::string time = "[0-9][0-9]:[0-9][0-9]:[0-9][0-9]";
  const std::string rest = format("trim(substr({}, 20), '.0123456789')", value);
  return format(
      "CASE typeof({}) WHEN 'text' THEN CASE WHEN substr({}, 1, 19) GLOB '{} {}' AND {} IN ('', ' "
      "+', ' +00:', '+00:', '+', ' +00:00') THEN 'text' WHEN substr({}, 1, 19) GLOB '{}T{}' AND {} "
      "IN ('Z', '+00:', '+') THEN 'iso' END WHEN 'integer' THEN CASE WHEN abs({}) < 100000000000 "
      "THEN 'unix' WHEN abs({}) < 100000000000000 THEN 'unix_ms' WHEN abs({}) < 100000000000000000 "
      "THEN 'unix_us' ELSE 'unix_ns' END END",
      value, value, date, time, rest, value, date, time, rest, value, value, value);
}

void check_usable(const Table& table, const std::string& name) {
  const Column* column = table.column(name);
  if (column == nullptr) return;
  if (column->generated) {
    fail(
        "softdelete: {} is a generated column and cannot be written; give another name in "
        "flag_column or time_column",
        named(table, name));
  }
  if (contains(table.key, name)) {
    fail(
        "softdelete: {} is part of the primary key; give another name in flag_column or "
        "time_column",
        named(table, name));
  }
}

// What a column can hold: texts or integers, and NULL.
void check_holds(const Table& table, const std::string& name, bool text, bool null) {
  const Column* column = table.column(name);
  if (column == nullptr) return;
  const char* what = text ? "text" : "integers";
  const bool any = same_name(column->type, "ANY");
  const bool fits =
      text ? !table.strict || any || same_name(column->type, "TEXT")
           : any || (table.strict ? sqlite3_strnicmp(column->type.c_str(), "INT", 3) == 0
                                  : !has_text_affinity(*column));
  if (fits && (!null || !column->not_null)) return;
  fail("softdelete: {} cannot serve: it must be able to hold {}{}{}", named(table, name), what,
       null ? " and NULL;" : ";",
       fits ? " it is declared NOT NULL" : " its type is " + column->type);
}

// A flag that says the opposite of what its name promises is not taken over without a word.
void check_direction(const Table& table, const Settings& settings) {
  const Column& column = *table.column(settings.flag_column);
  bool opposite = column.default_sql && *column.default_sql == settings.deleted_value;
  for (const char* name : {"active", "is_active", "enabled", "is_enabled"}) {
    opposite = opposite || same_name(name, settings.flag_column);
  }
  if (!opposite) return;
  fail(
      "softdelete: which value of {} means live is not clear; give live_value and "
      "deleted_value, such as live_value = 1, deleted_value = 0",
      named(table, settings.flag_column));
}

void check_flags(sqlite3* db, const Table& table, const Settings& settings) {
  const Mark mark(settings);
  if (mark.time_only() || table.column(settings.flag_column) == nullptr) return;
  const std::string flag = quote_ident(settings.flag_column);
  Statement wrong(
      db, format("SELECT quote({}) FROM {ident}.{ident} WHERE ({} OR {}) IS NOT 1 LIMIT 1", flag,
                 table.schema, table.name, mark.live(), mark.deleted()));
  if (!wrong.step()) return;
  fail(
      "softdelete: {} cannot serve as the flag: it holds {}, and only {} (live) and {} "
      "(deleted) are expected; correct the rows, or give live_value and deleted_value, or "
      "another flag_column",
      named(table, settings.flag_column), wrong.text(0).substr(0, 40), mark.live_literal(),
      settings.deleted_value.value_or("1"));
}

void check_times(sqlite3* db, const Table& table, const Settings& settings) {
  if (table.column(settings.time_column) == nullptr) return;
  const Mark mark(settings);
  const std::string time = quote_ident(settings.time_column);
  const std::string form = form_of_value(time);
  const std::string live = mark.time_only() && settings.live_value
                               ? format(" AND {} IS NOT {}", time, *settings.live_value)
                               : "";
  Statement wrong(db, format("SELECT quote({}), {} FROM {ident}.{ident} WHERE {} IS NOT NULL{} AND "
                             "{} IS NOT ?1 LIMIT 1",
                             time, form, table.schema, table.name, time, live, form));
  wrong.bind(1, settings.time_format);
  if (!wrong.step()) return;
  const auto fitting = wrong.optional_text(1);
  fail("softdelete: {} holds {}, which is no time of the form {}; {}",
       named(table, settings.time_column), wrong.text(0).substr(0, 40), settings.time_format,
       fitting ? format("give time_format = {text}", *fitting)
               : std::string("no form of time_format fits (text, iso, unix, unix_ms,"
                             " unix_us, unix_ns); give another time_column"));
}

Column new_column(const std::string& name, const std::string& type,
                  const std::optional<std::string>& not_null_default) {
  Column column;
  column.name = name;
  column.type = type;
  column.collation = "BINARY";
  column.not_null = not_null_default.has_value();
  column.default_sql = not_null_default;
  return column;
}

}  // namespace

namespace {

// A value as a column keeps it: SQLite compares the row of a trigger without its affinity, and some
// hosts give every number as a text.
std::string kept_as(const Table& facts, const std::string& column_name,
                    const std::string& literal) {
  const Column* column = facts.column(column_name);
  const bool quoted = literal.front() == '\'';
  if (column == nullptr) return literal;
  if (has_text_affinity(*column)) return quoted ? literal : quote_text(literal);
  const std::string inner = quoted ? literal.substr(1, literal.size() - 2) : literal;
  const bool number = !inner.empty() && inner.find_first_not_of("0123456789") == std::string::npos;
  return number ? inner : literal;
}

}  // namespace

void adopt_columns(sqlite3* db, const Table& facts, const SettingsPatch& given,
                   Settings& settings) {
  settings.time_column = given.time_column.value_or("deleted_at");
  settings.flag_column = given.flag_column.value_or("is_deleted");
  for (const std::string& name : {settings.flag_column, settings.time_column}) {
    check_usable(facts, name);
  }
  const Column* time = facts.column(settings.time_column);
  const bool takes_time =
      time != nullptr && (!time->not_null || given.live_value.value_or("NULL") != "NULL");
  if (!given.flag_column && facts.column("is_deleted") == nullptr && takes_time) {
    settings.flag_column = settings.time_column;
  }
  settings.time_format = given.time_format.value_or("text");
  const bool time_only = same_name(settings.flag_column, settings.time_column);
  if (time_only) {
    const std::string live = given.live_value.value_or("NULL");
    if (given.deleted_value || (live != "NULL" && live != "0")) {
      throw Error(
          "softdelete: where the time is the flag as well, live_value is NULL or 0, and there"
          " is no deleted_value");
    }
    if (live != "NULL") settings.live_value = live;
    settings.deleted_value = std::nullopt;
  } else {
    settings.live_value = kept_as(facts, settings.flag_column, given.live_value.value_or("0"));
    settings.deleted_value =
        kept_as(facts, settings.flag_column, given.deleted_value.value_or("1"));
    if (*settings.live_value == *settings.deleted_value) {
      throw Error(
          "softdelete: live_value and deleted_value must be two different numbers or texts");
    }
    if (!given.live_value && given.flag_column && facts.column(settings.flag_column) != nullptr) {
      check_flags(db, facts, settings);
      check_direction(facts, settings);
    }
  }
}

void check_column_values(sqlite3* db, const ModelTable& table) {
  check_flags(db, table.facts, *table.settings);
  check_times(db, table.facts, *table.settings);
}

std::vector<std::string> add_missing_columns(ModelTable& table, const std::string& qualifier) {
  Table& facts = table.facts;
  Settings& settings = *table.settings;
  const Mark mark(settings);
  for (const Column& each : facts.columns) {
    if (!same_name(each.name, "true") && !same_name(each.name, "false")) continue;
    fail(
        "softdelete: {} has a column named {}, which SQLite cannot show in a view; rename "
        "the column",
        facts.name, each.name);
  }
  if (facts.identity().empty()) {
    fail("softdelete: {} has no primary key, and its columns hide the rowid; declare a key",
         facts.name);
  }
  for (const std::string& name : {settings.flag_column, settings.time_column}) {
    if (same_name(name, kViaColumn)) {
      fail(
          "softdelete: {} is needed for the parent that took a row along; give another name "
          "in flag_column or time_column",
          name);
    }
    check_usable(facts, name);
  }
  check_usable(facts, kViaColumn);
  const bool text_time = is_text_form(settings.time_format);
  check_holds(facts, settings.time_column, text_time, !(mark.time_only() && settings.live_value));
  check_holds(facts, kViaColumn, true, true);
  std::vector<Column> columns;
  if (!mark.time_only()) {
    const bool text = mark.live_literal()[0] == '\'';
    check_holds(facts, settings.flag_column, text, false);
    columns.push_back(
        new_column(settings.flag_column, text ? "TEXT" : "INTEGER", mark.live_literal()));
  }
  columns.push_back(
      new_column(settings.time_column, text_time ? "TEXT" : "INTEGER",
                 mark.time_only() && settings.live_value ? settings.live_value : std::nullopt));
  columns.push_back(new_column(kViaColumn, "TEXT", std::nullopt));
  std::vector<std::string> statements;
  for (const Column& each : columns) {
    if (facts.column(each.name) != nullptr) continue;
    statements.push_back(format("ALTER TABLE {}{ident} ADD COLUMN {ident} {}{}", qualifier,
                                facts.name, each.name, each.type,
                                each.not_null ? " NOT NULL DEFAULT " + *each.default_sql : ""));
    if (!settings.added_columns.empty()) settings.added_columns += ",";
    settings.added_columns += quote_ident(each.name);
    facts.columns.push_back(each);
  }
  return statements;
}

namespace {

bool has_row(sqlite3* db, const Table& table, const std::string& condition) {
  return Statement(db, format("SELECT 1 FROM {ident}.{ident} WHERE {}", table.schema, table.name,
                              condition))
      .step();
}

}  // namespace

// Where the flag is gone, what is deleted is gone with it, and a new flag would show the trash as
// live. A migration that lost it must not go on unnoticed. By name, a table that a rebuild left
// with none of our columns can be enabled again; where only the flag is gone, it can be renamed
// back. So can the time and the via, without which a row would never expire or not come back with
// its parent.
void check_state_is_there(sqlite3* db, const ModelTable& table, bool resuming) {
  const Table& facts = table.facts;
  const Settings& settings = *table.settings;
  const std::string& flag = settings.flag_column;
  if (facts.column(flag) == nullptr) {
    if (!has_row(db, facts, "1") || (!resuming && facts.column(kViaColumn) == nullptr)) return;
    fail(
        "softdelete: the column {} of {} is gone, and with it what is deleted; bring it "
        "back (roll the migration back, or rename it back), or disable the table and enable "
        "it anew with all rows live",
        flag, facts.name);
  }
  for (const std::string& column : {settings.time_column, std::string(kViaColumn)}) {
    if (facts.column(column) != nullptr || !has_row(db, facts, Mark(settings).deleted())) continue;
    const bool time = column == settings.time_column;
    fail(
        "softdelete: the column {} of {} is gone, and with it {}; bring it back (roll the "
        "migration back, or rename it back), or do without: ALTER TABLE {ident} ADD COLUMN "
        "{ident}{}",
        column, facts.name,
        time ? "when the rows in the trash were deleted"
             : "which rows in the trash come back with their parent",
        facts.name, column, time && !is_text_form(settings.time_format) ? " INTEGER" : " TEXT");
  }
}

}  // namespace softdelete
