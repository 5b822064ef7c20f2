#include "generate/parts.hpp"
#include "generate/render.hpp"
#include "generate/unique_keys.hpp"
#include "generate/walk.hpp"
#include "schema/index_text.hpp"
#include "sqlite/quote.hpp"

namespace softdelete {
namespace {

// To the last bit: a column may take for equal what a key or another table's column doesn't.
std::string changed(const Subject& subject, const Names& columns) {
  std::string out;
  for (const std::string& name : columns) {
    const Column* column = subject.facts.column(name);
    const bool binary = column == nullptr || same_name(column->collation, "BINARY");
    out += (out.empty() ? "NEW." : " OR NEW.") + quote_ident(name) + " IS NOT OLD." +
           quote_ident(name) + (binary ? "" : " COLLATE BINARY");
  }
  return out;
}

std::string exists(const Subject& subject, const SharedKey& key, const std::string& condition) {
  return "EXISTS (SELECT 1 FROM " + quote_ident(subject.facts.name) + " WHERE " + key.same +
         " AND " + condition + ")";
}

std::string key_taken(const Subject& subject, const SharedKey& key, const std::string& besides) {
  return exists(subject, key, subject.storage.deleted(subject.self()) + besides);
}

std::string in_trash_message(const Subject& subject, const SharedKey& key) {
  return subject.facts.name + ": a deleted row in the trash has the same " + key.names +
         "; restore or purge it first" +
         (subject.settings.reuse_keys ? "" : ", or set reuse_keys = 1 in softdelete");
}

// Condition: the new row breaks a constraint of the table, and what then becomes of it depends on
// the statement's conflict clause, which no trigger sees.
std::string is_violation(const Subject& subject) {
  const Table& facts = subject.facts;
  Names terms;
  for (const Column& each : facts.columns) {
    const bool chosen = facts.rowid_is_key && same_name(each.name, facts.rowid);
    if (each.not_null && !chosen) terms.push_back("NEW." + quote_ident(each.name) + " IS NULL");
  }
  for (const std::string& each : facts.checks) {
    terms.push_back("NOT " + qualify_columns(each, facts, "NEW."));
  }
  for (const SharedKey& each : all_keys(subject)) {
    terms.push_back(exists(subject, each, subject.storage.live(subject.self())));
  }
  std::string out;
  for (const std::string& each : terms) out += (out.empty() ? "" : " OR ") + each;
  return out;
}

// A new row takes the place of a deleted one: that is purged, if there will be a new row.
std::string take_place(const Subject& subject, const SharedKey& key) {
  const std::string& table = subject.facts.name;
  if (key.rowid && subject.facts.key_is_exact()) {
    return refuse(in_trash_message(subject, key), key_taken(subject, key, ""));
  }
  const Names columns = subject.facts.exact_key();
  const bool by_rowid = !subject.facts.key_is_exact();
  return render(
      "take_place",
      {{"trash", by_rowid ? subject.name("rows") : subject.settings.deleted_view},
       {"condition", (by_rowid ? std::string("row_id") : subject.facts.key_value(columns)) +
                         " = (SELECT " + column_list(columns) + " FROM " + quote_ident(table) +
                         " WHERE " + key.same + " AND " + subject.storage.deleted(subject.self()) +
                         ")"},
       {"chosen", key.chosen ? " AND NEW." + quote_ident(subject.facts.rowid) + " <> -1" : ""},
       {"violation", is_violation(subject)}});
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

// The columns whose UPDATE can change these: a generated one changes with any, and a rowid has
// several names.
Names watched_columns(const Subject& subject, const Names& names) {
  Names columns = names;
  for (const std::string& name : names) {
    if (subject.facts.column(name)->generated) add_names(columns, written_columns(subject));
    if (subject.facts.rowid_is_key && same_name(name, subject.facts.rowid)) {
      add_names(columns, subject.facts.rowid_aliases());
    }
  }
  return columns;
}

// The questions stand in the trigger's WHEN, so that its body costs nothing where all is well.
void insert_guard(const Subject& subject, std::vector<Object>& objects) {
  std::string statements;
  std::string condition;
  const auto add = [&](const std::string& when, const std::string& statement) {
    condition += (condition.empty() ? "" : " OR ") + when;
    statements += statement;
  };
  if (!subject.settings.time_only()) {
    const std::string wrong = "NEW." + quote_ident(subject.settings.flag_column) + " NOT IN (0, 1)";
    add(wrong, refuse(subject.facts.name + ": " + subject.settings.flag_column +
                          " must be 0 (live) or 1 (deleted)",
                      wrong));
  }
  for (const SharedKey& key : shared_keys(subject)) {
    const std::string taken = key_taken(subject, key, "");
    add(taken, subject.settings.reuse_keys ? take_place(subject, key)
                                           : refuse(in_trash_message(subject, key), taken));
  }
  if (statements.empty()) return;
  objects.push_back(subject.trigger("insert", subject.facts.name,
                                    render_object("insert", {{"name", subject.name("insert")},
                                                             {"table", subject.facts.name},
                                                             {"condition", condition},
                                                             {"statements", statements}})));
}

void key_guard(const Subject& subject, std::vector<Object>& objects) {
  Names columns;
  std::string statements;
  std::string other;
  for (const std::string& column : subject.facts.identity()) {
    other += (other.empty() ? " AND (" : " OR ") + subject.key_column(column) + " IS NOT OLD." +
             quote_ident(column) + subject.facts.key_collate(column);
  }
  other += ")";
  for (const SharedKey& key : shared_keys(subject)) {
    add_names(columns, key.watched.empty() ? written_columns(subject) : key.watched);
    statements += refuse(in_trash_message(subject, key), key_taken(subject, key, other));
  }
  if (columns.empty()) return;
  objects.push_back(
      subject.trigger("update_key", subject.facts.name,
                      render_object("before_update", {{"name", subject.name("update_key")},
                                                      {"table", subject.facts.name},
                                                      {"columns", column_list(columns)},
                                                      {"changed", changed(subject, columns)},
                                                      {"statements", statements}})));
}

// A restored row must not replace a live one, whatever the statement's OR clause says.
void restore_guard(const Subject& subject, std::vector<Object>& objects) {
  std::string statements;
  std::string condition = subject.storage.became_live();
  for (const SharedKey& key : keys_of_state(subject)) {
    // SQLite computes NEW's generated columns from those columns that the trigger names.
    if (key.watched.empty() && statements.empty()) {
      condition += " AND (1 OR " + changed(subject, written_columns(subject)) + ")";
    }
    statements += refuse(subject.facts.name + ": a live row has the same " + key.names +
                             "; delete it or change its value before you restore this one",
                         exists(subject, key, subject.storage.live(subject.self())));
  }
  if (statements.empty()) return;
  const std::string& flag = subject.settings.flag_column;
  objects.push_back(
      subject.trigger("restore_key", subject.facts.name,
                      render_object("before_update", {{"name", subject.name("restore_key")},
                                                      {"table", subject.facts.name},
                                                      {"columns", quote_ident(flag)},
                                                      {"changed", condition},
                                                      {"statements", statements}})));
}

void reference_guards(const Subject& subject, std::vector<Object>& objects) {
  Names columns;
  Names referring;
  std::string on_insert;
  std::string on_update;
  for (const Reference& each : subject.model.references) {
    const ModelTable& parent = subject.model.tables[each.parent];
    if (each.child != subject.index || !parent.managed()) continue;
    add_names(columns, watched_columns(subject, each.child_columns));
    add_names(referring, each.child_columns);
    const std::string message = subject.facts.name +
                                ": a live row cannot refer to a deleted row of " +
                                parent.facts.name + "; restore that one first";
    const std::string found = "EXISTS (SELECT 1 FROM " + quote_ident(parent.facts.name) +
                              " p WHERE " + refers(each, "p.", "NEW.") + " AND " +
                              Storage(*parent.settings).deleted("p.") + ")";
    on_insert += refuse(message, found);
    on_update += refuse(message, "(" + changed(subject, each.child_columns) + ") AND " + found);
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
                                                         {"columns", column_list(columns)},
                                                         {"new_live", subject.storage.live("NEW.")},
                                                         {"changed", changed(subject, referring)},
                                                         {"statements", on_update}})));
}

}  // namespace

std::vector<Object> guard_triggers(const Subject& subject) {
  std::vector<Object> objects;
  insert_guard(subject, objects);
  key_guard(subject, objects);
  restore_guard(subject, objects);
  reference_guards(subject, objects);
  return objects;
}

}  // namespace softdelete
