#include "schema/registry.hpp"

#include "sqlite/quote.hpp"
#include "sqlite/statement.hpp"

namespace softdelete {
namespace {

std::string qualified(const std::string& schema) { return quote_ident(schema) + "." + kRegistry; }

bool exists(sqlite3* db, const std::string& schema) {
  Statement found(db, "SELECT type = 'table' AND sql = 'CREATE TABLE ' || ?2 FROM " +
                          quote_ident(schema) + ".sqlite_schema WHERE name = ?1 COLLATE NOCASE");
  found.bind(1, kRegistry).bind(2, registry_definition());
  if (!found.step()) return false;
  if (found.integer(0) == 0) {
    throw Error("softdelete: the name " + std::string(kRegistry) + " is taken in " + schema +
                " by something that softdelete did not make; rename or drop it first");
  }
  return true;
}

}  // namespace

const char* const kSettingsColumns =
    "table_name, flag_column, time_column, active_view, deleted_view, children, retention,"
    " suspended, live_indexes, reuse_keys, added_columns";

bool Settings::time_only() const { return same_name(flag_column, time_column); }

std::string registry_definition() {
  return std::string(kRegistry) +
         "(id INTEGER PRIMARY KEY, table_name TEXT NOT NULL UNIQUE COLLATE NOCASE,"
         " flag_column TEXT NOT NULL, time_column TEXT NOT NULL, active_view TEXT NOT NULL,"
         " deleted_view TEXT NOT NULL, children TEXT NOT NULL, retention TEXT,"
         " suspended INTEGER NOT NULL, live_indexes INTEGER NOT NULL, reuse_keys INTEGER NOT NULL,"
         " added_columns TEXT NOT NULL)";
}

void create_registry(sqlite3* db, const std::string& schema) {
  if (!exists(db, schema)) {
    execute(db, "CREATE TABLE " + quote_ident(schema) + "." + registry_definition());
  }
}

void drop_empty_registry(sqlite3* db, const std::string& schema) {
  if (exists(db, schema) && read_registry(db, schema).empty())
    execute(db, "DROP TABLE " + qualified(schema));
}

void open_journal(sqlite3* db, const std::string& schema) {
  execute(db,
          "INSERT INTO " + qualified(schema) + " SELECT * FROM " + qualified(schema) + " WHERE 0");
}

std::vector<Settings> read_registry(sqlite3* db, const std::string& schema) {
  std::vector<Settings> rows;
  if (!exists(db, schema)) return rows;
  Statement read(db, std::string("SELECT id, ") + kSettingsColumns + " FROM " + qualified(schema) +
                         " ORDER BY id");
  while (read.step()) {
    Settings row;
    row.id = read.integer(0);
    row.table = read.text(1);
    row.flag_column = read.text(2);
    row.time_column = read.text(3);
    row.active_view = read.text(4);
    row.deleted_view = read.text(5);
    row.children = read.text(6);
    row.retention = read.optional_text(7);
    row.suspended = read.integer(8) != 0;
    row.live_indexes = read.integer(9) != 0;
    row.reuse_keys = read.integer(10) != 0;
    row.added_columns = read.text(11);
    rows.push_back(row);
  }
  return rows;
}

void write_settings(sqlite3* db, const std::string& schema, Settings& settings) {
  Statement write(db,
                  "REPLACE INTO " + qualified(schema) + "(id, " + kSettingsColumns +
                      ") VALUES (nullif(?1, 0), ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)");
  write.bind(1, settings.id).bind(2, settings.table).bind(3, settings.flag_column);
  write.bind(4, settings.time_column).bind(5, settings.active_view).bind(6, settings.deleted_view);
  write.bind(7, settings.children).bind(8, settings.retention);
  write.bind(9, sqlite3_int64{settings.suspended}).bind(10, sqlite3_int64{settings.live_indexes});
  write.bind(11, sqlite3_int64{settings.reuse_keys}).bind(12, settings.added_columns);
  write.run();
  if (settings.id == 0) settings.id = sqlite3_last_insert_rowid(db);
}

void erase_settings(sqlite3* db, const std::string& schema, const Settings& settings) {
  Statement erase(db, "DELETE FROM " + qualified(schema) + " WHERE id = ?1");
  erase.bind(1, settings.id);
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
