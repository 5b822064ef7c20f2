// Writes that are refused for a key's sake: one that a deleted row holds, a restore over a live
// row.
#include "storage/flag/guards.hpp"

#include "generate/render.hpp"
#include "schema/index_text.hpp"
#include "sqlite/format.hpp"
#include "storage/flag/unique_keys.hpp"

namespace softdelete {
namespace {

std::string exists(const TriggerContext& context, const SharedKey& key,
                   const std::string& condition) {
  return format("EXISTS (SELECT 1 FROM {ident} WHERE {} AND {})", context.facts.name, key.same,
                condition);
}

// Condition: a deleted row has the key of the NEW row.
std::string is_in_trash(const TriggerContext& context, const SharedKey& key) {
  return context.mark.is_deleted_row(format("(SELECT {} FROM {ident} WHERE {})",
                                            context.mark.flag(), context.facts.name, key.same));
}

std::string in_trash_message(const TriggerContext& context, const SharedKey& key) {
  const std::string help = !key.primary ? ", or free such values with softdelete_live_indexes()"
                           : context.settings.reuse_keys ? ""
                                                         : ", or set reuse_keys = 1 in softdelete";
  return format("{}: a deleted row in the trash has the same {}; restore or purge it first{}",
                context.facts.name, key.names, help);
}

std::string any_of(const Names& conditions) { return joined(conditions, "OR"); }

// Conditions under which the NEW row breaks a constraint of the table. What then becomes of it
// depends on the statement's conflict clause, which no trigger sees.
Names violations(const TriggerContext& context) {
  const Table& facts = context.facts;
  Names terms;
  for (const Column& each : facts.columns) {
    const bool chosen = facts.rowid_is_key && same_name(each.name, facts.rowid);
    if (each.not_null && !chosen) terms.push_back(format("NEW.{ident} IS NULL", each.name));
  }
  for (const std::string& each : facts.checks) {
    // A rowid that SQLite is still to choose looks like -1, and no CHECK on it tells anything.
    const std::string check = qualify_columns(each, facts, "NEW.");
    const std::string rowid = format("NEW.{ident}", facts.rowid);
    const bool asks_rowid = facts.rowid_is_key && check.find(rowid) != std::string::npos;
    terms.push_back((asks_rowid ? rowid + " <> -1 AND NOT " : "NOT ") + check);
  }
  for (const SharedKey& each : all_keys(context)) {
    terms.push_back(exists(context, each, context.mark.live()));
  }
  return terms;
}

// Condition: the NEW row has a NULL that becomes the column's default under OR REPLACE alone.
std::string has_replaced_null(const TriggerContext& context) {
  Names terms;
  for (const Column& each : context.facts.columns) {
    if (replaces_null(each)) terms.push_back(format("NEW.{ident} IS NULL", each.name));
  }
  return joined(terms, "OR");
}

// A new row takes the place of a deleted one, which is purged, if there will be a new row. Where
// that hangs on the statement's conflict clause, nothing is purged; and where the deleted row may
// have children in the trash, which would stay behind, it is not overwritten either.
std::string replace_deleted(const TriggerContext& context, const SharedKey& key) {
  if (key.rowid && context.facts.key_is_exact()) {
    return refuse(in_trash_message(context, key), is_in_trash(context, key));
  }
  const std::string& table = context.facts.name;
  const Names columns = context.facts.exact_key();
  const bool by_rowid = !context.facts.key_is_exact();
  const std::string chosen =
      key.auto_rowid ? format(" AND NEW.{ident} <> -1", context.facts.rowid) : "";
  const Names broken = violations(context);
  std::string refusal;
  const auto children = context.graph.children_of(context.index);
  if (std::any_of(children.begin(), children.end(),
                  [&](const Reference* each) { return context.table_at(each->child).managed(); })) {
    const std::string unsure = has_replaced_null(context);
    if (!unsure.empty()) {
      refusal = refuse(in_trash_message(context, key) + ", or give no NULL for a NOT NULL column",
                       format("({}) AND {}", unsure, is_in_trash(context, key)));
    }
  }
  return refusal +
         render("replace_deleted",
                {{"trash", by_rowid ? context.name("rows") : context.settings.deleted_view},
                 {"condition",
                  (by_rowid ? std::string("softdelete_rowid") : context.facts.key_value(columns)) +
                      " = (SELECT " + column_list(columns) + " FROM " + quote_ident(table) +
                      " WHERE " + key.same + " AND " + context.mark.deleted() + ")"},
                 {"chosen", chosen},
                 {"unbroken", "\n     AND (" + any_of(broken) + ") IS NOT 1"}});
}

// Where a row may have to be purged, the questions stand in the trigger's WHEN as well: opening the
// purge's cursors costs far more than the look-up.
void insert_guard(const TriggerContext& context, std::vector<Object>& objects) {
  const std::vector<SharedKey> keys = shared_keys(context);
  const std::string wrong_flag = context.mark.invalid_flag();
  std::vector<Refusal> refusals;
  Names conditions;
  if (!wrong_flag.empty()) {
    conditions.push_back(wrong_flag);
    refusals.push_back({wrong_flag, context.mark.flag_message(context.facts.name)});
  }
  std::string replacing;
  for (const SharedKey& key : keys) {
    conditions.push_back(is_in_trash(context, key));
    if (context.settings.reuse_keys) {
      replacing += replace_deleted(context, key);
    } else {
      refusals.push_back({conditions.back(), in_trash_message(context, key)});
    }
  }
  if (conditions.empty()) return;
  objects.push_back(context.trigger(
      Role::guard, "insert", context.facts.name,
      render_object("refuse_key",
                    {{"name", context.name("insert")},
                     {"table", context.facts.name},
                     {"when", replacing.empty() ? "" : format("WHEN {}\n", any_of(conditions))},
                     {"statements", refuse_first(refusals) + replacing}})));
}

std::string is_another_row(const TriggerContext& context) {
  std::string out;
  for (const std::string& column : context.facts.identity()) {
    out += format("{}{ident} IS NOT OLD.{ident}{}", out.empty() ? "(" : " OR ", column, column,
                  context.facts.key_collate(column));
  }
  return out + ")";
}

// An UPDATE that wants a key of a deleted row, whatever its conflict clause says.
void key_guard(const TriggerContext& context, std::vector<Object>& objects) {
  const std::vector<SharedKey> keys = shared_keys(context);
  Names columns;
  std::vector<Refusal> refusals;
  for (const SharedKey& key : keys) {
    const Names watched = key.watched.empty() ? written_columns(context) : key.watched;
    add_names(columns, watched);
    refusals.push_back({format("({}) AND {}", changed(context, watched),
                               exists(context, key,
                                      context.mark.deleted() +
                                          (key.bitwise ? "" : " AND " + is_another_row(context)))),
                        in_trash_message(context, key)});
  }
  if (columns.empty()) return;
  objects.push_back(context.trigger(
      Role::guard, "update_key", context.facts.name,
      render_object("refuse_key_change", {{"name", context.name("update_key")},
                                          {"table", context.facts.name},
                                          {"columns", column_list(columns)},
                                          {"statements", refuse_first(refusals)}})));
}

// A change of state must not replace another row, live or deleted, whatever the statement's OR
// clause says: where the flag, the time or the via has a say in a unique key. What a trigger of
// ours then writes into the time is such a change too.
void state_guard(const TriggerContext& context, std::vector<Object>& objects) {
  Names state{context.settings.flag_column};
  if (!context.mark.time_only()) state.push_back(context.settings.time_column);
  state.push_back(kViaColumn);
  std::string statements;
  bool computed = false;
  for (const SharedKey& key : keys_of_state(context)) {
    computed = computed || key.watched.empty();
    const std::string taken =
        exists(context, key,
               (key.live_only ? context.mark.live() + " AND " : "") + is_another_row(context));
    const std::string live = context.mark.live("NEW.");
    statements += refuse(format("{}: a live row has the same {}; delete it or change its value "
                                "before you restore this one",
                                context.facts.name, key.names),
                         format("{} AND {}", live, taken));
    if (key.live_only) continue;
    statements += refuse(format("{}: another row has the same {} once this one is deleted; purge "
                                "it or change its value first",
                                context.facts.name, key.names),
                         format("NOT {} AND {}", live, taken));
  }
  if (statements.empty()) return;
  std::string condition = changed(context, state);
  // SQLite computes NEW's generated columns from those columns that the trigger names.
  if (computed)
    condition = format("({}) AND (1 OR {})", condition, changed(context, written_columns(context)));
  objects.push_back(
      context.trigger(Role::guard, "restore_key", context.facts.name,
                      render_object("refuse_change", {{"name", context.name("restore_key")},
                                                      {"table", context.facts.name},
                                                      {"columns", column_list(state)},
                                                      {"changed", condition},
                                                      {"statements", statements}})));
}

}  // namespace

std::string changed(const TriggerContext& context, const Names& columns) {
  Names terms;
  for (const std::string& name : columns) {
    const Column* column = context.facts.column(name);
    // All names of a rowid say the same.
    if (column == nullptr && (context.facts.rowid_is_key || !terms.empty())) continue;
    const bool binary = column == nullptr || same_name(column->collation, "BINARY");
    terms.push_back(
        format("NEW.{ident} IS NOT OLD.{ident}{}", name, name, binary ? "" : " COLLATE BINARY"));
  }
  return joined(terms, "OR");
}

Names written_columns(const TriggerContext& context) {
  Names columns;
  for (const Column& each : context.facts.columns) {
    const bool ours = same_name(each.name, context.settings.flag_column) ||
                      same_name(each.name, context.settings.time_column) ||
                      same_name(each.name, kViaColumn);
    if (!each.generated && !ours) columns.push_back(each.name);
  }
  return columns;
}

std::vector<Object> guard_triggers(const TriggerContext& context) {
  std::vector<Object> objects;
  insert_guard(context, objects);
  key_guard(context, objects);
  state_guard(context, objects);
  return objects;
}

}  // namespace softdelete
