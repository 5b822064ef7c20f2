#include "schema/registry.hpp"

#include <algorithm>

#include "schema/create_statement.hpp"
#include "schema/table.hpp"
#include "schema/tokens.hpp"
#include "sqlite/quote.hpp"
#include "sqlite/statement.hpp"

namespace softdelete {
namespace {

struct RegistryColumn {
  const char* name;
  const char* type;     // and constraints
  const char* earlier;  // what stands for it in a registry of format 1; null where that had it
};

// Behind the id. One line each, in the order of the table.
constexpr RegistryColumn kColumns[] = {
    {"table_name", "TEXT NOT NULL COLLATE NOCASE", nullptr},
    {"storage", "TEXT NOT NULL DEFAULT 'flag'", "'flag'"},
    {"format", "INTEGER NOT NULL DEFAULT 1", "1"},
    {"flag_column", "TEXT NOT NULL", nullptr},
    {"time_column", "TEXT NOT NULL", nullptr},
    {"time_format", "TEXT NOT NULL DEFAULT 'text'", "'text'"},
    {"live_value", "", "CASE WHEN flag_column = time_column COLLATE NOCASE THEN NULL ELSE 0 END"},
    {"deleted_value", "",
     "CASE WHEN flag_column = time_column COLLATE NOCASE THEN NULL ELSE 1 END"},
    {"active_view", "TEXT NOT NULL", nullptr},
    {"deleted_view", "TEXT NOT NULL", nullptr},
    {"children", "TEXT NOT NULL", nullptr},
    {"retention", "TEXT", nullptr},
    {"suspended", "INTEGER NOT NULL", nullptr},
    {"live_indexes", "INTEGER NOT NULL", nullptr},
    {"reuse_keys", "INTEGER NOT NULL", nullptr},
    {"added_columns", "TEXT NOT NULL DEFAULT ''", "''"},
};

std::string qualified(const std::string& schema, const char* table = kRegistry) {
  return quote_ident(schema) + "." + table;
}

std::string registry_columns() {
  std::string out;
  for (const RegistryColumn& each : kColumns)
    out += (out.empty() ? "" : ", ") + std::string(each.name);
  return out;
}

std::string registry_definition() {
  std::string out = std::string(kRegistry) + "(id INTEGER PRIMARY KEY";
  for (const RegistryColumn& each : kColumns) {
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
      has(there, "id") &&
      std::all_of(std::begin(kColumns), std::end(kColumns), [&](const RegistryColumn& each) {
        return each.earlier != nullptr || has(there, each.name);
      });
  if (!ours) refuse_taken(schema);
  return true;
}

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

// What no registry of ours says is a hostile file's, or a later version's.
bool is_plausible(const Settings& row) {
  return row.format > 0 && !row.table.empty() && !row.flag_column.empty() &&
         !row.time_column.empty() && !row.deleted_view.empty() &&
         row.table.find('\0') == std::string::npos &&
         (row.format > kFormat ||
          (is_known(row.storage, {"flag", "archive"}) &&
           is_known(row.children, {"declared", "cascade", "keep"}) &&
           is_known(row.time_format, {"text", "iso", "unix", "unix_ms", "unix_us", "unix_ns"})));
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

std::string clock_script() {
  // The time that a node has is none: SQLite refuses 'now' in a CHECK.
  return "CREATE TABLE IF NOT EXISTS " + std::string(kClock) +
         "(id INTEGER PRIMARY KEY CHECK (id = 1), now NOT NULL CHECK (julianday(now) IS NOT NULL))";
}

std::string time_of_deletion(const Settings& settings) {
  if (!settings.clock) return "'now'";
  return "coalesce((SELECT now FROM " + std::string(kClock) +
         "), RAISE(ABORT, 'softdelete_clock is empty: write the time of the deletion there before"
         " it, in the same transaction'))";
}

void create_registry(sqlite3* db, const std::string& schema) {
  const std::vector<std::string> there = columns_there(db, schema);
  check_triggers(db, schema);
  if (check(schema, there)) {
    for (const RegistryColumn& each : kColumns) {
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

std::vector<std::string> added_columns(const Settings& settings) {
  std::vector<std::string> names;
  for (const Token& each : tokenize(settings.added_columns)) {
    if (!each.is(",")) names.push_back(each.unquoted());
  }
  return names;
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
  for (const RegistryColumn& each : kColumns) {
    columns += std::string(", ") + (has(there, each.name) ? each.name : each.earlier);
  }
  Statement read(db, "SELECT " + columns + " FROM " + qualified(schema) + " ORDER BY id");
  while (read.step()) {
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
    if (is_plausible(row)) rows.push_back(row);
  }
  return rows;
}

namespace {

std::string optional_text(const std::optional<std::string>& text) {
  return text ? quote_text(*text) : "NULL";
}

// The values of kColumns.
std::string settings_values(const Settings& settings) {
  const auto number = [](bool on) { return std::string(on ? "1" : "0"); };
  return quote_text(settings.table) + ", " + quote_text(settings.storage) + ", " +
         std::to_string(settings.format) + ", " + quote_text(settings.flag_column) + ", " +
         quote_text(settings.time_column) + ", " + quote_text(settings.time_format) + ", " +
         settings.live_value.value_or("NULL") + ", " + settings.deleted_value.value_or("NULL") +
         ", " + quote_text(settings.active_view) + ", " + quote_text(settings.deleted_view) + ", " +
         quote_text(settings.children) + ", " + optional_text(settings.retention) + ", " +
         number(settings.suspended) + ", " + number(settings.live_indexes) + ", " +
         number(settings.reuse_keys) + ", " + quote_text(settings.added_columns);
}

}  // namespace

std::string forget_script(const Settings& settings) {
  return "DELETE FROM " + std::string(kRegistry) +
         " WHERE table_name = " + quote_text(settings.table);
}

std::vector<std::string> settings_script(const Settings& settings) {
  return {forget_script(settings), "INSERT INTO " + std::string(kRegistry) + "(" +
                                       registry_columns() + ") VALUES (" +
                                       settings_values(settings) + ")"};
}

void write_settings(sqlite3* db, const std::string& schema, Settings& settings) {
  execute(db, "REPLACE INTO " + qualified(schema) + "(id, " + registry_columns() + ") VALUES (" +
                  (settings.id ? std::to_string(*settings.id) : "NULL") + ", " +
                  settings_values(settings) + ")");
  if (!settings.id) settings.id = sqlite3_last_insert_rowid(db);
}

void erase_settings(sqlite3* db, const std::string& schema, const Settings& settings) {
  Statement erase(db, "DELETE FROM " + qualified(schema) + " WHERE id = ?1");
  erase.bind(1, settings.id.value());
  erase.run();
}

std::vector<std::string> schemas_in_lookup_order(sqlite3* db) {
  Statement list(db, "SELECT name FROM pragma_database_list ORDER BY seq <> 1, seq");
  // A temp database that isn't listed was never opened, and naming it would open it.
  std::vector<std::string> names;
  while (list.step()) names.push_back(list.text(0));
  return names;
}

}  // namespace softdelete
