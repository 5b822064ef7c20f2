#include "manage/manage.hpp"

#include <algorithm>

#include "manage/rebuild.hpp"
#include "manage/reconcile.hpp"
#include "manage/wishes.hpp"
#include "sqlite/quote.hpp"
#include "sqlite/statement.hpp"
#include "storage/storage.hpp"

namespace softdelete {
namespace {

std::string qualify(const std::string& schema) { return quote_ident(schema) + "."; }

// The tables whose objects speak of the table `id`, itself included: those that foreign keys tie to
// it over any number of others. With kNeighboursOnly, its direct neighbours.
constexpr bool kNeighboursOnly = false;
std::vector<bool> related(const Model& model, sqlite3_int64 id) {
  std::vector<bool> found(model.tables.size(), false);
  for (std::size_t i = 0; i < found.size(); ++i) {
    found[i] = model.tables[i].settings && model.tables[i].settings->id == id;
  }
  for (bool grown = true; grown;) {
    grown = false;
    std::vector<bool> next = found;
    for (const Reference& each : model.references) {
      if (found[each.parent] == found[each.child]) continue;
      next[each.parent] = next[each.child] = grown = true;
    }
    found = next;
    if (kNeighboursOnly) break;
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

// Makes the indexes of a table cover live rows, or all. The model is read again where it needs to
// be: first to see the table as it is now, then because the table changed.
void fit_indexes(sqlite3* db, Model& model, sqlite3_int64 id, bool live, TableCache& tables) {
  const auto table = [&]() -> const ModelTable& {
    return *std::find_if(model.tables.begin(), model.tables.end(), [&](const ModelTable& each) {
      return each.settings && each.settings->id == id;
    });
  };
  if (!live && !has_live_indexes(table())) return;
  const std::string schema = model.schema;
  model = read_model(db, schema, tables);
  if (fit_uniqueness(db, model, table(), live)) model = read_model(db, schema, tables);
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

// Makes a table as the wishes have it, and those that foreign keys tie to it fit.
void fulfil(sqlite3* db, Model model, const Location& location, const Wishes& wishes,
            TableCache& tables) {
  const ModelTable* known = model.find(location.table);
  // The objects of a renamed table carry its old name.
  const std::optional<Settings> before = known != nullptr ? known->settings : std::nullopt;
  const bool guarded = known != nullptr && is_usable(db, model, *known);
  const Target target = settle(db, model, location, wishes);
  ModelTable& table = *target.table;
  if (before && !table.settings->suspended) check_flag_is_there(db, table, before->suspended);
  const Storage& storage = storage_of(*table.settings);
  std::vector<std::string> columns;
  if (!table.settings->suspended || target.is_new) {
    if (!guarded) storage.check_rows(db, table);
    columns = storage.prepare(table, qualify(model.schema));
    table.ready = true;
  }
  create_registry(db, model.schema);
  open_journal(db, model.schema);
  if (before && before->table != table.settings->table) {
    drop_leftovers(db, model.schema, *before, table.facts.name);
  }
  run(db, columns);
  write_settings(db, model.schema, *table.settings);
  const Settings settings = *table.settings;
  if (!settings.suspended) fit_indexes(db, model, settings.id, settings.live_indexes, tables);
  run(db, refit(db, model, related(model, settings.id), settings.id,
                before && !before->suspended && same_name(before->table, settings.table),
                qualify(model.schema)));
}

}  // namespace

void enable(sqlite3* db, const Location& location, const Wishes& wishes, TableCache& tables) {
  check_ordinary(db, location);
  // INSERT ... SELECT name FROM sqlite_schema meets the registry that its own first row made.
  if (is_registry_table(location.table)) return;
  fulfil(db, read_model(db, location.schema, tables), location, wishes, tables);
}

void configure(sqlite3* db, const std::string& schema, sqlite3_int64 id, const Wishes& wishes,
               TableCache& tables) {
  Model model = read_model(db, schema, tables);
  const Location location{schema, by_id(model, id).facts.name};
  fulfil(db, std::move(model), location, wishes, tables);
}

void disable(sqlite3* db, const std::string& schema, sqlite3_int64 id, TableCache& tables) {
  Model model = read_model(db, schema, tables);
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
    const Settings settings = *each.settings;
    drop_leftovers(db, schema, settings, each.facts.name);
    // The trigger by which a renamed table is known went with these.
    each.settings->table = each.facts.name;
    write_settings(db, schema, *each.settings);
    fit_indexes(db, model, id, false, tables);
    erase_settings(db, schema, settings);
    break;
  }
  for (ModelTable& each : model.tables) {
    if (each.settings && each.settings->id == id) each.settings.reset();
  }
  run(db, refit(db, model, kin, id, true, qualify(schema)));
}

std::string script(sqlite3* db, const Location& location, TableCache& tables) {
  check_ordinary(db, location);
  Model model = read_model(db, location.schema, tables);
  const Target target = settle(db, model, location, Wishes{});
  ModelTable& table = *target.table;
  table.settings->suspended = false;
  storage_of(*table.settings).check_rows(db, table);
  std::vector<std::string> statements = storage_of(*table.settings).prepare(table, "");
  table.ready = true;
  for (std::string& each : registry_script("")) statements.push_back(each);
  for (std::string& each : settings_script(*table.settings)) statements.push_back(each);
  for (std::string& each : live_index_script(model, table)) statements.push_back(each);
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

Status status_of(const Model& model, const ModelTable* table, const SchemaObjects& all) {
  if (table == nullptr) return Status::missing;
  if (table->settings->suspended) return Status::suspended;
  const bool ok = fits(model, *table, all) &&
                  uniqueness(model, *table, table->settings->live_indexes).fits(table->facts);
  return ok ? Status::ok : Status::damaged;
}

}  // namespace softdelete
