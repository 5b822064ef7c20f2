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

// The row's parents that are pending.
struct PendingParents {
  std::string joins;       // their archives
  std::string operation;   // p1.operation, p2.operation
  std::string via;         // CASE ... END
  std::string operations;  // the same two by subqueries, without joins
  std::string vias;
  std::string none;  // condition: there is none
};

PendingParents pending_parents(const ArchiveContext& context) {
  PendingParents out;
  int number = 0;
  for (const Reference* each : archived_parents(context.model, context.index)) {
    const ArchiveTable parent = context.at(each->parent);
    const std::string archive = quote_ident(parent.archive) + " p" + std::to_string(++number);
    const std::string row = "p" + std::to_string(number) + ".";
    const std::string operation = row + quote_ident(parent.operation);
    const std::string is_pending = row + quote_ident(parent.state) + " = 1 AND " +
                                   match(row, each->parent_columns, "OLD.", each->child_columns);
    const std::string exists = "EXISTS (SELECT 1 FROM " + archive + " WHERE " + is_pending + ")";
    const std::string name = " THEN " + quote_text(parent.facts.name);
    out.joins += "\n    LEFT JOIN " + archive + " ON " + is_pending;
    out.operation = listed_with(out.operation, operation);
    out.via += " WHEN " + operation + " IS NOT NULL" + name;
    out.operations = listed_with(
        out.operations, "(SELECT " + operation + " FROM " + archive + " WHERE " + is_pending + ")");
    out.vias += " WHEN " + exists + name;
    out.none = listed_with(out.none, "NOT " + exists, " AND ");
  }
  out.via = out.via.empty() ? "NULL" : "CASE" + out.via + " END";
  out.vias = out.vias.empty() ? "NULL" : "CASE" + out.vias + " END";
  return out;
}

std::string number_of(const std::string& operations) {
  const std::string number = "(SELECT number FROM softdelete_operation)";
  return operations.empty() ? number : "coalesce(" + operations + ", " + number + ")";
}

// A pending row of that key: one at most. SQLite changes a row that is known by its rowid at once,
// and would write down first which rows a condition finds.
std::string is_pending_row(const ArchiveTable& own) {
  const std::string id = quote_ident(own.id);
  return id + " = (SELECT max(" + id + ") FROM " + quote_ident(own.archive) + " WHERE " +
         quote_ident(own.state) + " = 1 AND " + own.is_row("", "OLD.") + ")";
}

Object archiving_trigger(const ArchiveContext& context, bool is_parent) {
  const ArchiveTable& own = context.own;
  const PendingParents above = pending_parents(context);
  // Never looked at, but SQLite counts the columns: one that came since makes a DELETE fail,
  // instead of being lost.
  std::string nulls;
  for (std::size_t i = 0; i < own.columns.size(); ++i) nulls = listed_with(nulls, "NULL");
  const std::string fits =
      "coalesce(1, (" + nulls + ") IN (SELECT * FROM " + quote_ident(own.facts.name) + "))";
  const std::string time =
      "julianday(" + time_of_deletion(*context.model.tables[context.index].settings) + ")";
  std::string columns = column_list({own.at, own.via, own.operation, own.state});
  std::string row = column_list(own.columns, "OLD.");
  std::string names = column_list(own.columns);
  if (!own.rowid.empty()) {
    names = quote_ident(own.rowid) + ", " + names;
    row = "OLD." + quote_ident(own.facts.rowid) + ", " + row;
  }
  if (is_parent) {
    return context.trigger(
        Role::interception, "delete", own.facts.name,
        render_object("archive_delete_parent",
                      {{"name", own.name("delete")},
                       {"table", own.facts.name},
                       {"archive", own.archive},
                       {"state", own.state},
                       {"is_pending", is_pending_row(own)},
                       {"unless_taken", above.none.empty() ? "" : " WHERE " + above.none},
                       {"columns", columns + ", " + names},
                       {"values", time + ", " + above.vias + ", " + number_of(above.operations) +
                                      ", " + fits + ", " + row}}));
  }
  columns = column_list({own.at, own.via});
  std::string values = time + ", " + above.via;
  if (!above.operation.empty()) {
    columns += ", " + quote_ident(own.operation);
    values += ", " + number_of(above.operation);
  }
  return context.trigger(Role::interception, "delete", own.facts.name,
                         render_object("archive_delete", {{"name", own.name("delete")},
                                                          {"table", own.facts.name},
                                                          {"archive", own.archive},
                                                          {"columns", columns + ", " + names},
                                                          {"values", values + ", " + row},
                                                          {"from", "(SELECT 1)" + above.joins},
                                                          {"fits", fits}}));
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
                                                        {"is_pending", is_pending_row(own)}})));
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
