#include "interface/rows.hpp"

#include "generate/wanted.hpp"
#include "manage/require_active.hpp"
#include "manage/user_triggers.hpp"
#include "sqlite/quote.hpp"
#include "sqlite/transaction.hpp"

namespace softdelete {
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

RowStatements::Entry RowStatements::prepare(RowAction action, const std::string& name) {
  const std::string caller = action_name(action);
  const Location location = locate(db_, caller, std::nullopt, name);
  const Snapshot snapshot(db_, location.schema);
  const Model model = read_model(db_, location.schema, tables_);
  const ModelTable& table = require_active(db_, caller, model, location.table);
  const RowPlan plan =
      storage_of(*table.settings).row_plan(action, model, table, has_delete_trigger(db_, table));
  const Names key = table.facts.public_key();
  const auto optional = [&](const std::string& sql) {
    return sql.empty() ? std::nullopt : std::optional<Statement>(Statement::strict(db_, sql));
  };
  std::string names;
  for (const std::string& column : key) names += (names.empty() ? "" : ", ") + column;
  return {location, static_cast<int>(key.size()), names, optional(plan.find),
          Statement::strict(db_, plan.write), optional(plan.check)};
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
  for (int i = 0; i < key_count; ++i) {
    if (sqlite3_value_type(key[i]) == SQLITE_NULL) {
      throw Error(std::string(caller) + ": a key value is NULL; " + table + " expects (" +
                  statements.key_names + ")");
    }
    statements.write.bind(i + 1, key[i]);
    if (statements.find) statements.find->bind(i + 1, key[i]);
    if (statements.check) statements.check->bind(i + 1, key[i]);
  }
  const auto is_there = [](Statement& row) {
    const bool found = row.step();
    row.reset();
    return found;
  };
  if (statements.find && !is_there(*statements.find)) return 0;
  statements.write.run();
  if (!statements.check) return sqlite3_changes(db_);
  return is_there(*statements.check) ? 0 : 1;
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
