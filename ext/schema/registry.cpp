#include "schema/registry.hpp"

#include <algorithm>

#include "schema/clock.hpp"
#include "schema/create_statement.hpp"
#include "schema/table.hpp"
#include "sqlite/format.hpp"
#include "sqlite/quote.hpp"
#include "sqlite/statement.hpp"

namespace softdelete {
namespace {

std::string qualified(const std::string& schema, const char* table = kRegistry) {
  return format("{ident}.{}", schema, table);
}

std::string registry_definition() {
  std::string out = std::string(kRegistry) + "(id INTEGER PRIMARY KEY";
  for (const SettingsColumn& each : kSettingsColumns) {
    out += format(", {}{}{}", each.name, each.type[0] != '\0' ? " " : "", each.type);
  }
  return out + ")";
}

std::string context_row_definition() {
  std::string columns;
  std::string keys;
  for (std::size_t i = 1; i <= kContextKeyColumns; ++i) {
    keys += ", k" + std::to_string(i);
    columns += format(", k{} NOT NULL DEFAULT 0", std::to_string(i));
  }
  return format(
      "{}(context INTEGER, table_name TEXT{}, PRIMARY KEY (context, table_name{})) WITHOUT ROWID",
      kContextRow, columns, keys);
}

[[noreturn]] void refuse_taken(const std::string& schema) {
  fail(
      "softdelete: the name {} is taken in {} by something that softdelete did not make; "
      "rename or drop it first",
      kRegistry, schema);
}

// The columns of the table that has the registry's name; empty where none has. To read from a view
// would run what it says.
std::vector<std::string> columns_there(sqlite3* db, const std::string& schema) {
  Statement list(
      db,
      format(
          "SELECT x.name, s.ordinary FROM (SELECT name, {} AS ordinary FROM {ident}.sqlite_schema) "
          "s JOIN pragma_table_info(s.name, ?2) x WHERE s.name = ?1 COLLATE NOCASE",
          kIsOrdinary, schema));
  list.bind(1, kRegistry).bind(2, schema);
  std::vector<std::string> names;
  while (list.step()) {
    if (list.integer(1) == 0) refuse_taken(schema);
    names.push_back(list.text(0));
  }
  return names;
}

// Triggers of others would run when settings are written. What the text says counts: the row may
// lie.
void check_triggers(sqlite3* db, const std::string& schema) {
  Statement list(db, format("SELECT name, sql FROM {ident}.sqlite_schema WHERE type = 'trigger' "
                            "AND (instr(lower(sql), ?1) OR instr(lower(sql), ?2))",
                            schema));
  list.bind(1, kRegistry).bind(2, kOperation);
  while (list.step()) {
    const std::string table = table_of_create(list.text(1));
    if (!same_name(table, kRegistry) && !same_name(table, kOperation)) continue;
    fail("softdelete: the trigger {} of {} in {} is none of softdelete's; drop it first",
         list.text(0), table, schema);
  }
}

bool has(const std::vector<std::string>& names, const std::string& name) {
  return std::any_of(names.begin(), names.end(),
                     [&](const std::string& each) { return same_name(each, name); });
}

// Whether there is a registry, of whichever format.
bool check(const std::string& schema, const std::vector<std::string>& there) {
  if (there.empty()) return false;
  const bool ours =
      has(there, "id") && std::all_of(std::begin(kSettingsColumns), std::end(kSettingsColumns),
                                      [&](const SettingsColumn& each) {
                                        return each.earlier != nullptr || has(there, each.name);
                                      });
  if (!ours) refuse_taken(schema);
  return true;
}

}  // namespace

bool is_registry_table(const std::string& name) {
  return same_name(name, kRegistry) || same_name(name, kContext) || same_name(name, kContextRow) ||
         same_name(name, kOperation) || same_name(name, kClock);
}

std::vector<std::string> registry_script(const std::string& qualifier) {
  const std::string create = "CREATE TABLE IF NOT EXISTS " + qualifier;
  return {create + registry_definition(),
          format("CREATE UNIQUE INDEX IF NOT EXISTS {}softdelete_registry_name ON {}(table_name)",
                 qualifier, kRegistry),
          format("{}{}(id INTEGER PRIMARY KEY, scope TEXT NOT NULL, row_key)", create, kContext),
          create + context_row_definition()};
}

void create_registry(sqlite3* db, const std::string& schema) {
  const std::vector<std::string> there = columns_there(db, schema);
  check_triggers(db, schema);
  if (check(schema, there)) {
    for (const SettingsColumn& each : kSettingsColumns) {
      if (has(there, each.name)) continue;
      execute(db,
              format("ALTER TABLE {} ADD COLUMN {} {}", qualified(schema), each.name, each.type));
      execute(db, format("UPDATE {} SET {} = {}", qualified(schema), each.name, each.earlier));
    }
  }
  for (const std::string& each : registry_script(format("{ident}.", schema))) execute(db, each);
}

void drop_empty_registry(sqlite3* db, const std::string& schema) {
  if (!read_registry(db, schema).empty()) return;
  for (const char* each : {kRegistry, kContext, kContextRow, kOperation, kClock}) {
    execute(db, "DROP TABLE IF EXISTS " + qualified(schema, each));
  }
}

void open_journal(sqlite3* db, const std::string& schema) {
  execute(db,
          format("INSERT INTO {} SELECT * FROM {} WHERE 0", qualified(schema), qualified(schema)));
  check_triggers(db, schema);  // after the lock, as what reads first can't wait for it
}

std::vector<Settings> read_registry(sqlite3* db, const std::string& schema) {
  std::vector<Settings> rows;
  const std::vector<std::string> there = columns_there(db, schema);
  if (!check(schema, there)) return rows;
  std::string columns = "id";
  for (const SettingsColumn& each : kSettingsColumns) {
    columns += format(", {}", has(there, each.name) ? each.name : each.earlier);
  }
  Statement read(db, format("SELECT {} FROM {} ORDER BY id", columns, qualified(schema)));
  while (read.step()) {
    const Settings row = settings_of(read);
    if (is_plausible(row)) rows.push_back(row);
  }
  return rows;
}

std::string forget_script(const Settings& settings) {
  return format("DELETE FROM {} WHERE table_name = {text}", kRegistry, settings.table);
}

std::vector<std::string> settings_script(const Settings& settings) {
  return {forget_script(settings), format("INSERT INTO {}({}) VALUES ({})", kRegistry,
                                          settings_columns(), settings_values(settings))};
}

void write_settings(sqlite3* db, const std::string& schema, Settings& settings) {
  if (has_long_text(settings)) {
    fail(
        "softdelete: the names and values of a table's settings can have {} bytes each; "
        "give shorter ones",
        std::to_string(kLongestText));
  }
  execute(db,
          format("REPLACE INTO {}(id, {}) VALUES ({}, {})", qualified(schema), settings_columns(),
                 settings.id ? std::to_string(*settings.id) : "NULL", settings_values(settings)));
  if (!settings.id) settings.id = sqlite3_last_insert_rowid(db);
}

void erase_settings(sqlite3* db, const std::string& schema, const Settings& settings) {
  Statement erase(db, format("DELETE FROM {} WHERE id = ?1", qualified(schema)));
  erase.bind(1, settings.id.value());
  erase.run();
}

}  // namespace softdelete
