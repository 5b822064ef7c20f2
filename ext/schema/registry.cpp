#include "schema/registry.hpp"

#include <algorithm>

#include "schema/clock.hpp"
#include "schema/create_statement.hpp"
#include "schema/table.hpp"
#include "sqlite/quote.hpp"
#include "sqlite/statement.hpp"

namespace softdelete {
namespace {

std::string qualified(const std::string& schema, const char* table = kRegistry) {
  return quote_ident(schema) + "." + table;
}

std::string registry_definition() {
  std::string out = std::string(kRegistry) + "(id INTEGER PRIMARY KEY";
  for (const SettingsColumn& each : kSettingsColumns) {
    out += std::string(", ") + each.name + (each.type[0] != '\0' ? " " : "") + each.type;
  }
  return out + ")";
}

std::string context_row_definition() {
  std::string columns;
  std::string keys;
  for (std::size_t i = 1; i <= kContextKeyColumns; ++i) {
    keys += ", k" + std::to_string(i);
    columns += ", k" + std::to_string(i) + " NOT NULL DEFAULT 0";
  }
  return std::string(kContextRow) + "(context INTEGER, table_name TEXT" + columns +
         ", PRIMARY KEY (context, table_name" + keys + ")) WITHOUT ROWID";
}

[[noreturn]] void refuse_taken(const std::string& schema) {
  throw Error("softdelete: the name " + std::string(kRegistry) + " is taken in " + schema +
              " by something that softdelete did not make; rename or drop it first");
}

// The columns of the table that has the registry's name; empty where none has. To read from a view
// would run what it says.
std::vector<std::string> columns_there(sqlite3* db, const std::string& schema) {
  Statement list(db, "SELECT x.name, s.ordinary FROM (SELECT name, " + std::string(kIsOrdinary) +
                         " AS ordinary FROM " + quote_ident(schema) +
                         ".sqlite_schema) s JOIN pragma_table_info(s.name, ?2) x"
                         " WHERE s.name = ?1 COLLATE NOCASE");
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
  Statement list(db, "SELECT name, sql FROM " + quote_ident(schema) +
                         ".sqlite_schema WHERE type = 'trigger' AND (instr(lower(sql), ?1) OR"
                         " instr(lower(sql), ?2))");
  list.bind(1, kRegistry).bind(2, kOperation);
  while (list.step()) {
    const std::string table = table_of_create(list.text(1));
    if (!same_name(table, kRegistry) && !same_name(table, kOperation)) continue;
    throw Error("softdelete: the trigger " + list.text(0) + " of " + table + " in " + schema +
                " is none of softdelete's; drop it first");
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
          "CREATE UNIQUE INDEX IF NOT EXISTS " + qualifier + "softdelete_registry_name ON " +
              kRegistry + "(table_name)",
          create + kContext + "(id INTEGER PRIMARY KEY, scope TEXT NOT NULL, row_key)",
          create + context_row_definition()};
}

void create_registry(sqlite3* db, const std::string& schema) {
  const std::vector<std::string> there = columns_there(db, schema);
  check_triggers(db, schema);
  if (check(schema, there)) {
    for (const SettingsColumn& each : kSettingsColumns) {
      if (has(there, each.name)) continue;
      execute(db,
              "ALTER TABLE " + qualified(schema) + " ADD COLUMN " + each.name + " " + each.type);
      execute(db, "UPDATE " + qualified(schema) + " SET " + each.name + " = " + each.earlier);
    }
  }
  for (const std::string& each : registry_script(quote_ident(schema) + ".")) execute(db, each);
}

void drop_empty_registry(sqlite3* db, const std::string& schema) {
  if (!read_registry(db, schema).empty()) return;
  for (const char* each : {kRegistry, kContext, kContextRow, kOperation, kClock}) {
    execute(db, "DROP TABLE IF EXISTS " + qualified(schema, each));
  }
}

void open_journal(sqlite3* db, const std::string& schema) {
  execute(db,
          "INSERT INTO " + qualified(schema) + " SELECT * FROM " + qualified(schema) + " WHERE 0");
  check_triggers(db, schema);  // after the lock, as what reads first can't wait for it
}

std::vector<Settings> read_registry(sqlite3* db, const std::string& schema) {
  std::vector<Settings> rows;
  const std::vector<std::string> there = columns_there(db, schema);
  if (!check(schema, there)) return rows;
  std::string columns = "id";
  for (const SettingsColumn& each : kSettingsColumns) {
    columns += std::string(", ") + (has(there, each.name) ? each.name : each.earlier);
  }
  Statement read(db, "SELECT " + columns + " FROM " + qualified(schema) + " ORDER BY id");
  while (read.step()) {
    const Settings row = settings_of(read);
    if (is_plausible(row)) rows.push_back(row);
  }
  return rows;
}

std::string forget_script(const Settings& settings) {
  return "DELETE FROM " + std::string(kRegistry) +
         " WHERE table_name = " + quote_text(settings.table);
}

std::vector<std::string> settings_script(const Settings& settings) {
  return {forget_script(settings), "INSERT INTO " + std::string(kRegistry) + "(" +
                                       settings_columns() + ") VALUES (" +
                                       settings_values(settings) + ")"};
}

void write_settings(sqlite3* db, const std::string& schema, Settings& settings) {
  if (has_long_text(settings)) {
    throw Error("softdelete: the names and values of a table's settings can have " +
                std::to_string(kLongestText) + " bytes each; give shorter ones");
  }
  execute(db, "REPLACE INTO " + qualified(schema) + "(id, " + settings_columns() + ") VALUES (" +
                  (settings.id ? std::to_string(*settings.id) : "NULL") + ", " +
                  settings_values(settings) + ")");
  if (!settings.id) settings.id = sqlite3_last_insert_rowid(db);
}

void erase_settings(sqlite3* db, const std::string& schema, const Settings& settings) {
  Statement erase(db, "DELETE FROM " + qualified(schema) + " WHERE id = ?1");
  erase.bind(1, settings.id.value());
  erase.run();
}

}  // namespace softdelete
