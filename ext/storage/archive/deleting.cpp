// Triggers at the deletion of a row.
//
// SQLite deletes a row's children between the BEFORE and the AFTER triggers of the row. So a row
// that others may refer to is pending in between, and a row whose parent is pending was taken
// along: it gets the parent's number and name.
#include <algorithm>

#include "generate/render.hpp"
#include "schema/clock.hpp"
#include "sqlite/format.hpp"
#include "sqlite/quote.hpp"
#include "storage/archive/triggers.hpp"

namespace softdelete {
namespace {

std::string listed_with(const std::string& list, const std::string& more,
                        const char* separator = ", ") {
  return list.empty() ? more : list + separator + more;
}

// The row's parents that are pending, as subqueries.
struct PendingParents {
  std::string operations;  // of each its number
  std::string names;       // of each its table's name
};

PendingParents pending_parents(const ArchiveContext& context) {
  PendingParents out;
  for (const Reference* each : archived_parents(context.model, context.index)) {
    const ArchiveTable parent = context.at(each->parent);
    const std::string from =
        format(" FROM {ident} p WHERE p.{ident} = 1 AND {})", parent.archive, parent.state,
               match("p.", each->parent_columns, "OLD.", each->child_columns));
    out.operations =
        listed_with(out.operations, format("(SELECT p.{ident}{}", parent.operation, from));
    out.names = listed_with(out.names, format("(SELECT {text}{}", parent.facts.name, from));
  }
  return out;
}

// A pending row of that key is pending no longer: there is one at most. SQLite changes a row that
// is known by its rowid at once, and would write down first which rows a condition finds.
std::string settle(const ArchiveTable& own) {
  const std::string id = quote_ident(own.id);
  const std::string archive = quote_ident(own.archive);
  const std::string state = quote_ident(own.state);
  return format(
      "  UPDATE {} SET {} = NULL WHERE {} = (SELECT max({}) FROM {} WHERE {} = 1 AND {});\n",
      archive, state, id, id, archive, state, own.is_row("", "OLD."));
}

// The number of the row that was just archived is given, unless it is its parent's.
std::string advance(const ArchiveContext& context) {
  const ArchiveTable& own = context.own;
  const std::string advanced = "  UPDATE softdelete_operation SET number = number + 2";
  if (archived_parents(context.model, context.index).empty()) return advanced + ";\n";
  return format(
      "{} WHERE (SELECT {ident} FROM {ident} WHERE {ident} = last_insert_rowid()) IS NULL;\n",
      advanced, own.via, own.archive, own.id);
}

// Deletions of rows that others refer to have even numbers, and what else is deleted between two of
// them has the odd one.
std::string number_of(const PendingParents& above, bool is_parent) {
  const std::string number =
      format("(SELECT number + {} FROM softdelete_operation)", is_parent ? "2" : "1");
  return above.operations.empty() ? number : format("coalesce({}, {})", above.operations, number);
}

std::string via_of(const PendingParents& above) {
  return above.names.empty() ? "NULL" : format("coalesce({}, NULL)", above.names);
}

Object archiving_trigger(const ArchiveContext& context, bool is_parent) {
  const ArchiveTable& own = context.own;
  const PendingParents above = pending_parents(context);
  // Never looked at, but SQLite counts the columns: one that came since makes a DELETE fail,
  // instead of being lost.
  std::string nulls;
  for (std::size_t i = 0; i < own.columns.size(); ++i) nulls = listed_with(nulls, "NULL");
  const std::string fits =
      format("coalesce(1, ({}) IN (SELECT * FROM {ident}))", nulls, own.facts.name);
  std::string columns = column_list({own.at, own.state});
  std::string values = format("julianday({}), {}", time_of_deletion(own.settings),
                              is_parent ? fits : format("nullif(1, {})", fits));
  if (is_parent || !above.names.empty()) {
    columns += ", " + column_list({own.via, own.operation});
    values += format(", {}, {}", via_of(above), number_of(above, is_parent));
  }
  if (!own.rowid.empty()) {
    columns += format(", {ident}", own.rowid);
    values += format(", OLD.{ident}", own.facts.rowid);
  }
  columns += ", " + column_list(own.columns);
  values += ", " + column_list(own.columns, "OLD.");
  return context.trigger(
      Role::interception, "delete", own.facts.name,
      render_object("archive_delete", {{"name", own.name("delete")},
                                       {"table", own.facts.name},
                                       {"settle", is_parent ? settle(own) : ""},
                                       {"archive", own.archive},
                                       {"columns", columns},
                                       {"values", values},
                                       {"advance", is_parent ? advance(context) : ""}}));
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
  objects.push_back(context.trigger(Role::event, "deleted", own.facts.name,
                                    render_object("archive_deleted", {{"name", own.name("deleted")},
                                                                      {"table", own.facts.name},
                                                                      {"settle", settle(own)}})));
  int number = 0;
  for (const Reference& each : context.model.references) {
    const ModelTable& child = context.model.tables[each.child];
    if (each.parent != context.index || !takes_unmanaged(context.model, each)) continue;
    const std::string suffix = "child_" + std::to_string(++number);
    objects.push_back(context.trigger(
        Role::guard, suffix, child.facts.name,
        render_object(
            "archive_keep_child",
            {{"name", own.name(suffix)},
             {"child", child.facts.name},
             {"archive", own.archive},
             {"state", own.state},
             {"refers", match("b.", each.parent_columns, "OLD.", each.child_columns)},
             {"message", format("{}: cannot delete: rows of {} refer to the row and would be gone "
                                "for good; enable {} with storage = 'archive' too",
                                own.facts.name, child.facts.name, child.facts.name)}})));
  }
  return objects;
}

}  // namespace softdelete
