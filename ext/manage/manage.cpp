#include "manage/manage.hpp"

#include <algorithm>

#include "manage/affected.hpp"
#include "manage/rebuild.hpp"
#include "manage/reconcile.hpp"
#include "manage/require_active.hpp"
#include "manage/user_triggers.hpp"
#include "schema/clock.hpp"
#include "sqlite/format.hpp"
#include "sqlite/quote.hpp"
#include "sqlite/statement.hpp"
#include "storage/storage.hpp"

namespace softdelete {
namespace {

std::string qualify(const std::string& schema) { return format("{ident}.", schema); }

Drops drops_of(const Transaction* transaction) {
  return transaction == nullptr ? Drops::triggers_and_views : Drops::everything;
}

// A table by the name that the registry has for it; null where there is none.
ModelTable* by_setting(Model& model, const std::string& name) {
  const auto found =
      std::find_if(model.tables.begin(), model.tables.end(), [&](const ModelTable& each) {
        return each.settings && same_name(each.settings->table, name);
      });
  return found == model.tables.end() ? nullptr : &*found;
}

// Settings whose table is gone.
const Settings* missing(const Model& model, const std::string& name) {
  for (const Settings& each : model.missing) {
    if (same_name(each.table, name)) return &each;
  }
  return nullptr;
}

// Makes the indexes of a table cover live rows, or all. The model is read again where it needs to
// be: first to see the table as it is now, then because the table changed.
void fit_indexes(sqlite3* db, Model& model, const std::string& name, bool live, TableCache& tables,
                 Transaction& transaction) {
  const ModelTable& now = *by_setting(model, name);
  if (!live && !storage_of(*now.settings).has_live_indexes(now)) return;
  const std::string schema = model.schema;
  model = read_model(db, schema, tables);
  if (fit_uniqueness(db, model, *by_setting(model, name), live, transaction))
    model = read_model(db, schema, tables);
}

// Whether the table is where deleted rows of another one are kept, or what lies beside that.
bool holds_trash(const Model& model, const std::string& name) {
  return std::any_of(model.tables.begin(), model.tables.end(), [&](const ModelTable& each) {
    return each.settings && contains(storage_of(*each.settings).trash_tables(*each.settings), name);
  });
}

void check_indexes_fit(const Model& model, const ModelTable& table, bool is_new) {
  const bool live = table.settings->live_indexes;
  const Storage& storage = storage_of(*table.settings);
  if (!live && !storage.has_live_indexes(table)) return;
  const Uniqueness wanting = storage.uniqueness(model, table, live, false);
  if (!wanting.refusal.empty()) throw Error(wanting.refusal);
  if (wanting.fits(table.facts)) return;
  for (const IndexChange& each : wanting.indexes) {
    if (!each.before.empty()) refuse_to_drop_index(each.name, table.facts.name, is_new);
  }
  fail(
      "softdelete: the indexes of {} do not fit live_indexes, and the table must be made "
      "anew for that; call SELECT softdelete_repair({text})",
      table.facts.name, table.facts.name);
}

}  // namespace

void refuse_newer(const Settings& settings, const std::string& caller) {
  if (settings.format <= kFormat) return;
  fail("{}: {} was set up by a newer version of softdelete, and is left alone; load that version",
       caller, settings.table);
}

// The tables whose objects an earlier version made, and that foreign keys tie to one which gets
// objects of today: the two kinds do not work together, so they get them too.
std::vector<ModelTable*> bring_up_to_date(Model& model, const ModelTable& table) {
  std::vector<ModelTable*> found;
  const std::vector<bool> kin = related(model, table);
  for (ModelTable& each : model.tables) {
    if (&each == &table || !kin[model.index_of(each)] || !each.managed()) continue;
    if (each.settings->format >= kFormat) continue;
    each.settings->format = kFormat;
    found.push_back(&each);
  }
  return found;
}

void fit(sqlite3* db, Model model, const Location& location, const SettingsPatch& patch,
         TableCache& tables, Transaction* transaction) {
  const bool may_drop = transaction != nullptr;
  const Drops drops = drops_of(transaction);
  const ModelTable* known = model.find(location.table);
  // The objects of a renamed table carry its old name.
  const std::optional<Settings> before = known != nullptr ? known->settings : std::nullopt;
  const bool guarded = known != nullptr && is_usable(db, model, *known);
  if (before) refuse_newer(*before, "softdelete");
  const Target target = apply_patch(db, model, location, patch);
  ModelTable& table = *target.table;
  table.settings->format = kFormat;
  // Also one that came without its registry row has indexes as they are.
  const Storage& storage = storage_of(*table.settings);
  const bool live = before ? before->live_indexes : storage.has_live_indexes(table);
  if (!may_drop) refuse_live_indexes(patch, table.facts.name, live);
  if (target.is_new) table.settings->live_indexes = live;
  if (before && !table.settings->suspended) storage.check_trash(db, table, before->suspended);
  std::vector<std::string> columns;
  if (!table.settings->suspended || target.is_new) {
    if (!guarded) storage.check_rows(db, table);
    columns = storage.prepare(db, model, table, qualify(model.schema));
    table.ready = true;
  }
  create_registry(db, model.schema);
  open_journal(db, model.schema);
  if (before && before->table != table.settings->table) {
    drop_objects(db, model.schema, *before, table.facts.name, drops);
  }
  run(db, columns, transaction);
  write_settings(db, model.schema, *table.settings);
  for (ModelTable* each : bring_up_to_date(model, table)) {
    write_settings(db, model.schema, *each->settings);
  }
  const Settings settings = *table.settings;
  if (may_drop && table.has_trash()) {
    fit_indexes(db, model, settings.table, settings.live_indexes, tables, *transaction);
  } else if (!settings.suspended) {
    check_indexes_fit(model, table, target.is_new);
  }
  const bool same_table = before && same_name(before->table, settings.table);
  const Refit how{by_setting(model, settings.table), target.is_new,
                  same_table && !before->suspended, same_table, drops};
  run(db, refit(db, model, how, qualify(model.schema)), transaction);
}

void enable(sqlite3* db, const Location& location, const SettingsPatch& patch, TableCache& tables) {
  check_ordinary(db, location);
  // INSERT ... SELECT name FROM sqlite_schema meets what its own first row made.
  if (is_registry_table(location.table)) return;
  Model model = read_model(db, location.schema, tables);
  if (holds_trash(model, location.table)) return;
  fit(db, std::move(model), location, patch, tables, nullptr);
}

void configure(sqlite3* db, const Location& managed, const SettingsPatch& patch,
               TableCache& tables) {
  Model model = read_model(db, managed.schema, tables);
  if (missing(model, managed.table) != nullptr) {
    fail(
        "softdelete: the table {} is gone; where it was renamed, give it its name back; "
        "else forget it with DELETE FROM softdelete WHERE table_name = {text}",
        managed.table, managed.table);
  }
  const ModelTable* table = by_setting(model, managed.table);
  if (table == nullptr) fail("softdelete: {} is not managed any more", managed.table);
  const Location location{managed.schema, table->facts.name};
  fit(db, std::move(model), location, patch, tables, nullptr);
}

void disable(sqlite3* db, const Location& managed, TableCache& tables) {
  Model model = read_model(db, managed.schema, tables);
  open_journal(db, managed.schema);
  if (const Settings* gone = missing(model, managed.table)) {
    drop_objects(db, model.schema, *gone, gone->table, Drops::triggers_and_views);
    erase_settings(db, model.schema, *gone);
    return;
  }
  const ModelTable* table = by_setting(model, managed.table);
  if (table == nullptr) fail("softdelete: {} is not managed any more", managed.table);
  const Settings settings = *table->settings;
  refuse_newer(settings, "softdelete");
  take_out(db, std::move(model), settings, nullptr);
}

void take_out(sqlite3* db, Model model, const Settings& settings, Transaction* transaction) {
  const Drops drops = drops_of(transaction);
  ModelTable& table = *by_setting(model, settings.table);
  if (settings.live_indexes) {
    fail(
        "softdelete: live_indexes of {} is 1, and its indexes cover live rows only; call "
        "SELECT softdelete_live_indexes({text}, 0) first",
        table.facts.name, table.facts.name);
  }
  drop_objects(db, model.schema, settings, table.facts.name, drops);
  erase_settings(db, model.schema, settings);
  table.settings.reset();
  run(db, refit(db, model, {&table, false, true, true, drops}, qualify(model.schema)), transaction);
}

std::string script(sqlite3* db, const Location& location, bool clock, TableCache& tables) {
  check_ordinary(db, location);
  Model model = read_model(db, location.schema, tables);
  if (clock) use_clock(model);
  const ModelTable* known = model.find(location.table);
  const std::optional<Settings> before = known != nullptr ? known->settings : std::nullopt;
  const Target target = apply_patch(db, model, location, {});
  ModelTable& table = *target.table;
  refuse_newer(*table.settings, "softdelete_script");
  table.settings->suspended = false;
  table.settings->format = kFormat;
  storage_of(*table.settings).check_rows(db, table);
  std::vector<std::string> statements = storage_of(*table.settings).prepare(db, model, table, "");
  table.ready = true;
  for (std::string& each : registry_script("")) statements.push_back(each);
  if (model.clock) statements.push_back(clock_script());
  if (before && before->table != table.settings->table) {
    for (const Object& each : actual(db, model.schema, *before, table.facts.name)) {
      statements.push_back(drop_if_there(each));
    }
    statements.push_back(forget_script(*before));
  }
  for (std::string& each : settings_script(*table.settings)) statements.push_back(each);
  for (std::string& each : storage_of(*table.settings).uniqueness_script(model, table))
    statements.push_back(each);
  if (!target.is_new) {
    // The whole of it, for a database that has none of it yet.
    const std::vector<Object> objects = wanted(model, table);
    for (const Object& each : objects) {
      for (std::string& create : create_again(each)) statements.push_back(std::move(create));
    }
    for (std::string& again : recreate_before_delete(db, table.facts, objects, "")) {
      statements.push_back(again);
    }
  } else {
    for (std::string& each : refit(db, model, {&table, true, false, false, Drops::everything}, ""))
      statements.push_back(each);
  }
  std::string out;
  for (const std::string& each : statements) out += each + ";\n";
  return out;
}

std::string restore_script(sqlite3* db, const Location& location, TableCache& tables) {
  const std::string caller = "softdelete_script";
  const Model model = read_model(db, location.schema, tables);
  const ModelTable& table = require_active(db, caller, model, location.table);
  const std::string sql = storage_of(*table.settings).restore_script(db, model, table);
  if (!sql.empty()) return sql + ";\n";
  fail("{}: {} is kept by flag, and {} restores everywhere: UPDATE it SET {} = 0", caller,
       location.table, table.settings->deleted_view, table.settings->flag_column);
}

const char* status_name(Status status) {
  switch (status) {
    case Status::ok:
      return "ok";
    case Status::suspended:
      return "suspended";
    case Status::outdated:
      return "outdated";
    case Status::newer:
      return "newer";
    case Status::damaged:
      return "damaged";
    case Status::missing:
      break;
  }
  return "missing";
}

Status status_of(sqlite3* db, const Model& model, const ModelTable* table,
                 const SchemaObjects& all) {
  if (table == nullptr) return Status::missing;
  if (table->settings->format > kFormat) return Status::newer;
  if (table->settings->suspended) return Status::suspended;
  // The text of what an earlier version made can't be known; that it is there can.
  if (table->settings->format < kFormat) {
    return is_usable(db, model, *table) ? Status::outdated : Status::damaged;
  }
  try {
    const bool ok = fits(model, *table, all) &&
                    storage_of(*table->settings)
                        .uniqueness(model, *table, table->settings->live_indexes, false)
                        .fits(table->facts);
    return ok ? Status::ok : Status::damaged;
  } catch (const Error& error) {
    // The table became one that can't be managed; repairing and enabling say why.
    if (error.code() != SQLITE_ERROR) throw;
    return Status::damaged;
  }
}

}  // namespace softdelete
