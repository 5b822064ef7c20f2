// DELETE, its spelling as an UPDATE of the flag, and what it takes along.
#include <algorithm>

#include "generate/render.hpp"
#include "sqlite/format.hpp"
#include "storage/flag/cycle.hpp"

namespace softdelete {
namespace {

std::string restrict_message(const TriggerContext& context, const Reference& reference) {
  const std::string& parent = context.facts_at(reference.parent).name;
  return format(
      "{}: cannot delete: live rows of {} refer to {} (ON DELETE {}); delete them first, or set "
      "children to 'cascade' or 'keep'",
      parent, context.facts_at(reference.child).name, parent, reference.on_delete);
}

// Condition on a child's row (columns behind `row`); one that isn't managed is always live.
std::string is_live_child(const TriggerContext& context, const Reference& reference,
                          std::string_view row) {
  if (!context.table_at(reference.child).managed()) return "";
  return " AND " + context.mark_at(reference.child).live(row);
}

// Refuses where live rows of a child refer to rows for which `refers_to_deleted` holds.
std::string refuse_children(const TriggerContext& context, const Reference& reference,
                            const std::string& refers_to_deleted, const std::string& when = "") {
  const Table& child = context.facts_at(reference.child);
  return refuse(restrict_message(context, reference),
                format("{}EXISTS (SELECT 1 FROM {ident} WHERE {}{})", when, child.name,
                       refers_to_deleted, is_live_child(context, reference, qualifier_of(child))));
}

// What another path of the same deletion may still have taken along is looked at by the table
// where the deletion began: among the rows that have its time.
std::string check_taken(const TriggerContext& context,
                        const std::vector<const Reference*>& references, const std::string& time,
                        const std::string& when) {
  std::string out;
  for (const Reference* each : references) {
    const Mark parent = context.mark_at(each->parent);
    out += refuse(
        restrict_message(context, *each),
        format(
            "{}EXISTS (SELECT 1 FROM {ident} p CROSS JOIN {ident} c ON {} WHERE {} AND {} = {}{})",
            when, context.facts_at(each->parent).name, context.facts_at(each->child).name,
            refers(*each, "p.", "c."), parent.deleted("p."), parent.time("p."), time,
            is_live_child(context, *each, "c.")));
  }
  return out;
}

// Condition: the deletion began with the NEW row.
std::string began_here(const TriggerContext& context) {
  return format("(SELECT {} FROM {ident} WHERE {}) IS NULL", Mark::via(), context.facts.name,
                context.is_row("NEW."));
}

// What is to be looked at where a deletion began in any table of a cycle.
std::vector<const Reference*> checked_in_cycle(const TriggerContext& context, const Cycle& cycle) {
  std::vector<const Reference*> found;
  for (const std::size_t table : cycle.tables()) {
    for (const Reference* each : context.graph.checked_at_root(table)) {
      if (std::find(found.begin(), found.end(), each) == found.end()) found.push_back(each);
    }
  }
  return found;
}

// Condition: the NEW row's via names no table whose deletion can have taken it along, be it by an
// application that cascades itself.
std::string is_false_via(const TriggerContext& context) {
  std::string parents;
  for (const Reference* each : context.graph.parents_of(context.index)) {
    const std::string name = quote_text(context.facts_at(each->parent).name);
    if (!context.graph.depends(*each) || parents.find(name) != std::string::npos) continue;
    parents += (parents.empty() ? "" : ", ") + name;
  }
  return Mark::via("NEW.") + (parents.empty() ? " IS NOT NULL" : " NOT IN (" + parents + ")");
}

// The time that the statement gave, or NULL where it gave none.
std::string given_time(const TriggerContext& context) {
  return format("nullif({}, {})", context.mark.time("NEW."), context.mark.time("OLD."));
}

// Condition: the NEW row lacks a time, or has a via that isn't true.
std::string is_unsettled(const TriggerContext& context) {
  const Mark& mark = context.mark;
  if (mark.time_only()) return is_false_via(context);
  return format("{} IS NULL OR {} IS {} OR {}", mark.time("NEW."), mark.time("NEW."),
                mark.time("OLD."), is_false_via(context));
}

// Gives the row its time, where the statement did not, and takes away a via that isn't true.
std::string settle_row(const TriggerContext& context, const std::string& where_unsettled) {
  const Mark& mark = context.mark;
  const std::string is_new_row = context.is_row("NEW.");
  if (mark.time_only()) {
    return render("clear_via", {{"table", context.facts.name},
                                {"via", kViaColumn},
                                {"is_new_row", is_new_row},
                                {"where_unsettled", where_unsettled}});
  }
  return refuse(mark.flag_message(context.facts.name), mark.not_deleted_flag()) +
         render("stamp", {{"table", context.facts.name},
                          {"time", context.settings.time_column},
                          {"given_time", given_time(context)},
                          {"now", mark.now()},
                          {"via", kViaColumn},
                          {"is_new_row", is_new_row},
                          {"where_unsettled", where_unsettled}});
}

// The time that the row has by now.
std::string time_of_row(const TriggerContext& context) {
  if (context.mark.time_only()) return context.mark.time("NEW.");
  return format("(SELECT {} FROM {ident} WHERE {})", context.mark.time(), context.facts.name,
                context.is_row("NEW."));
}

// Whether another table keeps its times in the form of this one.
bool has_same_form(const TriggerContext& context, std::size_t other) {
  return context.table_at(other).settings->time_format == context.settings.time_format;
}

std::string cascade(const TriggerContext& context, const Reference& reference,
                    const std::string& refers_to_deleted, const std::string& time) {
  const Table& child = context.facts_at(reference.child);
  const Mark mark = context.mark_at(reference.child);
  const std::string child_time = has_same_form(context, reference.child) ? time : mark.now();
  return render(
      "cascade",
      {{"child", child.name},
       {"set_deleted",
        mark.set_deleted(child_time, quote_text(context.facts_at(reference.parent).name))},
       {"refers", refers_to_deleted},
       {"live", mark.live()}});
}

// The row's children, whose own triggers go on from there; in a cycle, all its rows at once.
std::string take_children(const TriggerContext& context, const std::string& time) {
  const ReferenceGraph& graph = context.graph;
  if (graph.cascades_in_cycle(context.index)) {
    const Cycle cycle(context, context.index);
    const std::string owners_time =
        has_same_form(context, cycle.owner()) ? time : context.mark_at(cycle.owner()).now();
    std::string out = cycle.run_anew({cycle.row_of(context.index, "NEW.")}, kDeleted, owners_time);
    if (!checked_in_cycle(context, cycle).empty()) {
      out += cycle.view().ask(kChecked, owners_time, began_here(context));
    }
    return out;
  }
  const auto below_row = [&](const Reference& each) {
    return refers(each, "NEW.", qualifier_of(context.facts_at(each.child)));
  };
  std::string cascades;
  std::string checks;
  for (const Reference* each : graph.children_of(context.index)) {
    if (graph.takes(*each)) cascades += cascade(context, *each, below_row(*each), time);
    if (graph.restricts(*each) && !graph.is_checked_at_root(*each)) {
      checks += refuse_children(context, *each, below_row(*each));
    }
  }
  return cascades + checks +
         check_taken(context, graph.checked_at_root(context.index), time,
                     began_here(context) + " AND ");
}

// SQLite would remove the managed rows for good, along with a parent that isn't managed, and our
// trigger there would only make it fail without a reason.
std::vector<Object> keep_unmanaged_parents(const TriggerContext& context) {
  std::vector<Object> objects;
  int number = 0;
  for (const Reference* each : context.graph.parents_of(context.index)) {
    ++number;
    if (each->on_delete != "CASCADE" || context.table_at(each->parent).settings) continue;
    const std::string& parent = context.facts_at(each->parent).name;
    const std::string suffix = "parent_" + std::to_string(number);
    objects.push_back(context.trigger(
        Role::guard, suffix, parent,
        render_object(
            "keep_parent",
            {{"name", context.name(suffix)},
             {"parent", parent},
             {"table", context.facts.name},
             {"refers", refers(*each, "OLD.", qualifier_of(context.facts))},
             {"message", format("{}: cannot delete: rows of {}, which is under soft delete, refer "
                                "to it (ON DELETE CASCADE); enable soft delete for {} too",
                                parent, context.facts.name, parent)}})));
  }
  return objects;
}

// Condition on a row of softdelete_context: it lets the OLD row be purged, by itself or with a
// parent.
std::string may_purge(const TriggerContext& context) {
  const bool in_cycle = !context.graph.cycle_of(context.index).empty();
  const std::string key = in_cycle ? "NULL" : purged_key(context, "OLD.");
  std::string out =
      format("scope = {text} AND (row_key IS NULL OR row_key = {})", purge_scope(context), key);
  for (const Reference* each : context.graph.parents_of(context.index)) {
    if (!goes_with_parent(context, *each)) continue;
    out += format("\n    OR scope = {text} AND row_key = OLD.{ident}",
                  "purge " + context.facts_at(each->parent).name, each->child_columns[0]);
  }
  return out;
}

}  // namespace

std::string delete_listed(const TriggerContext& context, const Cycle& cycle) {
  const ReferenceGraph& graph = context.graph;
  std::string inside;
  std::string below;
  std::string checks;
  for (const std::size_t table : cycle.tables()) {
    for (const Reference* each : graph.children_of(table)) {
      const std::string refers_to_listed =
          cycle.refers_to_listed(*each, qualifier_of(context.facts_at(each->child)));
      if (graph.takes(*each)) {
        std::string& cascades = graph.is_inside(*each) ? inside : below;
        cascades += cascade(context, *each, refers_to_listed, "NEW.deleted");
      }
      if (graph.restricts(*each) && !graph.is_checked_at_root(*each)) {
        checks += refuse_children(context, *each, refers_to_listed);
      }
    }
  }
  // The cycle's own rows first: a child believes only in a parent that is deleted.
  return cycle.list([&](const Reference& each) { return graph.takes(each); },
                    [&](std::size_t table, std::string_view row) {
                      return context.mark_at(table).live(row);
                    }) +
         inside + below + checks + cycle.view().clear_list();
}

std::string check_listed(const TriggerContext& context, const Cycle& cycle) {
  return check_taken(context, checked_in_cycle(context, cycle), "NEW.checked", "");
}

std::vector<Object> deletion_triggers(const TriggerContext& context) {
  const Mark& mark = context.mark;
  const std::string& table = context.facts.name;
  std::vector<Object> objects;
  objects.push_back(context.trigger(
      Role::interception, "delete", table,
      render_object("delete", {{"name", context.name("delete")},
                               {"table", table},
                               {"may_purge", may_purge(context)},
                               {"set_deleted", mark.set_deleted(mark.now(), "NULL")},
                               {"old_live", mark.live("OLD.")},
                               {"is_old_row", context.is_row("OLD.")}})));
  const std::string taking = take_children(context, time_of_row(context));
  std::string when = mark.became_other_than_live();
  std::string where_unsettled;
  if (taking.empty()) {
    // What the DELETE trigger and a cascade write is complete, and passes quickly.
    when += " AND (" + is_unsettled(context);
    if (!mark.time_only()) when += " OR " + mark.not_deleted_flag();
    when += ")";
  } else {
    where_unsettled = format(" AND ({})", is_unsettled(context));
    if (context.graph.cascades_in_cycle(context.index))
      when += " AND NOT " + Cycle::is_done(context);
  }
  objects.push_back(context.trigger(
      Role::event, "deleted", table,
      render_object("deleted", {{"name", context.name("deleted")},
                                {"table", table},
                                {"flag", context.settings.flag_column},
                                {"became_deleted", when},
                                {"statements", settle_row(context, where_unsettled) + taking}})));
  for (Object& each : keep_unmanaged_parents(context)) objects.push_back(std::move(each));
  return objects;
}

}  // namespace softdelete
