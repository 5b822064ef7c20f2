// The flag is taken back, and with the row comes what its deletion took along.
#include <algorithm>

#include "generate/render.hpp"
#include "generate/row_references.hpp"
#include "storage/flag/cycle.hpp"

namespace softdelete {
namespace {

// Condition on a child's row in an UPDATE of its table: no deleted row is its parent.
std::string has_no_deleted_parent(const TriggerContext& context, const Reference& reference) {
  const Table& child = context.facts_at(reference.child);
  const Table& parent = context.facts_at(reference.parent);
  const Mark mark = context.mark_at(reference.parent);
  if (!is_row_name(child.name)) {
    return mark.is_no_deleted_row(parent_flag(context, reference, qualifier_of(child)));
  }
  // Inside a subquery, the name of such a table would mean the trigger's row.
  return "(" + referring_value(context.model, reference, qualifier_of(child)) + " IN (SELECT " +
         column_list(reference.parent_columns, "p.") + " FROM " + quote_ident(parent.name) +
         " p WHERE " + mark.deleted("p.") + ")) IS NOT 1";
}

// Brings the children back that refer to what came back, but for those that another parent keeps:
// they come back with the last.
std::string bring_back(const TriggerContext& context, const Reference& reference,
                       const std::string& refers_to_restored) {
  const Table& child = context.facts_at(reference.child);
  const Mark mark = context.mark_at(reference.child);
  std::string others;
  for (const Reference* each : context.graph.parents_of(reference.child)) {
    if (each == &reference || !context.graph.binds(*each)) continue;
    others += "\n     AND " + has_no_deleted_parent(context, *each);
  }
  return render("bring_back", {{"child", child.name},
                               {"set_live", mark.set_live()},
                               {"refers", refers_to_restored},
                               {"deleted", mark.deleted()},
                               {"via", Mark::via()},
                               {"other_parents_live", others}});
}

// The row's children, each of which goes on with its own; but where a cycle is met, all of its rows
// that come back are listed first: one of two that refer to each other could not come back alone.
std::string bring_children_back(const TriggerContext& context) {
  const ReferenceGraph& graph = context.graph;
  const std::vector<std::size_t> listed = tables_to_list(context);
  const auto refers_to_row = [&](const Reference& each) {
    return refers(each, "NEW.", qualifier_of(context.facts_at(each.child)));
  };
  const bool in_cycle = !graph.cycle_of(context.index).empty();
  std::string direct;
  for (const Reference* each : graph.children_of(context.index)) {
    const bool is_listed = std::find(listed.begin(), listed.end(), each->child) != listed.end();
    if (!graph.follows(*each) || in_cycle || is_listed) continue;
    direct += bring_back(context, *each, refers_to_row(*each));
  }
  if (listed.empty()) return direct;
  const Cycle cycle(context, "restore", listed);
  const auto follows = [&](const Reference& each) { return graph.follows(each); };
  const auto deleted = [&](std::size_t table, const std::string& row) {
    return context.mark_at(table).deleted(row);
  };
  const auto taken_along = [&](std::size_t table, const std::string& row) {
    return deleted(table, row) + " AND " + Mark::via(row) + " IS NOT NULL";
  };
  Names first;
  if (in_cycle) first.push_back(cycle.row_of_trigger("NEW."));
  std::string updates;
  std::string below;
  for (const std::size_t table : listed) {
    const std::string self = qualifier_of(context.facts_at(table));
    updates += cycle.update(table, context.mark_at(table).set_live(), deleted(table, self));
    for (const Reference* each : graph.parents_of(table)) {
      if (in_cycle || each->parent != context.index || !follows(*each)) continue;
      first.push_back(
          cycle.row_where(table, refers_to_row(*each) + " AND " + taken_along(table, self)));
    }
    for (const Reference* each : graph.children_of(table)) {
      if (!follows(*each) || cycle.has(each->child)) continue;
      below +=
          bring_back(context, *each,
                     cycle.refers_to_listed(*each, qualifier_of(context.facts_at(each->child))));
    }
  }
  return direct + cycle.begin() + cycle.list(first, follows, taken_along) +
         cycle.unlist_blocked(follows, deleted) + updates + below + cycle.end();
}

}  // namespace

std::vector<Object> restoration_triggers(const TriggerContext& context) {
  const Mark& mark = context.mark;
  const std::string& table = context.facts.name;
  const std::string children = bring_children_back(context);
  const Orphan without_parent = orphan(context);
  const bool in_cycle = !context.graph.cycle_of(context.index).empty();
  std::vector<Object> objects;
  std::string when = mark.became_live();
  std::string is_unsettled = Mark::via("NEW.") + " IS NOT NULL";
  if (!mark.time_only()) is_unsettled = mark.time("NEW.") + " IS NOT NULL OR " + is_unsettled;
  std::string where_unsettled;
  if (children.empty() && !in_cycle) {
    // What comes back with a parent is complete, and passes quickly.
    when += " AND (" + is_unsettled + ")";
  } else {
    where_unsettled = " AND (" + is_unsettled + ")";
    if (in_cycle) when += " AND NOT " + Cycle::is_done(context);
  }
  std::string statements = render("unstamp", {{"table", table},
                                              {"time", context.settings.time_column},
                                              {"no_time", mark.no_time()},
                                              {"via", kViaColumn},
                                              {"is_new_row", context.is_row("NEW.")},
                                              {"where_unsettled", where_unsettled}}) +
                           children;
  // In a cycle, the row may bring its own parent back, so there the question comes last. Elsewhere
  // the trigger that looks at references asks it.
  if (in_cycle && !without_parent.condition.empty()) {
    statements += refuse(without_parent.message, without_parent.condition);
  }
  objects.push_back(
      context.trigger(Role::event, "restored", table,
                      render_object("restored", {{"name", context.name("restored")},
                                                 {"table", table},
                                                 {"flag", context.settings.flag_column},
                                                 {"became_live", when},
                                                 {"statements", statements}})));
  return objects;
}

}  // namespace softdelete
