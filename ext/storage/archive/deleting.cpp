// Triggers at the deletion of a row.
//
// SQLite deletes a row's children between the BEFORE and the AFTER triggers of the row. So a row
// that others may refer to is pending in between, and a row whose parent is pending was taken
// along: it gets the parent's number and name.
#include <algorithm>

#include "generate/render.hpp"
#include "sqlite/quote.hpp"
#include "storage/archive/triggers.hpp"

namespace softdelete {
namespace {

std::string listed_with(const std::string& list, const std::string& more,
                        const char* separator = ", ") {
  return list.empty() ? more : list + separator + more;
}

// The archives of the row's parents, each joined where the parent is pending.
struct PendingParents {
  std::string joins;
  std::string operation;  // p1.operation, p2.operation
  std::string via;        // CASE ... END, or NULL
  std::string none;       // condition: none is pending
};

PendingParents pending_parents(const ArchiveContext& context) {
  PendingParents out;
  int number = 0;
  for (const Reference* each : archived_parents(context.model, context.index)) {
    const ArchiveTable parent = context.at(each->parent);
    const std::string alias = "p" + std::to_string(++number);
    const std::string row = alias + ".";
    const std::string is_pending = row + quote_ident(parent.state) + " = 1 AND " +
                                   match(row, each->parent_columns, "OLD.", each->child_columns);
    out.joins +=
        "\n    LEFT JOIN " + quote_ident(parent.archive) + " " + alias + " ON " + is_pending;
    out.operation = listed_with(out.operation, row + quote_ident(parent.operation));
    out.via += " WHEN " + row + quote_ident(parent.operation) + " IS NOT NULL THEN " +
               quote_text(parent.facts.name);
    out.none = listed_with(out.none,
                           "NOT EXISTS (SELECT 1 FROM " + quote_ident(parent.archive) + " " +
                               alias + " WHERE " + is_pending + ")",
                           " AND ");
  }
  out.via = out.via.empty() ? "NULL" : "CASE" + out.via + " END";
  return out;
}

Object archiving_trigger(const ArchiveContext& context, bool is_parent) {
  const ArchiveTable& own = context.own;
  const PendingParents above = pending_parents(context);
  const std::string number = "(SELECT number FROM softdelete_operation)";
  std::string columns = column_list({own.at, own.via});
  std::string values = "julianday('now'), " + above.via;
  if (is_parent || !above.operation.empty()) {
    columns += ", " + quote_ident(own.operation);
    values +=
        ", " +
        (above.operation.empty() ? number : "coalesce(" + above.operation + ", " + number + ")");
  }
  if (is_parent) {
    columns += ", " + quote_ident(own.state);
    values += ", 1";
  }
  if (!own.rowid.empty()) {
    columns += ", " + quote_ident(own.rowid);
    values += ", OLD." + quote_ident(own.facts.rowid);
  }
  // Never looked at, but SQLite counts the columns: one that came since makes a DELETE fail,
  // instead of being lost.
  std::string nulls;
  for (std::size_t i = 0; i < own.columns.size(); ++i) nulls = listed_with(nulls, "NULL");
  std::string begin;
  if (is_parent) {
    begin = render("archive_begin",
                   {{"archive", own.archive},
                    {"state", own.state},
                    {"is_row", own.is_row("", "OLD.")},
                    {"unless_taken", above.none.empty() ? "" : " WHERE " + above.none}});
  }
  return context.trigger(
      Role::interception, "delete", own.facts.name,
      render_object("archive_delete",
                    {{"name", own.name("delete")},
                     {"table", own.facts.name},
                     {"archive", own.archive},
                     {"begin", begin},
                     {"archive_columns", columns + ", " + column_list(own.columns)},
                     {"values", values + ", " + column_list(own.columns, "OLD.")},
                     {"from", "(SELECT 1)" + above.joins},
                     {"nulls", nulls}}));
}

// SQLite would take rows of a table along that nobody keeps.
bool takes_unmanaged(const Model& model, const Reference& reference) {
  return !model.tables[reference.child].settings && reference.on_delete == "CASCADE";
}

}  // namespace

std::vector<Object> archive_delete_triggers(const ArchiveContext& context) {
  const ArchiveTable& own = context.own;
  const auto& references = context.model.references;
  const bool is_parent =
      std::any_of(references.begin(), references.end(), [&](const Reference& each) {
        return each.parent == context.index && (is_archived(context.model.tables[each.child]) ||
                                                takes_unmanaged(context.model, each));
      });
  std::vector<Object> objects{archiving_trigger(context, is_parent)};
  if (!is_parent) return objects;
  objects.push_back(
      context.trigger(Role::event, "deleted", own.facts.name,
                      render_object("archive_deleted", {{"name", own.name("deleted")},
                                                        {"table", own.facts.name},
                                                        {"archive", own.archive},
                                                        {"state", own.state},
                                                        {"is_row", own.is_row("", "OLD.")}})));
  int number = 0;
  for (const Reference& each : context.model.references) {
    const ModelTable& child = context.model.tables[each.child];
    if (each.parent != context.index || !takes_unmanaged(context.model, each)) continue;
    const std::string suffix = "child_" + std::to_string(++number);
    objects.push_back(context.trigger(
        Role::guard, suffix, child.facts.name,
        render_object("archive_keep_child",
                      {{"name", own.name(suffix)},
                       {"child", child.facts.name},
                       {"archive", own.archive},
                       {"state", own.state},
                       {"refers", match("b.", each.parent_columns, "OLD.", each.child_columns)},
                       {"message", own.facts.name + ": cannot delete: rows of " + child.facts.name +
                                       " refer to the row and would be gone for good; enable " +
                                       child.facts.name + " with storage = 'archive' too"}})));
  }
  return objects;
}

}  // namespace softdelete
