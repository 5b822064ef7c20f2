#include <algorithm>

#include "generate/parts.hpp"
#include "generate/render.hpp"
#include "generate/walk.hpp"
#include "sqlite/quote.hpp"

namespace softdelete {
namespace {

std::string plain_list(const Names& names) {
  std::string out;
  for (const std::string& name : names) out += (out.empty() ? "" : ", ") + name;
  return out;
}

std::string changed(const Names& columns) {
  std::string out;
  for (const std::string& column : columns) {
    out += (out.empty() ? "NEW." : " OR NEW.") + quote_ident(column) + " IS NOT OLD." +
           quote_ident(column);
  }
  return out;
}

std::string quoted_list(const Names& names) {
  std::string out;
  for (const std::string& name : names) out += (out.empty() ? "" : ", ") + quote_ident(name);
  return out;
}

void add_new(Names& all, const Names& more) {
  for (const std::string& each : more) {
    if (std::find(all.begin(), all.end(), each) == all.end()) all.push_back(each);
  }
}

// The keys that no two rows may share, deleted ones included. The rowid is one: an INSERT OR
// REPLACE that names it would overwrite a deleted row.
std::vector<Names> shared_keys(const Table& table) {
  std::vector<Names> keys;
  for (const UniqueKey& each : table.unique) keys.push_back(each.columns);
  if (!table.rowid.empty() && !table.rowid_is_key) keys.push_back({table.rowid});
  return keys;
}

std::string same_key(const Names& key) {
  std::string out;
  for (const std::string& column : key) {
    out += (out.empty() ? "" : " AND ") + quote_ident(column) + " = NEW." + quote_ident(column);
  }
  return out;
}

std::string key_taken(const Subject& subject, const Names& key, const std::string& besides) {
  return "EXISTS (SELECT 1 FROM " + quote_ident(subject.facts.name) + " WHERE " + same_key(key) +
         " AND " + subject.storage.deleted(subject.self()) + besides + ")";
}

std::string in_trash_message(const Subject& subject, const Names& key) {
  return subject.facts.name + ": a deleted row in the trash has the same " + plain_list(key) +
         "; restore or purge it first" +
         (subject.settings.reuse_keys ? "" : ", or set reuse_keys = 1 in softdelete");
}

// A new row takes the place of a deleted one: that is purged.
std::string take_place(const Subject& subject, const Names& key) {
  if (subject.facts.column(key[0]) != nullptr) {
    return render("take_place",
                  {{"trash", subject.settings.deleted_view}, {"condition", same_key(key)}});
  }
  if (subject.facts.key_is_exact()) {
    return refuse(in_trash_message(subject, key), key_taken(subject, key, ""));
  }
  return render("take_place", {{"trash", subject.name("rows")},
                               {"condition", "row_id = NEW." + quote_ident(key[0])}});
}

void insert_guard(const Subject& subject, std::vector<Object>& objects) {
  std::string statements;
  if (!subject.settings.time_only()) {
    statements += refuse(subject.facts.name + ": " + subject.settings.flag_column +
                             " must be 0 (live) or 1 (deleted)",
                         "NEW." + quote_ident(subject.settings.flag_column) + " NOT IN (0, 1)");
  }
  for (const Names& key : shared_keys(subject.facts)) {
    statements += subject.settings.reuse_keys
                      ? take_place(subject, key)
                      : refuse(in_trash_message(subject, key), key_taken(subject, key, ""));
  }
  if (statements.empty()) return;
  objects.push_back(subject.trigger("insert", subject.facts.name,
                                    render_object("insert", {{"name", subject.name("insert")},
                                                             {"table", subject.facts.name},
                                                             {"statements", statements}})));
}

void key_guard(const Subject& subject, std::vector<Object>& objects) {
  Names columns;
  std::string statements;
  std::string other;
  for (const std::string& column : subject.facts.identity()) {
    other += (other.empty() ? " AND (" : " OR ") + quote_ident(column) + " IS NOT OLD." +
             quote_ident(column);
  }
  other += ")";
  for (const Names& key : shared_keys(subject.facts)) {
    if (subject.facts.column(key[0]) == nullptr) continue;
    add_new(columns, key);
    statements += refuse(in_trash_message(subject, key), key_taken(subject, key, other));
  }
  if (columns.empty()) return;
  objects.push_back(
      subject.trigger("update_key", subject.facts.name,
                      render_object("update_key", {{"name", subject.name("update_key")},
                                                   {"table", subject.facts.name},
                                                   {"columns", quoted_list(columns)},
                                                   {"changed", changed(columns)},
                                                   {"statements", statements}})));
}

void reference_guards(const Subject& subject, std::vector<Object>& objects) {
  Names columns;
  std::string on_insert;
  std::string on_update;
  for (const Reference& each : subject.model.references) {
    const ModelTable& parent = subject.model.tables[each.parent];
    if (each.child != subject.index || !parent.managed()) continue;
    add_new(columns, each.child_columns);
    const std::string message = subject.facts.name +
                                ": a live row cannot refer to a deleted row of " +
                                parent.facts.name + "; restore that one first";
    const std::string found = "EXISTS (SELECT 1 FROM " + quote_ident(parent.facts.name) +
                              " p WHERE " + refers(each, "p.", "NEW.") + " AND " +
                              Storage(*parent.settings).deleted("p.") + ")";
    on_insert += refuse(message, found);
    on_update += refuse(message, "(" + changed(each.child_columns) + ") AND " + found);
  }
  const Column* flag = subject.facts.column(subject.settings.flag_column);
  const bool nullable_flag = !subject.settings.time_only() && !flag->not_null;
  const std::string& table = subject.facts.name;
  std::string live = subject.storage.live("NEW.");
  if (nullable_flag) {
    live = "(" + live + " OR NEW." + quote_ident(flag->name) + " IS NULL)";
    on_insert =
        render("default_flag",
               {{"table", table}, {"flag", flag->name}, {"is_new_row", subject.is_row("NEW.")}}) +
        on_insert;
  }
  if (!on_insert.empty()) {
    objects.push_back(subject.trigger("inserted", table,
                                      render_object("inserted", {{"name", subject.name("inserted")},
                                                                 {"table", table},
                                                                 {"condition", live},
                                                                 {"statements", on_insert}})));
  }
  if (columns.empty()) return;
  objects.push_back(
      subject.trigger("update_reference", table,
                      render_object("update_reference", {{"name", subject.name("update_reference")},
                                                         {"table", table},
                                                         {"columns", quoted_list(columns)},
                                                         {"new_live", subject.storage.live("NEW.")},
                                                         {"changed", changed(columns)},
                                                         {"statements", on_update}})));
}

}  // namespace

std::vector<Object> guard_triggers(const Subject& subject) {
  std::vector<Object> objects;
  insert_guard(subject, objects);
  key_guard(subject, objects);
  reference_guards(subject, objects);
  return objects;
}

}  // namespace softdelete
