#include "manage/maintenance.hpp"

#include <algorithm>
#include <vector>

#include "manage/lookup.hpp"
#include "manage/manage.hpp"
#include "manage/reconcile.hpp"
#include "sqlite/format.hpp"
#include "sqlite/rebuild_settings.hpp"
#include "sqlite/transaction.hpp"
#include "storage/storage.hpp"

namespace softdelete {
namespace {

// The table of that name, which must be managed and there.
const ModelTable& managed(const Model& model, const std::string& caller, const std::string& name) {
  const ModelTable* table = model.find(name);
  if (table == nullptr) {
    fail(
        "{}: the table {} is gone; where it was renamed, give it its name back; else forget "
        "it with DELETE FROM softdelete WHERE table_name = {text}",
        caller, name, name);
  }
  if (!table->settings) fail("{}: {} is not managed", caller, name);
  refuse_newer(*table->settings, caller);
  return *table;
}

bool indexes_fit(const Model& model, const ModelTable& table) {
  return storage_of(*table.settings)
      .uniqueness(model, table, table.settings->live_indexes, true)
      .fits(table.facts);
}

// Whether resuming a suspended table would not have to drop an index.
bool can_be_resumed(sqlite3* db, const Model& model, const ModelTable& table) {
  if (!table.has_trash()) return true;
  return indexes_fit(model, table) && !index_hinders(db, model, table);
}

bool needs_repair(sqlite3* db, const Model& model, const ModelTable& table,
                  const SchemaObjects& objects) {
  if (table.settings->suspended) return !can_be_resumed(db, model, table);
  if (table.settings->table != table.facts.name) return true;  // it was renamed
  return !indexes_fit(model, table) || table.settings->format < kFormat ||
         !fits(model, table, objects, true);
}

// The managed tables of a schema that need repair; with a name, that one if it needs repair.
Names damaged(sqlite3* db, const std::string& caller, const Model& model,
              const std::optional<std::string>& name) {
  Names found;
  const SchemaObjects objects(db, model.schema);
  if (name) {
    const ModelTable& table = managed(model, caller, *name);
    if (needs_repair(db, model, table, objects)) found.push_back(table.facts.name);
    return found;
  }
  for (const ModelTable& each : model.tables) {
    if (!each.settings || each.settings->format > kFormat) continue;
    if (needs_repair(db, model, each, objects)) found.push_back(each.facts.name);
  }
  return found;
}

// Those that are mended along with one that they are tied to count as well.
int repair_schema(sqlite3* db, const std::string& caller, const std::string& schema,
                  const std::optional<std::string>& name, TableCache& tables,
                  Transaction& transaction) {
  open_journal(db, schema);
  const Names all = damaged(db, caller, read_model(db, schema, tables), name);
  for (const std::string& each : all) {
    Model model = read_model(db, schema, tables);
    const ModelTable& table = managed(model, caller, each);
    if (!needs_repair(db, model, table, SchemaObjects(db, schema))) continue;
    fit(db, std::move(model), {schema, each}, {}, tables, &transaction);
  }
  return static_cast<int>(all.size());
}

void refuse_trash(sqlite3* db, const std::string& caller, const ModelTable& table) {
  if (!table.has_trash()) return;
  const std::string& name = table.facts.name;
  const RowSource trash = storage_of(*table.settings).deleted(table);
  Statement deleted(db, format("SELECT 1 FROM {} WHERE {}", trash.from, trash.where));
  if (!deleted.step()) return;
  fail(
      "{}: {} has deleted rows, which would be live without soft delete; restore or purge "
      "them first, all with SELECT softdelete_purge({text}, '0 days')",
      caller, name, name);
}

void run_or_explain(sqlite3* db, const std::string& caller, const std::string& table,
                    const std::string& sql) {
  try {
    execute(db, sql);
  } catch (const Error& error) {
    if (error.code() != SQLITE_ERROR) throw;
    fail("{}: soft delete cannot be taken out of {}: {}", caller, table, error.what());
  }
}

}  // namespace

bool set_live_indexes(sqlite3* db, const std::string& caller, const std::string& table, bool live,
                      TableCache& tables) {
  const Location location = locate(db, caller, std::nullopt, table);
  managed(read_model(db, location.schema, tables), caller, location.table);
  bool changed = false;
  const RebuildSettings settings(db);
  in_transaction(db, caller, [&](Transaction& transaction) {
    open_journal(db, location.schema);
    Model model = read_model(db, location.schema, tables);
    const ModelTable& now = managed(model, caller, location.table);
    changed = now.settings->live_indexes != live || !indexes_fit(model, now);
    if (!changed) return;
    SettingsPatch patch;
    patch.live_indexes = live;
    fit(db, std::move(model), location, patch, tables, &transaction);
  });
  return changed;
}

int repair(sqlite3* db, const std::string& caller, const std::optional<std::string>& table,
           TableCache& tables) {
  Names schemas;
  std::optional<std::string> name = table;
  if (table) {
    const Location location = locate(db, caller, std::nullopt, *table);
    name = location.table;
    schemas = {location.schema};
  } else {
    schemas = schemas_in_lookup_order(db);
  }
  const auto sound = [&](const std::string& schema) {
    const Snapshot snapshot(db, schema);
    if (!table && read_registry(db, schema).empty()) return true;
    return damaged(db, caller, read_model(db, schema, tables), name).empty();
  };
  schemas.erase(std::remove_if(schemas.begin(), schemas.end(), sound), schemas.end());
  if (schemas.empty()) return 0;
  int count = 0;
  const RebuildSettings settings(db);
  in_transaction(db, caller, [&](Transaction& transaction) {
    count = 0;
    for (const std::string& each : schemas)
      count += repair_schema(db, caller, each, name, tables, transaction);
  });
  return count;
}

void remove(sqlite3* db, const std::string& caller, const std::string& table, TableCache& tables) {
  const Location location = locate(db, caller, std::nullopt, table);
  managed(read_model(db, location.schema, tables), caller, location.table);
  in_transaction(db, caller, [&](Transaction& transaction) {
    open_journal(db, location.schema);
    Model model = read_model(db, location.schema, tables);
    const ModelTable& now = managed(model, caller, location.table);
    refuse_trash(db, caller, now);
    const Table facts = now.facts;
    const Settings settings = *now.settings;
    const std::vector<std::string> statements =
        storage_of(settings).take_out(model, now, format("{ident}.", location.schema));
    take_out(db, std::move(model), settings, &transaction);
    for (const std::string& each : statements) run_or_explain(db, caller, facts.name, each);
    drop_empty_registry(db, location.schema);
  });
}

}  // namespace softdelete
