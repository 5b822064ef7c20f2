#include "manage/settings_patch.hpp"

#include <cstring>
#include <vector>

#include "sqlite/format.hpp"
#include "sqlite/quote.hpp"
#include "sqlite/statement.hpp"
#include "storage/storage.hpp"

namespace softdelete {
namespace {

void refuse_change(const std::optional<std::string>& given, const std::string& is,
                   const char* what) {
  if (given && !same_name(*given, is)) {
    fail(
        "softdelete: {} is {} and can be given at enabling only; disable the table first to "
        "change it",
        what, is);
  }
}

void set(const SettingsPatch& patch, Settings& settings) {
  settings.children = patch.children.value_or(settings.children);
  settings.retention = patch.retention.value_or(settings.retention);
  settings.suspended = patch.suspended.value_or(settings.suspended);
  settings.live_indexes = patch.live_indexes.value_or(settings.live_indexes);
  settings.reuse_keys = patch.reuse_keys.value_or(settings.reuse_keys);
}

void set_again(const Table& facts, const SettingsPatch& patch, Settings& settings) {
  refuse_change(patch.storage, settings.storage, "storage");
  storage_of(settings).check_settings(facts, patch);
  refuse_change(patch.flag_column, settings.flag_column, "flag_column");
  refuse_change(patch.time_column, settings.time_column, "time_column");
  refuse_change(patch.time_format, settings.time_format, "time_format");
  refuse_change(patch.live_value, settings.live_value.value_or("NULL"), "live_value");
  refuse_change(patch.deleted_value, settings.deleted_value.value_or("NULL"), "deleted_value");
  refuse_change(patch.active_view, settings.active_view, "active_view");
  refuse_change(patch.deleted_view, settings.deleted_view, "deleted_view");
  set(patch, settings);
}

// Where no storage is named: an archive that is there, from before the table was disabled, has its
// trash.
std::string usual_storage(const Model& model, const Table& facts) {
  Settings settings;
  settings.table = facts.name;
  settings.storage = "archive";
  const ModelTable* left = model.find(storage_of(settings).trash_tables(settings).front());
  // A column of the table that has the name of ours puts underscores behind it.
  constexpr std::string_view kFirst = "softdelete_id";
  return left != nullptr && left->facts.columns.front().name.compare(0, kFirst.size(), kFirst) == 0
             ? "archive"
             : "flag";
}

Settings new_settings(sqlite3* db, const Model& model, const Table& facts,
                      const SettingsPatch& patch) {
  const std::string& table = facts.name;
  Settings settings;
  settings.table = table;
  settings.clock = model.clock;
  settings.storage = patch.storage ? *patch.storage : usual_storage(model, facts);
  settings.active_view = table + "_active";
  const Storage& storage = storage_of(settings);
  storage.check_settings(facts, patch);
  storage.adopt(db, facts, patch, settings);
  if (patch.active_view) settings.active_view = *patch.active_view;
  settings.deleted_view = patch.deleted_view.value_or(table + "_deleted");
  set(patch, settings);
  if (same_name(settings.active_view, settings.deleted_view)) {
    throw Error("softdelete: active_view and deleted_view must have different names");
  }
  return settings;
}

// A view's name must be free for the table that wants it.
void check_view_names(const Model& model, const Settings& settings) {
  std::vector<Settings> others = model.missing;
  for (const ModelTable& each : model.tables) {
    if (each.settings) others.push_back(*each.settings);
  }
  for (const std::string& view : {settings.active_view, settings.deleted_view}) {
    if (view.empty()) continue;
    for (const char* prefix : {"sqlite_", "pragma_"}) {
      const int length = static_cast<int>(std::strlen(prefix));
      if (sqlite3_strnicmp(view.c_str(), prefix, length) != 0) continue;
      fail("softdelete: {} cannot name a view: names that begin with {} are SQLite's own", view,
           prefix);
    }
    for (const char* own : {"softdelete", "softdelete_trash", kRegistry}) {
      if (!same_name(view, own)) continue;
      fail("softdelete: {} cannot name a view: it is a name of the extension's own", view);
    }
    for (const Settings& other : others) {
      if (!same_name(view, other.active_view) && !same_name(view, other.deleted_view)) continue;
      fail(
          "softdelete: the name {} is taken by a view of {}; give another name in "
          "active_view or deleted_view",
          view, other.table);
    }
  }
}

// What happens to a row's children is for one storage to say.
void check_neighbours(const Model& model, const ModelTable& table, const Settings& settings) {
  const std::size_t index = model.index_of(table);
  for (const Reference& each : model.references) {
    if (each.parent != index && each.child != index) continue;
    const ModelTable& other = model.tables[each.parent == index ? each.child : each.parent];
    if (!other.settings || other.settings->storage == settings.storage) continue;
    fail(
        "softdelete: a foreign key ties {} to {}, whose storage is {text}; tables that "
        "foreign keys tie must have one storage, so give {text} for {} too",
        table.facts.name, other.facts.name, other.settings->storage, other.settings->storage,
        table.facts.name);
  }
}

}  // namespace

Target apply_patch(sqlite3* db, Model& model, const Location& location,
                   const SettingsPatch& patch) {
  ModelTable* table = nullptr;
  for (ModelTable& each : model.tables) {
    if (same_name(each.facts.name, location.table)) table = &each;
  }
  if (table == nullptr) throw Error("softdelete: no such table: " + location.table);
  for (const ModelTable& each : model.tables) {
    if (&each == table || !each.settings) continue;
    if (!same_name(each.settings->table, table->facts.name)) continue;
    fail(
        "softdelete: the settings of {} belong to the table {}, which was renamed from it; "
        "enable {} first",
        table->facts.name, each.facts.name, each.facts.name);
  }
  const bool is_new = !table->settings;
  if (is_new) {
    Settings settings = new_settings(db, model, table->facts, patch);
    check_view_names(model, settings);
    check_neighbours(model, *table, settings);
    table->settings = std::move(settings);
    table->ready = true;
  } else {
    set_again(table->facts, patch, *table->settings);
    table->settings->table = table->facts.name;
  }
  return {table, is_new};
}

void refuse_live_indexes(const SettingsPatch& patch, const std::string& table, bool now) {
  if (!patch.live_indexes || *patch.live_indexes == now) return;
  fail(
      "softdelete: live_indexes cannot be changed here, because indexes must be dropped for "
      "it; once the table is enabled, call SELECT softdelete_live_indexes({text}, {})",
      table, *patch.live_indexes ? "1" : "0");
}

}  // namespace softdelete
