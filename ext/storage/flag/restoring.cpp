// The flag is taken back, and with the row comes what its deletion took along.
#include <map>

#include "generate/render.hpp"
#include "generate/row_references.hpp"
#include "sqlite/format.hpp"
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
  return format("({} IN (SELECT {} FROM {ident} p WHERE {})) IS NOT 1",
                referring_value(context.model, reference, qualifier_of(child)),
                column_list(reference.parent_columns, "p."), parent.name, mark.deleted("p."));
}

// Condition on a row: a parent's deletion took it along.
std::string taken_along(const TriggerContext& context, std::size_t table, std::string_view row) {
  return format("{} AND {} IS NOT NULL", context.mark_at(table).deleted(row), Mark::via(row));
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

// What comes back in the children that references lead to; `refers_to_restored` is a condition on a
// child's row whose columns stand behind a qualifier. A cycle's rows come back all at once: one of
// two that refer to each other could not come back alone. With `on_list`, the list of the running
// trigger is theirs too.
template <typename RefersToRestored>
std::string bring_children_back(const TriggerContext& context,
                                const std::vector<const Reference*>& references, bool on_list,
                                const RefersToRestored& refers_to_restored) {
  const ReferenceGraph& graph = context.graph;
  std::string out;
  std::map<std::size_t, Names> rows_of_cycle;  // by the cycle's owner
  for (const Reference* each : references) {
    if (!graph.follows(*each)) continue;
    const std::string self = qualifier_of(context.facts_at(each->child));
    if (graph.cycle_of(each->child).empty()) {
      out += bring_back(context, *each, refers_to_restored(*each, self));
      continue;
    }
    const Cycle cycle(context, each->child);
    rows_of_cycle[cycle.owner()].push_back(
        cycle.rows_where(each->child, format("{} AND {}", refers_to_restored(*each, self),
                                             taken_along(context, each->child, self))));
  }
  for (const auto& [owner, rows] : rows_of_cycle) {
    const Cycle cycle(context, owner);
    out += on_list ? cycle.view().run(rows, kRestored, "1") : cycle.run_anew(rows, kRestored, "1");
  }
  return out;
}

std::string bring_back_below_row(const TriggerContext& context) {
  if (!context.graph.cycle_of(context.index).empty()) {
    const Cycle cycle(context, context.index);
    return cycle.run_anew({cycle.row_of(context.index, "NEW.")}, kRestored, "1");
  }
  return bring_children_back(
      context, context.graph.children_of(context.index), false,
      [](const Reference& each, std::string_view row) { return refers(each, "NEW.", row); });
}

}  // namespace

std::string restore_listed(const TriggerContext& context, const Cycle& cycle) {
  const ReferenceGraph& graph = context.graph;
  const auto follows = [&](const Reference& each) { return graph.follows(each); };
  const auto deleted = [&](std::size_t table, std::string_view row) {
    return context.mark_at(table).deleted(row);
  };
  std::string updates;
  std::vector<const Reference*> below;
  for (const std::size_t table : cycle.tables()) {
    updates += cycle.update(table, context.mark_at(table).set_live(),
                            deleted(table, qualifier_of(context.facts_at(table))));
    for (const Reference* each : graph.children_of(table)) {
      if (!cycle.has(each->child)) below.push_back(each);
    }
  }
  return cycle.list(follows,
                    [&](std::size_t table, std::string_view row) {
                      return taken_along(context, table, row);
                    }) +
         cycle.unlist_blocked(follows, deleted) + updates +
         bring_children_back(context, below, true,
                             [&](const Reference& each, std::string_view row) {
                               return cycle.refers_to_listed(each, row);
                             }) +
         cycle.view().clear_list();
}

std::vector<Object> restoration_triggers(const TriggerContext& context) {
  const Mark& mark = context.mark;
  const std::string& table = context.facts.name;
  const std::string children = bring_back_below_row(context);
  const Orphan without_parent = orphan(context);
  const bool in_cycle = !context.graph.cycle_of(context.index).empty();
  std::vector<Object> objects;
  std::string when = mark.became_live();
  std::string is_unsettled = Mark::via("NEW.") + " IS NOT NULL";
  if (!mark.time_only())
    is_unsettled = format("{} IS NOT NULL OR {}", mark.time("NEW."), is_unsettled);
  std::string where_unsettled;
  if (children.empty()) {
    // What comes back with a parent is complete, and passes quickly.
    when += format(" AND ({})", is_unsettled);
  } else {
    where_unsettled = format(" AND ({})", is_unsettled);
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
