#include "manage/rebuild.hpp"

#include <algorithm>
#include <map>

#include "schema/create_statement.hpp"
#include "schema/index_text.hpp"
#include "schema/partial_index.hpp"
#include "schema/tokens.hpp"
#include "sqlite/format.hpp"
#include "sqlite/quote.hpp"
#include "sqlite/statement.hpp"
#include "storage/storage.hpp"

namespace softdelete {
namespace {

// An index or trigger that goes with a dropped table.
struct DependentObject {
  std::string schema;
  std::string type;
  std::string name;
  std::string sql;
};

std::vector<DependentObject> dependents_in(sqlite3* db, const std::string& schema,
                                           const std::string& table) {
  Statement list(
      db, format("SELECT type, name, sql FROM {ident}.sqlite_schema WHERE type IN ('index', "
                 "'trigger') AND sql IS NOT NULL AND tbl_name = ?1 COLLATE NOCASE ORDER BY rowid",
                 schema));
  list.bind(1, table);
  std::vector<DependentObject> dependents;
  while (list.step()) dependents.push_back({schema, list.text(0), list.text(1), list.text(2)});
  return dependents;
}

// A temporary trigger may sit on a table of any schema; see refuse_hidden() for other temporary
// objects.
std::vector<DependentObject> dependents_of(sqlite3* db, const Table& table) {
  std::vector<DependentObject> dependents = dependents_in(db, table.schema, table.name);
  if (same_name(table.schema, "temp")) return dependents;
  for (DependentObject& each : dependents_in(db, "temp", table.name)) {
    dependents.push_back(std::move(each));
  }
  return dependents;
}

bool exists(sqlite3* db, const DependentObject& object) {
  Statement found(
      db, format("SELECT 1 FROM {ident}.sqlite_schema WHERE type = ?1 AND name = ?2 COLLATE NOCASE",
                 object.schema));
  found.bind(1, object.type).bind(2, object.name);
  return found.step();
}

bool has_table(sqlite3* db, const std::string& schema, const std::string& name) {
  return exists(db, {schema, "table", name, ""});
}

// The counter of an AUTOINCREMENT goes by the table's name; one of the new name is replaced. A
// dropped table takes its counter along, and a new one has counted its copied rows only.
void rename_counter(sqlite3* db, const Table& table, const std::string& from,
                    const std::string& to) {
  if (!has_table(db, table.schema, "sqlite_sequence")) return;
  const std::string counters = format("{ident}.sqlite_sequence", table.schema);
  execute(db, format("DELETE FROM {} WHERE name = {text}", counters, to));
  execute(db, format("UPDATE {} SET name = {text} WHERE name = {text}", counters, to, from));
}

void create(Transaction& transaction, const std::string& schema, const std::string& sql) {
  transaction.execute(qualify_create(sql, format("{ident}.", schema)));
}

Error collision(const std::string& table, const std::string& what, const std::string& reason) {
  return Error(SQLITE_CONSTRAINT_UNIQUE,
               format("softdelete: {} of {} cannot cover all rows again: {}; purge the deleted "
                      "rows that share a value, or leave live_indexes = 1",
                      what, table, reason));
}

void create_index(Transaction& transaction, const Table& table, const IndexChange& index) {
  try {
    create(transaction, table.schema, index.after);
  } catch (const Error& error) {
    if (error.code() != SQLITE_CONSTRAINT_UNIQUE) throw;
    throw collision(table.name, "the index " + index.name, error.what());
  }
}

Names stored_columns(const Table& table) {
  Names names;
  for (const Column& each : table.columns) {
    if (!each.generated) names.push_back(each.name);
  }
  return names;
}

void copy_rows(sqlite3* db, const Table& table, const std::string& from, const std::string& to) {
  std::string columns = column_list(stored_columns(table));
  if (!table.rowid.empty() && !table.rowid_is_key) columns += ", " + table.rowid;
  execute(db, format("INSERT INTO {}({}) SELECT {} FROM {}", to, columns, columns, from));
}

// Whether a CHECK or an index names a column together with the table, as in CHECK (t.a > 0). With
// legacy_alter_table, SQLite doesn't rename such a table.
bool names_itself(const Table& table) {
  Names expressions = table.checks;
  for (const Index& each : table.indexes) {
    expressions.push_back(parse_create_index(each.sql).where.value_or(""));
  }
  return std::any_of(expressions.begin(), expressions.end(), [](const std::string& each) {
    const std::vector<Token> tokens = tokenize(each);
    return std::any_of(tokens.begin(), tokens.end(),
                       [](const Token& token) { return token.is("."); });
  });
}

// Takes a table away from its name: what it holds is found under `aside` then.
void put_aside(sqlite3* db, const Table& table, const std::string& aside) {
  const std::string schema = format("{ident}.", table.schema);
  const std::string name = format("{}{ident}", schema, table.name);
  if (!names_itself(table)) {
    execute(db, format("ALTER TABLE {} RENAME TO {ident}", name, aside));
    return;
  }
  const std::string copy = format("{}{ident}", schema, aside);
  // Columns without a type keep each value as it is.
  execute(db, format("CREATE TABLE {}({})", copy, column_list(stored_columns(table))));
  copy_rows(db, table, name, copy);
  rename_counter(db, table, table.name, aside);
  execute(db, "DROP TABLE " + name);
}

// The index over live rows that stood for a constraint whose values are now found twice.
std::string colliding_index(sqlite3* db, const Table& table, const std::vector<IndexChange>& gone) {
  for (const UniqueKey& key : table.unique) {
    const bool goes = std::any_of(gone.begin(), gone.end(), [&](const IndexChange& each) {
      return each.after.empty() && each.name == key.index;
    });
    if (!goes) continue;
    std::string groups;
    std::string not_null;
    for (std::size_t i = 0; i < key.columns.size(); ++i) {
      const std::string column = quote_ident(key.columns[i]);
      groups += format("{}{} COLLATE {ident}", i == 0 ? "" : ", ", column, key.collations[i]);
      not_null += format("{}{} IS NOT NULL", i == 0 ? "" : " AND ", column);
    }
    Statement twice(
        db, format("SELECT 1 FROM {ident}.{ident} WHERE {} GROUP BY {} HAVING count(*) > 1 LIMIT 1",
                   table.schema, table.name, not_null, groups));
    if (twice.step()) return "the constraint behind the index " + key.index;
  }
  return "a UNIQUE constraint";
}

// What is in the file is run again, so it must be what it seems.
void check_texts(const Table& table, const std::vector<DependentObject>& dependents) {
  const auto refuse = [](const std::string& type, const std::string& name) {
    fail(
        "softdelete: the text of the {} {} in the database is not one CREATE statement for "
        "it; nothing was changed",
        type, name);
  };
  if (!is_create(table.sql, "table", table.name, table.name)) refuse("table", table.name);
  for (const DependentObject& each : dependents) {
    if (!is_create(each.sql, each.type, each.name, table.name)) refuse(each.type, each.name);
  }
}

// Where a temporary table or view has its name, SQLite does not find the table for the triggers
// that it looks at when it renames one.
void refuse_hidden(sqlite3* db, const Table& table) {
  if (same_name(table.schema, "temp")) return;
  for (const char* type : {"table", "view"}) {
    if (!exists(db, {"temp", type, table.name, ""})) continue;
    fail("softdelete: a temporary {} is called {} too; drop or rename it while {} is made anew",
         type, table.name, table.name);
  }
}

void rebuild(sqlite3* db, const Table& table, const Uniqueness& wanting, Transaction& transaction) {
  refuse_hidden(db, table);
  const std::string schema = format("{ident}.", table.schema);
  const std::string old_name = table.name + "_softdelete_rebuild";
  std::vector<DependentObject> dependents = dependents_of(db, table);
  check_texts(table, dependents);
  put_aside(db, table, old_name);
  create(transaction, table.schema, wanting.table_sql);
  try {
    copy_rows(db, table, format("{}{ident}", schema, old_name),
              format("{}{ident}", schema, table.name));
  } catch (const Error& error) {
    if (error.code() != SQLITE_CONSTRAINT_UNIQUE) throw;
    Table old = table;
    old.name = old_name;
    throw collision(table.name, colliding_index(db, old, wanting.indexes), error.what());
  }
  rename_counter(db, table, old_name, table.name);
  execute(db, format("DROP TABLE {}{ident}", schema, old_name));
  for (const IndexChange& each : wanting.indexes) {
    if (!each.after.empty()) create_index(transaction, table, each);
  }
  for (const DependentObject& each : dependents) {
    const bool replaced =
        std::any_of(wanting.indexes.begin(), wanting.indexes.end(), [&](const IndexChange& change) {
          return each.type == "index" && change.name == each.name;
        });
    if (!replaced && !exists(db, each)) create(transaction, each.schema, each.sql);
  }
}

bool is_analyzed(sqlite3* db, const Table& table) {
  if (!has_table(db, table.schema, "sqlite_stat1")) return false;
  Statement found(
      db, format("SELECT 1 FROM {ident}.sqlite_stat1 WHERE tbl = ?1 COLLATE NOCASE", table.schema));
  found.bind(1, table.name);
  return found.step();
}

}  // namespace

bool fit_uniqueness(sqlite3* db, const Model& model, const ModelTable& table, bool live,
                    Transaction& transaction) {
  const Table& facts = table.facts;
  const Uniqueness wanting = storage_of(*table.settings).uniqueness(model, table, live, true);
  if (!wanting.refusal.empty()) throw Error(wanting.refusal);
  if (wanting.fits(facts)) return false;
  const bool analyzed = is_analyzed(db, facts);
  if (wanting.table_sql != facts.sql) {
    rebuild(db, facts, wanting, transaction);
  } else {
    const std::string schema = format("{ident}.", facts.schema);
    for (const IndexChange& each : wanting.indexes) {
      if (!each.before.empty()) execute(db, format("DROP INDEX {}{ident}", schema, each.name));
      if (!each.after.empty()) create_index(transaction, facts, each);
    }
  }
  // What ANALYZE found out went with the indexes.
  if (analyzed) transaction.execute(format("ANALYZE {ident}.{ident}", facts.schema, facts.name));
  return true;
}

}  // namespace softdelete
