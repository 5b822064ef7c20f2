#include "manage/columns.hpp"

#include <algorithm>

#include "schema/tokens.hpp"
#include "sqlite/quote.hpp"
#include "sqlite/statement.hpp"

namespace softdelete {
namespace {

void add(ModelTable& to, const std::string& name, const char* type, bool flag,
         const std::string& qualifier, std::vector<std::string>& statements) {
  Table& table = to.facts;
  if (table.column(name) != nullptr) return;
  Names added = added_columns(*to.settings);
  if (!contains(added, name)) added.push_back(name);
  to.settings->added_columns = column_list(added);
  Column column;
  column.name = name;
  column.type = type;
  column.collation = "BINARY";
  column.not_null = flag;
  if (flag) column.default_sql = "0";
  table.columns.push_back(column);
  statements.push_back("ALTER TABLE " + qualifier + quote_ident(table.name) + " ADD COLUMN " +
                       quote_ident(name) + " " + type + (flag ? " NOT NULL DEFAULT 0" : ""));
}

void check_usable(const Table& table, const std::string& name) {
  const Column* column = table.column(name);
  const auto is_name = [&](const std::string& each) { return same_name(each, name); };
  if (column == nullptr) return;
  if (column->generated) {
    throw Error("softdelete: " + table.name + "." + name +
                " is a generated column and cannot be written;"
                " give another name in flag_column or time_column");
  }
  if (std::any_of(table.key.begin(), table.key.end(), is_name)) {
    throw Error("softdelete: " + table.name + "." + name +
                " is part of the primary key;"
                " give another name in flag_column or time_column");
  }
}

// Times and parents' names are written as text, and NULL says that there is none.
void check_holds_text_or_null(const Table& table, const std::string& name) {
  const Column* column = table.column(name);
  if (column == nullptr) return;
  const bool text =
      !table.strict || same_name(column->type, "TEXT") || same_name(column->type, "ANY");
  if (text && !column->not_null) return;
  throw Error("softdelete: " + table.name + "." + name +
              " cannot serve: it must be able to hold text and NULL;" +
              (column->not_null ? " it is declared NOT NULL"
                                : " its type in the STRICT table is " + column->type));
}

void check_flags(sqlite3* db, const Table& table, const Settings& settings) {
  const Column* column = table.column(settings.flag_column);
  if (settings.time_only() || column == nullptr) return;
  if (has_text_affinity(*column) || (table.strict && same_name(column->type, "BLOB"))) {
    throw Error("softdelete: " + table.name + "." + settings.flag_column +
                " cannot serve as the flag: its type is " + column->type +
                ", and it must be able to hold the numbers 0 (live) and 1 (deleted);"
                " give another flag_column");
  }
  const std::string flag = quote_ident(settings.flag_column);
  Statement wrong(db, "SELECT quote(" + flag + ") FROM " + quote_ident(table.schema) + "." +
                          quote_ident(table.name) + " WHERE " + flag + " IS NOT 0 AND " + flag +
                          " IS NOT 1 LIMIT 1");
  if (!wrong.step()) return;
  throw Error("softdelete: " + table.name + "." + settings.flag_column +
              " cannot serve as the flag: it holds " + wrong.text(0).substr(0, 40) +
              ", and only 0 (live) and 1 (deleted) are expected;"
              " correct the rows or give another flag_column");
}

}  // namespace

std::vector<std::string> missing_columns(sqlite3* db, ModelTable& table, bool guarded,
                                         const std::string& qualifier) {
  Table& facts = table.facts;
  for (const Column& each : facts.columns) {
    if (!same_name(each.name, "true") && !same_name(each.name, "false")) continue;
    throw Error("softdelete: " + facts.name + " has a column named " + each.name +
                ", which SQLite cannot show in a view; rename the column");
  }
  const Settings& settings = *table.settings;
  if (facts.identity().empty()) {
    throw Error("softdelete: " + facts.name +
                " has no primary key, and its columns hide the rowid;"
                " declare a key");
  }
  for (const std::string& name : {settings.flag_column, settings.time_column}) {
    if (same_name(name, kViaColumn)) {
      throw Error("softdelete: " + name +
                  " is needed for the parent that took a row along; give another name"
                  " in flag_column or time_column");
    }
    check_usable(facts, name);
  }
  check_usable(facts, kViaColumn);
  check_holds_text_or_null(facts, settings.time_column);
  check_holds_text_or_null(facts, kViaColumn);
  if (!guarded) check_flags(db, facts, settings);
  std::vector<std::string> statements;
  if (!settings.time_only())
    add(table, settings.flag_column, "INTEGER", true, qualifier, statements);
  add(table, settings.time_column, "TEXT", false, qualifier, statements);
  add(table, kViaColumn, "TEXT", false, qualifier, statements);
  return statements;
}

Names added_columns(const Settings& settings) {
  Names names;
  for (const Token& each : tokenize(settings.added_columns)) {
    if (!each.is(",")) names.push_back(each.unquoted());
  }
  return names;
}

std::vector<std::string> settings_script(const Settings& settings) {
  const std::string name = quote_text(settings.table);
  return {"DELETE FROM " + std::string(kRegistry) + " WHERE table_name = " + name,
          "INSERT INTO " + std::string(kRegistry) + "(" + kSettingsColumns + ") VALUES (" + name +
              ", " + quote_text(settings.flag_column) + ", " + quote_text(settings.time_column) +
              ", " + quote_text(settings.active_view) + ", " + quote_text(settings.deleted_view) +
              ", " + quote_text(settings.children) + ", " +
              (settings.retention ? quote_text(*settings.retention) : std::string("NULL")) +
              ", 0, " + (settings.live_indexes ? "1" : "0") + ", " +
              (settings.reuse_keys ? "1" : "0") + ", " + quote_text(settings.added_columns) + ")"};
}

}  // namespace softdelete
