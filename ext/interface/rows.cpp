#include "interface/rows.hpp"

#include "generate/wanted.hpp"
#include "manage/require_active.hpp"
#include "manage/user_triggers.hpp"
#include "schema/registry.hpp"
#include "sqlite/deferred_keys.hpp"
#include "sqlite/format.hpp"
#include "sqlite/quote.hpp"
#include "sqlite/transaction.hpp"

namespace softdelete {
namespace {

bool is_there(Statement& row) {
  const bool found = row.step();
  row.reset();
  return found;
}

}  // namespace

const char* action_name(RowAction action) {
  switch (action) {
    case RowAction::soft_delete:
      return "soft_delete";
    case RowAction::restore:
      return "restore";
    case RowAction::restore_version:
      return "restore_version";
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
  const RowPlan plan = storage_of(*table.settings)
                           .row_plan(db_, action, model, table, has_delete_trigger(db_, table));
  const Names key =
      action == RowAction::restore_version ? Names{"softdelete_id"} : table.facts.public_key();
  const auto optional = [&](const std::string& sql) {
    return sql.empty() ? std::nullopt : std::optional<Statement>(Statement::strict(db_, sql));
  };
  std::string names;
  for (const std::string& column : key) names += (names.empty() ? "" : ", ") + column;
  Entry entry{location,
              static_cast<int>(key.size()),
              names,
              optional(plan.find),
              {},
              optional(plan.check),
              plan.defers_foreign_keys};
  for (const Step& each : plan.steps) {
    entry.steps.emplace_back(Statement::strict(db_, each.sql), each);
  }
  return entry;
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

int RowStatements::run_steps(Entry& entry, const char* caller) {
  for (auto& [statement, step] : entry.steps) run_step(statement, step, caller);
  return sqlite3_changes(db_);
}

int RowStatements::perform(Entry& statements, const char* caller, const std::string& table,
                           int key_count, sqlite3_value** key) {
  if (key_count != statements.key_count) {
    fail("{}: {} has the key ({}), so {} key value{} expected, not {}", caller, table,
         statements.key_names, std::to_string(statements.key_count),
         statements.key_count == 1 ? " is" : "s are", std::to_string(key_count));
  }
  for (int i = 0; i < key_count; ++i) {
    if (sqlite3_value_type(key[i]) == SQLITE_NULL) {
      fail("{}: a key value is NULL; {} expects ({})", caller, table, statements.key_names);
    }
    const auto bind = [&](Statement& statement) {
      if (sqlite3_bind_parameter_count(statement.handle()) > i) statement.bind(i + 1, key[i]);
    };
    for (auto& [statement, step] : statements.steps) bind(statement);
    if (statements.find) bind(*statements.find);
    if (statements.check) bind(*statements.check);
  }
  int found = 0;
  if (statements.find) {
    if (statements.find->step()) found = static_cast<int>(statements.find->integer(0));
    statements.find->reset();
    if (found == 0) return 0;
  }
  int changed = 0;
  if (statements.steps.size() == 1) {
    changed = run_steps(statements, caller);
  } else {
    in_transaction(db_, caller, [&](Transaction&) { changed = run_steps(statements, caller); });
  }
  if (!statements.find) return changed;
  return statements.check && is_there(*statements.check) ? 0 : found;
}

int RowStatements::attempt(RowAction action, const std::string& table, int key_count,
                           sqlite3_value** key) {
  Entry& kept = entry(action, table, key_count);
  const char* const caller = action_name(action);
  if (!kept.defers_foreign_keys) return perform(kept, caller, table, key_count, key);
  // Putting off the checks of foreign keys expires every prepared statement, so these are prepared
  // after that, for this call alone.
  int changed = 0;
  in_transaction(db_, caller, [&](Transaction&) {
    open_journal(db_, kept.location.schema);
    const DeferredKeys deferred(db_, true);
    Entry once = prepare(action, table);
    changed = perform(once, caller, table, key_count, key);
  });
  return changed;
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
