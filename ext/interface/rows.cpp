#include "interface/rows.hpp"

#include "generate/storage.hpp"
#include "generate/wanted.hpp"
#include "manage/in_force.hpp"
#include "sqlite/quote.hpp"
#include "sqlite/transaction.hpp"

namespace softdelete {
namespace {

std::string key_condition(const Table& table, const Names& key) {
  std::string out;
  int number = 0;
  for (const std::string& column : key) {
    out += (out.empty() ? "" : " AND ") + quote_ident(column) + " = ?" + std::to_string(++number) +
           table.key_collate(column);
  }
  return out;
}

}  // namespace

const char* action_name(RowAction action) {
  switch (action) {
    case RowAction::soft_delete:
      return "soft_delete";
    case RowAction::restore:
      return "restore";
    case RowAction::purge:
      break;
  }
  return "purge";
}

RowStatements::Entry RowStatements::prepare(RowAction action, const std::string& name) const {
  const std::string caller = action_name(action);
  const Location location = locate(db_, caller, std::nullopt, name);
  const Snapshot snapshot(db_, location.schema);
  const Model model = read_model(db_, location.schema);
  const ModelTable& table = in_force(db_, caller, model, location.table);
  const Settings& settings = *table.settings;
  const Storage storage(settings);
  const Names key = table.facts.public_key();
  const std::string schema = quote_ident(location.schema) + ".";
  const std::string base = schema + quote_ident(table.facts.name);
  const std::string is_row = key_condition(table.facts, key);
  const std::string via = quote_ident(kViaColumn) + " = NULL";
  std::string write;
  std::string find = "SELECT 1";
  if (action == RowAction::soft_delete) {
    write = "UPDATE " + base + " SET " + storage.set_deleted(kNow) + ", " + via + " WHERE " +
            is_row + " AND " + storage.live();
  } else if (action == RowAction::restore) {
    write = "UPDATE " + base + " SET " + storage.set_live() + ", " + via + " WHERE " + is_row +
            " AND " + storage.deleted();
  } else if (table.facts.key_is_exact()) {
    find = "SELECT 1 FROM " + base + " WHERE " + is_row + " AND " + storage.deleted();
    write = "DELETE FROM " + schema + quote_ident(settings.deleted_view) + " WHERE " + is_row;
  } else {
    const std::string rowid = quote_ident(table.facts.rowid);
    find = "SELECT 1 FROM " + base + " WHERE " + is_row + " AND " + storage.deleted();
    write = "DELETE FROM " + schema + quote_ident(generated_name(settings, "rows")) +
            " WHERE row_id IN (SELECT " + rowid + " FROM " + base + " WHERE " + is_row + ")";
  }
  std::string names;
  for (const std::string& column : key) names += (names.empty() ? "" : ", ") + column;
  return {location, static_cast<int>(key.size()), names, Statement::strict(db_, find),
          Statement::strict(db_, write)};
}

// What is created in front of an attached database changes what a name means, and no statement on
// that database notices. Of what comes before main, SQLite tells every statement.
bool RowStatements::holds(RowAction action, const std::string& table, const Entry& entry) const {
  const bool first =
      same_name(entry.location.schema, "main") || same_name(entry.location.schema, "temp");
  if (first && same_name(entry.location.table, table)) return true;
  const Location now = locate(db_, action_name(action), std::nullopt, table);
  return now.schema == entry.location.schema && now.table == entry.location.table;
}

RowStatements::Entry& RowStatements::entry(RowAction action, const std::string& table,
                                           int key_count) {
  auto& entries = entries_[static_cast<int>(action)];
  const auto found = entries.find(table);
  if (found != entries.end()) {
    if (found->second.key_count == key_count && holds(action, table, found->second)) {
      return found->second;
    }
    entries.erase(found);
  }
  return entries.emplace(table, prepare(action, table)).first->second;
}

int RowStatements::attempt(RowAction action, const std::string& table, int key_count,
                           sqlite3_value** key) {
  Entry& statements = entry(action, table, key_count);
  const char* const caller = action_name(action);
  if (key_count != statements.key_count) {
    throw Error(std::string(caller) + ": " + table + " has the key (" + statements.key_names +
                "), so " + std::to_string(statements.key_count) + " key value" +
                (statements.key_count == 1 ? " is" : "s are") + " expected, not " +
                std::to_string(key_count));
  }
  const bool purge = action == RowAction::purge;
  for (int i = 0; i < key_count; ++i) {
    if (sqlite3_value_type(key[i]) == SQLITE_NULL) {
      throw Error(std::string(caller) + ": a key value is NULL; " + table + " expects (" +
                  statements.key_names + ")");
    }
    statements.write.bind(i + 1, key[i]);
    if (purge) statements.find.bind(i + 1, key[i]);
  }
  if (purge) {
    const bool found = statements.find.step();
    statements.find.reset();
    if (!found) return 0;
  }
  statements.write.run();
  return purge ? 1 : sqlite3_changes(db_);
}

int RowStatements::run(RowAction action, const std::string& table, int key_count,
                       sqlite3_value** key) {
  try {
    return attempt(action, table, key_count, key);
  } catch (const Error& error) {
    entries_[static_cast<int>(action)].erase(table);
    // The schema changed under the kept statements; what they were made from may be different now.
    if ((error.code() & 0xff) != SQLITE_SCHEMA) throw;
  }
  return attempt(action, table, key_count, key);
}

}  // namespace softdelete
