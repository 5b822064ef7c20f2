// Rows on their way out for good: by a DELETE on the view of the deleted rows.
#include <algorithm>

#include "generate/render.hpp"
#include "sqlite/format.hpp"
#include "storage/flag/cycle.hpp"

namespace softdelete {
namespace {

// The view through which the deleted rows of a table are purged: one that knows the rowids where
// the columns don't tell one row from another.
std::string trash_of(const TriggerContext& context, std::size_t table) {
  const ModelTable& each = context.table_at(table);
  return each.facts.key_is_exact() ? each.settings->deleted_view
                                   : generated_name(*each.settings, "rows");
}

// Whether the values of a child's columns are those of the parent's to the last bit, so that no
// affinity or collation has a say in comparing them.
bool has_same_columns(const TriggerContext& context, const Reference& reference) {
  const Table& parent = context.facts_at(reference.parent);
  const Table& child = context.facts_at(reference.child);
  for (std::size_t i = 0; i < reference.child_columns.size(); ++i) {
    const Column& a = *parent.column(reference.parent_columns[i]);
    const Column& b = *child.column(reference.child_columns[i]);
    if (!same_name(a.type, b.type) || !same_name(a.collation, b.collation)) return false;
  }
  return true;
}

// Deleted rows that can live without the parent lose the reference, whatever PRAGMA foreign_keys
// says: a restore must not bring back a reference to nothing.
std::string forget_parent(const TriggerContext& context, const Reference& reference,
                          const std::string& refers_to_purged) {
  const Table& child = context.facts_at(reference.child);
  std::string assignments;
  for (const std::string& name : reference.child_columns) {
    const Column& column = *child.column(name);
    const bool to_default = reference.on_delete == "SET DEFAULT" && column.default_sql;
    if (column.generated || (column.not_null && !to_default)) return "";
    assignments += format("{}{ident} = {}", assignments.empty() ? "" : ", ", name,
                          to_default ? *column.default_sql : "NULL");
  }
  return render("forget_parent",
                {{"child", child.name},
                 {"assignments", assignments},
                 {"refers", refers_to_purged},
                 {"deleted", context.mark_at(reference.child).deleted(qualifier_of(child))}});
}

// What the purge of rows means for those that refer to them. `to_purged` is a condition on a
// child's row whose columns stand behind a qualifier.
template <typename ToPurged>
std::string purge_below(const TriggerContext& context, const Reference& reference,
                        const ToPurged& to_purged) {
  const ReferenceGraph& graph = context.graph;
  if (!graph.both_managed(reference) || goes_with_parent(context, reference)) return "";
  if (!graph.depends(reference)) {
    return forget_parent(context, reference,
                         to_purged(reference, qualifier_of(context.facts_at(reference.child))));
  }
  if (graph.is_inside(reference)) return "";
  const std::string trash = trash_of(context, reference.child);
  return render("purge_children",
                {{"trash", trash}, {"refers", to_purged(reference, format("{ident}.", trash))}});
}

std::string kept_message(const Table& facts) {
  return facts.name + ": cannot purge: a trigger keeps a row";
}

// A column of the child that can be set to NULL, so that the row refers to nothing; or none.
std::string nullable_column(const Table& child, const Reference& reference) {
  for (const std::string& each : reference.child_columns) {
    const Column& column = *child.column(each);
    if (!column.not_null && !column.generated && !contains(child.key, each)) return each;
  }
  return "";
}

// Condition on a child's row: it refers to the OLD row of a view of this table. Where it matters
// the table is asked: the row of a trigger on a view has no affinities, and a text would not match
// a number that it stands for.
std::string refers_to_old(const TriggerContext& context, const Reference& reference,
                          std::string_view child_row, const std::string& is_row) {
  if (has_same_columns(context, reference)) return refers(reference, "OLD.", child_row);
  return format("{} IN (SELECT {} FROM {ident} WHERE {})",
                referring_value(context.model, reference, child_row),
                column_list(reference.parent_columns), context.facts.name, is_row);
}

// `is_row` finds the row in its table, for an OLD row of a view that shows the columns.
std::string purge_statements(const TriggerContext& context, const std::string& is_row,
                             const std::string& row_key) {
  const std::string deleted = context.mark.deleted();
  if (!context.graph.cycle_of(context.index).empty()) {
    const Cycle cycle(context, context.index);
    return cycle.run_anew({cycle.rows_where(context.index, format("{} AND {}", is_row, deleted))},
                          kPurged, "1");
  }
  std::string out;
  for (const Reference* each : context.graph.children_of(context.index)) {
    out += purge_below(context, *each, [&](const Reference& one, std::string_view row) {
      return refers_to_old(context, one, row, is_row);
    });
  }
  out += render("begin_context", {{"scope", purge_scope(context)}, {"row_key", row_key}});
  std::string checks;
  const auto go = [&](const Table& facts, const std::string& is_one,
                      const std::string& is_deleted) {
    out +=
        render("purge_row", {{"table", facts.name}, {"is_row", is_one}, {"deleted", is_deleted}});
    checks += refuse(kept_message(facts), format("EXISTS (SELECT 1 FROM {ident} WHERE {} AND {})",
                                                 facts.name, is_one, is_deleted));
  };
  for (const Reference* each : context.graph.children_of(context.index)) {
    if (!goes_with_parent(context, *each)) continue;
    const Table& child = context.facts_at(each->child);
    go(child, refers(*each, "OLD.", qualifier_of(child)), context.mark_at(each->child).deleted());
  }
  go(context.facts, is_row, deleted);
  return out + render("end_context", {}) + checks;
}

}  // namespace

std::string purge_listed(const TriggerContext& context, const Cycle& cycle) {
  const auto deleted = [&](std::size_t table, std::string_view row) {
    return context.mark_at(table).deleted(row);
  };
  const auto deleted_here = [&](std::size_t table) {
    return deleted(table, qualifier_of(context.facts_at(table)));
  };
  std::string out =
      cycle.list([&](const Reference& each) { return context.graph.depends(each); }, deleted);
  for (const std::size_t table : cycle.tables()) {
    for (const Reference* each : context.graph.children_of(table)) {
      out += purge_below(context, *each, [&](const Reference& one, std::string_view row) {
        return cycle.refers_to_listed(one, row);
      });
    }
  }
  // A RESTRICT of SQLite's own wants the children gone first. In a cycle none is first, so rows
  // that go let go of each other before.
  for (const std::size_t table : cycle.tables()) {
    for (const Reference* each : context.graph.parents_of(table)) {
      const std::string column = nullable_column(context.facts_at(table), *each);
      if (each->on_delete != "RESTRICT" || column.empty() || !context.graph.is_inside(*each))
        continue;
      const std::string self = qualifier_of(context.facts_at(table));
      out += cycle.update(
          table, format("{ident} = NULL", column),
          format("{} AND {}", deleted_here(table), cycle.refers_to_listed(*each, self)));
    }
  }
  for (const std::size_t table : cycle.tables()) out += cycle.remove(table, deleted_here(table));
  for (const std::size_t table : cycle.tables()) {
    out += refuse(kept_message(context.facts_at(table)),
                  cycle.is_any_left(table, deleted_here(table)));
  }
  return out + cycle.view().clear_list();
}

bool goes_with_parent(const TriggerContext& context, const Reference& reference) {
  const ReferenceGraph& graph = context.graph;
  const Table& parent = context.facts_at(reference.parent);
  if (!graph.depends(reference) || !has_same_columns(context, reference)) return false;
  if (!graph.cycle_of(reference.parent).empty() || !graph.cycle_of(reference.child).empty())
    return false;
  if (!parent.key_is_exact() || parent.exact_key().size() != 1 ||
      !same_names(reference.parent_columns, parent.exact_key())) {
    return false;
  }
  const auto& below = graph.children_of(reference.child);
  return std::none_of(below.begin(), below.end(),
                      [&](const Reference* each) { return graph.both_managed(*each); });
}

std::vector<Object> purge_objects(const TriggerContext& context) {
  const std::string& view = context.settings.deleted_view;
  const std::string deleted = context.mark.deleted();
  std::vector<Object> objects;
  if (context.facts.key_is_exact()) {
    objects.push_back(context.trigger(
        Role::purge, "purge", view,
        render_object("purge",
                      {{"name", context.name("purge")},
                       {"view", view},
                       {"statements", purge_statements(context, context.is_view_row(deleted),
                                                       purged_key(context, "OLD."))}})));
    return objects;
  }
  const std::string rows = context.name("rows");
  const std::string rowid = quote_ident(context.facts.rowid);
  objects.push_back(
      {"view", rows, rows,
       render_object("trash_rows", {{"name", rows},
                                    {"table", context.facts.name},
                                    {"rowid", format("t.{ident}", context.facts.rowid)},
                                    {"columns", view_columns(context)},
                                    {"deleted", context.mark.deleted("t.")}}),
       Role::purge});
  objects.push_back(context.trigger(
      Role::purge, "purge_row", rows,
      render_object("purge",
                    {{"name", context.name("purge_row")},
                     {"view", rows},
                     {"statements", purge_statements(context, rowid + " = OLD.softdelete_rowid",
                                                     "OLD.softdelete_rowid")}})));
  objects.push_back(
      context.trigger(Role::purge, "purge", view,
                      render_object("purge_by_rowid", {{"name", context.name("purge")},
                                                       {"view", view},
                                                       {"rows", rows},
                                                       {"rowid", context.view_rowid(deleted)}})));
  return objects;
}

}  // namespace softdelete
