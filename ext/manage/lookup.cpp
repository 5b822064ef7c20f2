#include "manage/lookup.hpp"

#include "sqlite/format.hpp"
#include "sqlite/quote.hpp"
#include "sqlite/statement.hpp"

namespace softdelete {
namespace {

std::optional<Location> in_schema(sqlite3* db, const std::string& schema, const std::string& name) {
  Statement find(db, format("SELECT name FROM {ident}.sqlite_schema WHERE type IN ('table', "
                            "'view') AND name = ?1 COLLATE NOCASE",
                            schema));
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
  Statement owner(db, format("SELECT name FROM {ident}.sqlite_schema WHERE {} AND substr(?1, 1, "
                             "length(name) + 1) = name || '_' COLLATE NOCASE",
                             location.schema, kIsVirtual));
  owner.bind(1, location.table);
  // What is named after a virtual table may belong to it. PRAGMA table_list knows, but looks at
  // every view of the database for that; and SQLite takes the first table of that name for the
  // owner, in whichever database it is.
  if (!owner.step()) return false;
  if (sqlite3_libversion_number() < 3037000) return true;
  do {
    const auto first = in_any(db, schemas_in_lookup_order(db), owner.text(0));
    if (!first || !same_name(first->schema, location.schema)) return true;
  } while (owner.step());
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
    if (!known) fail("{}: no database is attached as {ident}", caller, *schema);
    if (const auto found = in_any(db, {*known}, name)) return *found;
    fail("{}: no such table: {}.{}", caller, *schema, name);
  }
  if (const auto found = in_any(db, schemas_in_lookup_order(db), name)) return *found;
  const std::size_t dot = name.find('.');
  if (dot != std::string::npos) {
    if (const auto known = known_schema(db, name.substr(0, dot))) {
      if (const auto found = in_any(db, {*known}, name.substr(dot + 1))) return *found;
    }
  }
  fail("{}: no such table: {}", caller, name);
}

void check_ordinary(sqlite3* db, const Location& location) {
  const std::string& name = location.table;
  if (sqlite3_strnicmp(name.c_str(), "sqlite_", 7) == 0) {
    fail("softdelete: {} belongs to SQLite; name a table of your own", name);
  }
  Statement find(db, format("SELECT type, {} FROM {ident}.sqlite_schema WHERE type IN ('table', "
                            "'view') AND name = ?1 COLLATE NOCASE",
                            kIsVirtual, location.schema));
  find.bind(1, name);
  if (!find.step()) fail("softdelete: no such table: {}.{}", location.schema, name);
  if (find.text(0) == "view") {
    fail("softdelete: {} is a view; name the table that it reads from", name);
  }
  if (find.integer(1) != 0) {
    fail("softdelete: {} is a virtual table; only ordinary tables can be managed", name);
  }
  if (is_shadow(db, location)) {
    fail("softdelete: {} is a shadow table of a virtual table; only ordinary tables can be managed",
         name);
  }
}

}  // namespace softdelete
