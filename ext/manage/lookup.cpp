#include "manage/lookup.hpp"

#include "sqlite/quote.hpp"
#include "sqlite/statement.hpp"

namespace softdelete {
namespace {

std::optional<Location> in_schema(sqlite3* db, const std::string& schema, const std::string& name) {
  Statement find(db,
                 "SELECT name FROM " + quote_ident(schema) +
                     ".sqlite_schema WHERE type IN ('table', 'view') AND name = ?1 COLLATE NOCASE");
  find.bind(1, name);
  if (!find.step()) return std::nullopt;
  return Location{schema, find.text(0)};
}

// A table that is gone, and whose settings are there.
std::optional<Location> in_registry(sqlite3* db, const std::string& schema,
                                    const std::string& name) {
  for (const Settings& settings : read_registry(db, schema)) {
    if (same_name(settings.table, name)) return Location{schema, settings.table};
  }
  return std::nullopt;
}

// A table comes before settings whose table is gone, in whichever database they are.
std::optional<Location> in_any(sqlite3* db, const std::vector<std::string>& schemas,
                               const std::string& name) {
  for (const auto& search : {in_schema, in_registry}) {
    for (const std::string& each : schemas) {
      if (auto found = search(db, each, name)) return found;
    }
  }
  return std::nullopt;
}

std::optional<std::string> known_schema(sqlite3* db, const std::string& name) {
  for (const std::string& each : schemas_in_lookup_order(db)) {
    if (same_name(each, name)) return each;
  }
  return std::nullopt;
}

bool is_shadow(sqlite3* db, const Location& location) {
  Statement owner(db, "SELECT 1 FROM " + quote_ident(location.schema) + ".sqlite_schema WHERE " +
                          kIsVirtual +
                          " AND substr(?1, 1, length(name) + 1) = name || '_' COLLATE NOCASE");
  owner.bind(1, location.table);
  // What is named after a virtual table may belong to it. PRAGMA table_list knows, but looks at
  // every view of the database for that.
  if (!owner.step()) return false;
  if (sqlite3_libversion_number() < 3037000) return true;
  Statement type(db,
                 "SELECT 1 FROM pragma_table_list WHERE schema = ?1 COLLATE NOCASE AND name = ?2"
                 " COLLATE NOCASE AND type = 'shadow'");
  type.bind(1, location.schema).bind(2, location.table);
  return type.step();
}

}  // namespace

std::vector<std::string> schemas_in_lookup_order(sqlite3* db) {
  Statement list(db, "SELECT name FROM pragma_database_list ORDER BY seq <> 1, seq");
  // A temp database that isn't listed was never opened, and naming it would open it.
  std::vector<std::string> names;
  while (list.step()) names.push_back(list.text(0));
  return names;
}

Location locate(sqlite3* db, const std::string& caller, const std::optional<std::string>& schema,
                const std::string& name) {
  if (schema) {
    const auto known = known_schema(db, *schema);
    if (!known) throw Error(caller + ": no database is attached as " + quote_ident(*schema));
    if (const auto found = in_any(db, {*known}, name)) return *found;
    throw Error(caller + ": no such table: " + *schema + "." + name);
  }
  if (const auto found = in_any(db, schemas_in_lookup_order(db), name)) return *found;
  const std::size_t dot = name.find('.');
  if (dot != std::string::npos) {
    if (const auto known = known_schema(db, name.substr(0, dot))) {
      if (const auto found = in_any(db, {*known}, name.substr(dot + 1))) return *found;
    }
  }
  throw Error(caller + ": no such table: " + name);
}

void check_ordinary(sqlite3* db, const Location& location) {
  const std::string& name = location.table;
  if (sqlite3_strnicmp(name.c_str(), "sqlite_", 7) == 0) {
    throw Error("softdelete: " + name + " belongs to SQLite; name a table of your own");
  }
  Statement find(
      db, std::string("SELECT type, ") + kIsVirtual + " FROM " + quote_ident(location.schema) +
              ".sqlite_schema WHERE type IN ('table', 'view') AND name = ?1 COLLATE NOCASE");
  find.bind(1, name);
  if (!find.step()) throw Error("softdelete: no such table: " + location.schema + "." + name);
  if (find.text(0) == "view") {
    throw Error("softdelete: " + name + " is a view; name the table that it reads from");
  }
  if (find.integer(1) != 0) {
    throw Error("softdelete: " + name + " is a virtual table; only ordinary tables can be managed");
  }
  if (is_shadow(db, location)) {
    throw Error("softdelete: " + name +
                " is a shadow table of a virtual table; only ordinary tables can be managed");
  }
}

}  // namespace softdelete
