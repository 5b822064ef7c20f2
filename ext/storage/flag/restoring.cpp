// The flag is taken back, and with the row comes what its deletion took along.
#include "generate/render.hpp"
#include "storage/flag/cycle.hpp"

namespace softdelete {
namespace {

// Condition: a parent that the NEW row can't live without is deleted.
std::string has_deleted_parent(const TriggerContext& context, const Reference& reference) {
  return context.mark_at(reference.parent).is_deleted_row(parent_flag(context, reference, "NEW."));
}

std::string refuse_orphan(const TriggerContext& context) {
  std::string out;
  for (const Reference* each : context.graph.parents_of(context.index)) {
    if (!context.graph.binds(*each)) continue;
    const std::string& parent = context.facts_at(each->parent).name;
    out += refuse(context.facts.name + ": cannot restore: the row of " + parent +
                      " that it refers to is deleted; restore that one first, or use"
                      " restore_with_parents()",
                  has_deleted_parent(context, *each));
  }
  return out;
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
    others += "\n     AND " + context.mark_at(each->parent)
                                  .is_no_deleted_row(parent_flag(context, *each, qualifier_of(child)));
  }
  return render("bring_back", {{"child", child.name},
                               {"set_live", mark.set_live()},
                               {"refers", refers_to_restored},
                               {"deleted", mark.deleted(qualifier_of(child))},
                               {"via", Mark::via(qualifier_of(child))},
                               {"other_parents_live", others}});
}

std::string bring_children_back(const TriggerContext& context) {
  const ReferenceGraph& graph = context.graph;
  std::string out;
  if (graph.cycle_of(context.index).empty()) {
    for (const Reference* each : graph.children_of(context.index)) {
      if (!graph.follows(*each)) continue;
      out += bring_back(context, *each,
                        refers(*each, "NEW.", qualifier_of(context.facts_at(each->child))));
    }
    return out;
  }
  const Cycle cycle(context, "restore");
  const auto follows = [&](const Reference& each) { return graph.follows(each); };
  const auto deleted = [&](std::size_t table, const std::string& row) {
    return context.mark_at(table).deleted(row);
  };
  for (const std::size_t table : cycle.tables()) {
    const Mark mark = context.mark_at(table);
    out += cycle.update(table, mark.set_live(), mark.deleted(qualifier_of(context.facts_at(table))));
  }
  for (const std::size_t table : cycle.tables()) {
    for (const Reference* each : graph.children_of(table)) {
      if (!follows(*each) || graph.is_inside(*each)) continue;
      out += bring_back(context, *each, 
                        cycle.refers_to_listed(*each, qualifier_of(context.facts_at(each->child))));
    }
  }
  return cycle.begin() +
         cycle.list(cycle.row_of_trigger("NEW."), follows,
                    [&](std::size_t table, const std::string& row) {
                      return deleted(table, row) + " AND " + Mark::via(row) + " IS NOT NULL";
                    }) +
         cycle.unlist_blocked(follows, deleted) + out + cycle.end();
}

}  // namespace

std::vector<Object> restoration_triggers(const TriggerContext& context) {
  const Mark& mark = context.mark;
  const std::string& table = context.facts.name;
  const std::string children = bring_children_back(context);
  std::string when = mark.became_live();
  if (!context.graph.cycle_of(context.index).empty()) {
    when += " AND NOT " + Cycle(context, "restore").is_running();
  } else if (children.empty()) {
    // What comes back with a parent is complete, and passes quickly.
    std::string open = Mark::via("NEW.") + " IS NOT NULL";
    if (!mark.time_only()) {
      open += " OR " + mark.time("NEW.") + " IS NOT NULL OR " + mark.not_live_flag();
    }
    for (const Reference* each : context.graph.parents_of(context.index)) {
      if (context.graph.binds(*each)) open += " OR " + has_deleted_parent(context, *each);
    }
    when += " AND (" + open + ")";
  }
  std::string statements;
  if (!mark.time_only()) {
    statements += refuse(table + ": " + context.settings.flag_column + " must be " +
                             mark.live_literal() + " (live) or " +
                             context.settings.deleted_value.value_or("1") + " (deleted)",
                         mark.not_live_flag());
  }
  statements += render("unstamp", {{"table", table},
                                   {"time", context.settings.time_column},
                                   {"no_time", mark.no_time()},
                                   {"via", kViaColumn},
                                   {"is_new_row", context.is_row("NEW.")}});
  std::vector<Object> objects;
  objects.push_back(context.trigger(
      Role::event, "restored", table,
      render_object("restored", {{"name", context.name("restored")},
                                 {"table", table},
                                 {"flag", context.settings.flag_column},
                                 {"became_live", when},
                                 {"statements", statements + children + refuse_orphan(context)}})));
  return objects;
}

}  // namespace softdelete
