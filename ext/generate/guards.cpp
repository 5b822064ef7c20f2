#include <algorithm>

#include "generate/parts.hpp"
#include "generate/render.hpp"
#include "generate/walk.hpp"
#include "schema/index_text.hpp"
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

// A key that no two rows may share, deleted ones included.
struct SharedKey {
  std::string names;  // for people
  std::string same;   // condition: a row of the table has the key of the NEW row
  Names watched;      // the columns whose UPDATE can change the key
  bool rowid;         // it is the rowid, which no view shows
};

SharedKey column_key(const Subject& subject, const UniqueKey& key) {
  SharedKey shared{plain_list(key.columns), "", key.columns, false};
  for (std::size_t i = 0; i < key.columns.size(); ++i) {
    const Column& column = *subject.facts.column(key.columns[i]);
    shared.same += (i == 0 ? "" : " AND ") + subject.self() + quote_ident(column.name) + " = NEW." +
                   quote_ident(column.name);
    if (!same_name(column.collation, key.collations[i])) {
      shared.same += " COLLATE " + quote_ident(key.collations[i]);
    }
    if (column.generated) shared.watched.clear();
    if (shared.watched.empty()) break;
  }
  return shared;
}

// An index on expressions, or over some rows: its own text tells when two rows collide.
SharedKey text_key(const Subject& subject, const UniqueKey& key) {
  const IndexText text = parse_create_index(key.sql);
  const auto both = [&](const std::string& expression, const std::string& between) {
    return "(" + qualify_columns(expression, subject.facts, subject.self()) + ")" + between + "(" +
           qualify_columns(expression, subject.facts, "NEW.") + ")";
  };
  SharedKey shared{plain_list(text.expressions), "", {}, false};
  for (std::size_t i = 0; i < text.expressions.size(); ++i) {
    shared.same += (i == 0 ? "" : " AND ") + both(text.expressions[i], " = ") + " COLLATE " +
                   quote_ident(key.collations[i]);
  }
  if (text.where) shared.same += " AND " + both(*text.where, " AND ");
  return shared;
}

std::vector<SharedKey> shared_keys(const Subject& subject) {
  const Table& table = subject.facts;
  std::vector<SharedKey> keys;
  for (const UniqueKey& each : table.unique) {
    keys.push_back(each.plain() ? column_key(subject, each) : text_key(subject, each));
  }
  // An INSERT OR REPLACE that names the rowid would overwrite a deleted row as well.
  if (table.rowid.empty()) return keys;
  Names aliases;
  for (const char* alias : {"rowid", "_rowid_", "oid"}) {
    if (table.column(alias) == nullptr) aliases.push_back(alias);
  }
  if (table.rowid_is_key) {
    add_new(keys.back().watched, aliases);
  } else {
    const std::string rowid = quote_ident(table.rowid);
    keys.push_back({table.rowid, rowid + " = NEW." + rowid, aliases, true});
  }
  return keys;
}

std::string key_taken(const Subject& subject, const SharedKey& key, const std::string& besides) {
  return "EXISTS (SELECT 1 FROM " + quote_ident(subject.facts.name) + " WHERE " + key.same +
         " AND " + subject.storage.deleted(subject.self()) + besides + ")";
}

std::string in_trash_message(const Subject& subject, const SharedKey& key) {
  return subject.facts.name + ": a deleted row in the trash has the same " + key.names +
         "; restore or purge it first" +
         (subject.settings.reuse_keys ? "" : ", or set reuse_keys = 1 in softdelete");
}

// A new row takes the place of a deleted one: that is purged.
std::string take_place(const Subject& subject, const SharedKey& key) {
  const std::string& table = subject.facts.name;
  if (key.rowid && subject.facts.key_is_exact()) {
    return refuse(in_trash_message(subject, key), key_taken(subject, key, ""));
  }
  const Names columns =
      subject.facts.key_is_exact() ? subject.facts.key : Names{subject.facts.rowid};
  const bool by_rowid = !subject.facts.key_is_exact();
  return render(
      "take_place",
      {{"trash", by_rowid ? subject.name("rows") : subject.settings.deleted_view},
       {"condition", (by_rowid ? std::string("row_id") : row_value(columns, "")) + " IN (SELECT " +
                         quoted_list(columns) + " FROM " + quote_ident(table) + " WHERE " +
                         key.same + " AND " + subject.storage.deleted(subject.self()) + ")"}});
}

void insert_guard(const Subject& subject, std::vector<Object>& objects) {
  std::string statements;
  if (!subject.settings.time_only()) {
    statements += refuse(subject.facts.name + ": " + subject.settings.flag_column +
                             " must be 0 (live) or 1 (deleted)",
                         "NEW." + quote_ident(subject.settings.flag_column) + " NOT IN (0, 1)");
  }
  for (const SharedKey& key : shared_keys(subject)) {
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

// The columns of the table that people write, for a key that any of them may change.
Names written_columns(const Subject& subject) {
  Names columns;
  for (const Column& each : subject.facts.columns) {
    const bool ours = same_name(each.name, subject.settings.flag_column) ||
                      same_name(each.name, subject.settings.time_column) ||
                      same_name(each.name, kViaColumn);
    if (!each.generated && !ours) columns.push_back(each.name);
  }
  return columns;
}

void key_guard(const Subject& subject, std::vector<Object>& objects) {
  Names columns;
  std::string statements;
  std::string other;
  for (const std::string& column : subject.facts.identity()) {
    other += (other.empty() ? " AND (" : " OR ") + subject.key_column(column) + " IS NOT OLD." +
             quote_ident(column);
  }
  other += ")";
  for (const SharedKey& key : shared_keys(subject)) {
    add_new(columns, key.watched.empty() ? written_columns(subject) : key.watched);
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
