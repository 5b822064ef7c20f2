// Writes that are refused for a reference's sake: one to a deleted row, a restore without a parent.
#include "generate/render.hpp"
#include "sqlite/format.hpp"
#include "storage/flag/guards.hpp"

namespace softdelete {
namespace {

// The columns whose UPDATE can change these: a generated one changes with any, and a rowid has
// several names.
Names watched_columns(const TriggerContext& context, const Names& names) {
  Names columns = names;
  for (const std::string& name : names) {
    if (context.facts.column(name)->generated) add_names(columns, written_columns(context));
    if (context.facts.rowid_is_key && same_name(name, context.facts.rowid)) {
      add_names(columns, context.facts.rowid_aliases());
    }
  }
  return columns;
}

}  // namespace

std::vector<Object> reference_triggers(const TriggerContext& context) {
  std::vector<Object> objects;
  const std::string& table = context.facts.name;
  Names columns;
  Names parents;
  Names found;
  Names found_anew;
  const Orphan restored = orphan(context);
  // In a cycle, the row may bring its own parent back: there a restore asks last.
  const bool asks_restored =
      !restored.condition.empty() && context.graph.cycle_of(context.index).empty();
  const std::string or_restored = " OR " + context.mark.deleted("OLD.");
  for (const Reference* each : context.graph.parents_of(context.index)) {
    const ModelTable& parent = context.table_at(each->parent);
    if (!parent.managed()) continue;
    add_names(columns, watched_columns(context, each->child_columns));
    add_names(parents, {parent.facts.name});
    found.push_back(
        context.mark_at(each->parent).is_deleted_row(parent_flag(context, *each, "NEW.")));
    const bool binds = asks_restored && context.graph.binds(*each);
    found_anew.push_back(format("({}{}) AND {}", changed(context, each->child_columns),
                                binds ? or_restored : "", found.back()));
  }
  const std::string message =
      format("{}: a live row cannot refer to a deleted row of {}; restore that one first", table,
             alternatives(parents));
  const Column* flag = context.facts.column(context.settings.flag_column);
  const bool nullable_flag = !context.mark.time_only() && !flag->not_null;
  std::string live = context.mark.live("NEW.");
  std::string statements;
  if (nullable_flag) {
    live = format("({} OR {} IS NULL)", live, context.mark.flag("NEW."));
    statements = render("set_live_flag", {{"table", table},
                                          {"flag", flag->name},
                                          {"live_value", context.mark.live_literal()},
                                          {"is_new_row", context.is_row("NEW.")}});
    if (!found.empty()) statements += refuse(message, joined(found, "OR"));
  } else if (!found.empty()) {
    live += format(" AND ({})", joined(found, "OR"));
    statements = render("refuse_always", {{"message", message}});
  }
  if (!statements.empty()) {
    objects.push_back(
        context.trigger(Role::guard, "inserted", table,
                        render_object("insert_reference", {{"name", context.name("inserted")},
                                                           {"table", table},
                                                           {"condition", live},
                                                           {"statements", statements}})));
  }
  if (columns.empty()) return objects;
  std::string refusal;
  if (asks_restored) {
    add_names(columns, {context.settings.flag_column});
    refusal = refuse(restored.message, context.mark.deleted("OLD."));
  }
  objects.push_back(context.trigger(
      Role::guard, "update_reference", table,
      render_object("refuse_reference",
                    {{"name", context.name("update_reference")},
                     {"table", table},
                     {"columns", column_list(columns)},
                     {"condition",
                      format("{} AND ({})", context.mark.live("NEW."), joined(found_anew, "OR"))},
                     {"statements", refusal + render("refuse_always", {{"message", message}})}})));
  return objects;
}

}  // namespace softdelete
