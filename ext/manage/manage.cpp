#include "manage/manage.hpp"

#include <algorithm>

#include "manage/columns.hpp"
#include "manage/reconcile.hpp"
#include "sqlite/quote.hpp"
#include "sqlite/statement.hpp"

namespace softdelete {
namespace {

std::string qualify(const std::string& schema) { return quote_ident(schema) + "."; }

void refuse_change(const std::optional<std::string>& wish, const std::string& is,
                   const char* what) {
  if (wish && !same_name(*wish, is)) {
    throw Error("softdelete: " + std::string(what) + " is " + is +
                " and can be given at enabling only; disable the table first to change it");
  }
}

void apply(const Wishes& wishes, Settings& settings) {
  refuse_change(wishes.flag_column, settings.flag_column, "flag_column");
  refuse_change(wishes.time_column, settings.time_column, "time_column");
  refuse_change(wishes.active_view, settings.active_view, "active_view");
  refuse_change(wishes.deleted_view, settings.deleted_view, "deleted_view");
  settings.children = wishes.children.value_or(settings.children);
  settings.retention = wishes.retention.value_or(settings.retention);
  settings.suspended = wishes.suspended.value_or(settings.suspended);
  settings.live_indexes = wishes.live_indexes.value_or(settings.live_indexes);
  settings.reuse_keys = wishes.reuse_keys.value_or(settings.reuse_keys);
  if (settings.live_indexes)
    throw Error("softdelete: live_indexes = 1 is not possible in this version; leave it 0");
}

Settings new_settings(const std::string& table, const Wishes& wishes) {
  Settings settings;
  settings.table = table;
  settings.flag_column = wishes.flag_column.value_or("is_deleted");
  settings.time_column = wishes.time_column.value_or("deleted_at");
  settings.active_view = wishes.active_view.value_or(table + "_active");
  settings.deleted_view = wishes.deleted_view.value_or(table + "_deleted");
  apply(wishes, settings);
  if (same_name(settings.active_view, settings.deleted_view)) {
    throw Error("softdelete: active_view and deleted_view must have different names");
  }
  return settings;
}

// The tables that foreign keys tie to one, over any number of others, itself included.
std::vector<bool> related(const Model& model, sqlite3_int64 id) {
  std::vector<bool> found(model.tables.size(), false);
  for (std::size_t i = 0; i < found.size(); ++i) {
    found[i] = model.tables[i].settings && model.tables[i].settings->id == id;
  }
  for (bool grown = true; grown;) {
    grown = false;
    for (const Reference& each : model.references) {
      if (found[each.parent] == found[each.child]) continue;
      found[each.parent] = found[each.child] = grown = true;
    }
  }
  return found;
}

// Statements that make the objects of the target, a registry id (0 for a new one), and of the
// tables related to it agree with the model. No other table's objects can have changed.
// `owns_names`: what stands under the names of the target's objects is the target's own.
std::vector<std::string> refit(sqlite3* db, const Model& after, const std::vector<bool>& kin,
                               sqlite3_int64 target, bool owns_names,
                               const std::string& qualifier) {
  std::vector<std::string> statements;
  for (const ModelTable& each : after.tables) {
    if (!each.settings || !kin[after.index_of(each)]) continue;
    const bool is_target = each.settings->id == target;
    if (!is_target && !each.managed()) continue;
    const std::vector<Object> wanting =
        each.managed() ? wanted(after, each) : std::vector<Object>{};
    std::vector<Object> having = actual(db, after.schema, *each.settings, each.facts.name);
    const bool owned = owns_names || !is_target;
    for (Object& other : strangers(db, after.schema, having, wanting, owned)) {
      having.push_back(std::move(other));
    }
    for (std::string& change : difference(having, wanting, qualifier)) {
      statements.push_back(change);
    }
  }
  return statements;
}

void run(sqlite3* db, const std::vector<std::string>& statements) {
  for (const std::string& each : statements) execute(db, each);
}

struct Target {
  ModelTable* table;
  bool is_new;
};

// A view's name must be free for the table that wants it.
void check_view_names(const Model& model, const Settings& settings) {
  std::vector<Settings> others = model.missing;
  for (const ModelTable& each : model.tables) {
    if (each.settings && each.settings->id != settings.id) others.push_back(*each.settings);
  }
  for (const std::string& view : {settings.active_view, settings.deleted_view}) {
    if (sqlite3_strnicmp(view.c_str(), "sqlite_", 7) == 0) {
      throw Error("softdelete: " + view +
                  " cannot name a view: names that begin with sqlite_ are SQLite's own");
    }
    for (const Settings& other : others) {
      if (!same_name(view, other.active_view) && !same_name(view, other.deleted_view)) continue;
      throw Error("softdelete: the name " + view + " is taken by a view of " + other.table +
                  "; give another name in active_view or deleted_view");
    }
  }
}

// Where the flag is gone, what is deleted is gone with it, and a new flag would show the trash as
// live. A migration that lost it must not go on unnoticed. By name, a table that a rebuild left
// with none of our columns can be enabled again; where only the flag is gone, it can be renamed
// back.
void check_flag_is_there(sqlite3* db, const ModelTable& table, bool resuming) {
  const Table& facts = table.facts;
  const std::string& flag = table.settings->flag_column;
  if (facts.column(flag) != nullptr) return;
  Statement rows(db, "SELECT 1 FROM " + qualify(facts.schema) + quote_ident(facts.name));
  if (!rows.step() || (!resuming && facts.column(kViaColumn) == nullptr)) return;
  throw Error("softdelete: the column " + flag + " of " + facts.name +
              " is gone, and with it what is deleted; bring it back (roll the migration back, or"
              " rename it back), or disable the table and enable it anew with all rows live");
}

// Puts the settings that a table would have into the model.
Target settle(Model& model, const Location& location, const Wishes& wishes) {
  ModelTable* table = nullptr;
  for (ModelTable& each : model.tables) {
    if (same_name(each.facts.name, location.table)) table = &each;
  }
  if (table == nullptr) throw Error("softdelete: no such table: " + location.table);
  const bool is_new = !table->settings;
  if (is_new) {
    Settings settings = new_settings(table->facts.name, wishes);
    check_view_names(model, settings);
    table->settings = std::move(settings);
  } else {
    apply(wishes, *table->settings);
    table->settings->table = table->facts.name;
  }
  return {table, is_new};
}

const ModelTable& by_id(const Model& model, sqlite3_int64 id) {
  for (const ModelTable& each : model.tables) {
    if (each.settings && each.settings->id == id) return each;
  }
  for (const Settings& each : model.missing) {
    if (each.id != id) continue;
    throw Error("softdelete: the table " + each.table +
                " is gone; forget it with DELETE FROM softdelete WHERE"
                " table_name = " +
                quote_text(each.table));
  }
  throw Error("softdelete: that table is not managed any more");
}

void drop_leftovers(sqlite3* db, const std::string& schema, const Settings& settings,
                    const std::string& table) {
  run(db, difference(actual(db, schema, settings, table), {}, qualify(schema)));
}

}  // namespace

void enable(sqlite3* db, const Location& location, const Wishes& wishes) {
  check_ordinary(db, location);
  // INSERT ... SELECT name FROM sqlite_schema meets the registry that its own first row made.
  if (same_name(location.table, kRegistry)) return;
  Model model = read_model(db, location.schema);
  const ModelTable* known = model.find(location.table);
  // The objects of a renamed table carry its old name.
  const std::optional<Settings> before = known != nullptr ? known->settings : std::nullopt;
  const Target target = settle(model, location, wishes);
  ModelTable& table = *target.table;
  if (before && !table.settings->suspended) check_flag_is_there(db, table, before->suspended);
  const std::vector<std::string> columns =
      table.settings->suspended ? std::vector<std::string>{}
                                : missing_columns(db, table, qualify(location.schema));
  create_registry(db, location.schema);
  open_journal(db, location.schema);
  if (before && before->table != table.settings->table) {
    drop_leftovers(db, location.schema, *before, table.facts.name);
  }
  const std::vector<std::string> objects =
      refit(db, model, related(model, table.settings->id), table.settings->id,
            before && !before->suspended && same_name(before->table, table.facts.name),
            qualify(location.schema));
  run(db, columns);
  write_settings(db, location.schema, *table.settings);
  run(db, objects);
}

void configure(sqlite3* db, const std::string& schema, sqlite3_int64 id, const Wishes& wishes) {
  const Model model = read_model(db, schema);
  enable(db, {schema, by_id(model, id).facts.name}, wishes);
}

void disable(sqlite3* db, const std::string& schema, sqlite3_int64 id) {
  Model model = read_model(db, schema);
  open_journal(db, schema);
  for (const Settings& each : model.missing) {
    if (each.id != id) continue;
    drop_leftovers(db, schema, each, each.table);
    erase_settings(db, schema, each);
    return;
  }
  const std::vector<bool> kin = related(model, id);
  for (ModelTable& each : model.tables) {
    if (!each.settings || each.settings->id != id) continue;
    drop_leftovers(db, schema, *each.settings, each.facts.name);
    erase_settings(db, schema, *each.settings);
    each.settings.reset();
  }
  run(db, refit(db, model, kin, id, true, qualify(schema)));
}

std::string script(sqlite3* db, const Location& location) {
  check_ordinary(db, location);
  Model model = read_model(db, location.schema);
  const Target target = settle(model, location, Wishes{});
  ModelTable& table = *target.table;
  table.settings->suspended = false;
  std::vector<std::string> statements = missing_columns(db, table, "");
  statements.push_back("CREATE TABLE IF NOT EXISTS " + registry_definition());
  for (std::string& each : settings_script(*table.settings)) statements.push_back(each);
  if (!target.is_new) {
    // The whole of it, for a database that has none of it yet.
    for (const Object& each : wanted(model, table)) {
      for (std::string& create : difference({}, {each}, "")) statements.push_back(create);
    }
  } else {
    for (std::string& each : refit(db, model, related(model, 0), 0, false, ""))
      statements.push_back(each);
  }
  std::string out;
  for (const std::string& each : statements) out += each + ";\n";
  return out;
}

const char* status_name(Status status) {
  switch (status) {
    case Status::ok:
      return "ok";
    case Status::suspended:
      return "suspended";
    case Status::damaged:
      return "damaged";
    case Status::missing:
      break;
  }
  return "missing";
}

Status status_of(sqlite3* db, const Model& model, const ModelTable* table) {
  if (table == nullptr) return Status::missing;
  if (table->settings->suspended) return Status::suspended;
  return fits(db, model, *table) ? Status::ok : Status::damaged;
}

}  // namespace softdelete
