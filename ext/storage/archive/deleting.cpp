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

std::string listed_with(const std::string& list, const std::string& more) {
  return list.empty() ? more : list + ", " + more;
}

// The last row of that key for which the condition holds is pending no longer: no other can be.
// SQLite changes a row that is known by its rowid at once, and would write down first which rows a
// condition finds.
std::string settle(const ArchiveTable& own, const std::string& condition, const std::string& when) {
  const std::string id = quote_ident(own.id);
  const std::string archive = quote_ident(own.archive);
  return format(
      "  UPDATE {} SET {ident} = NULL WHERE {} = (SELECT max({}) FROM {} WHERE {}{}){};\n", archive,
      own.state, id, id, archive, own.is_row("", "OLD."), condition, when);
}

// A row that was left pending by what ignored its deletion; nothing is written where none was.
std::string settle_left_behind(const ArchiveTable& own) {
  return settle(own, format(" AND {ident} < last_insert_rowid()", own.id),
                format(" AND {ident} = 1", own.state));
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
std::string next_number(bool is_parent) {
  return format("(SELECT number + {} FROM softdelete_operation)", is_parent ? "2" : "1");
}

Object archiving_trigger(const ArchiveContext& context, bool is_parent) {
  const ArchiveTable& own = context.own;
  // Never looked at, but SQLite counts the columns: one that came since makes a DELETE fail,
  // instead of being lost.
  std::string each_column;
  for (std::size_t i = 0; i < own.columns.size(); ++i) each_column = listed_with(each_column, "1");
  std::string columns = quote_ident(own.at);
  std::string values = format("coalesce(julianday({}), ({}) IN (SELECT * FROM {ident}))",
                              time_of_deletion(own.settings), each_column, own.facts.name);
  if (is_parent) {
    columns += format(", {ident}", own.state);
    values += ", 1";
  }
  // A pending parent's number and name become the row's. It is asked for once, as p1, p2, ...; but
  // what is read from the archive itself SQLite would write down before it inserts.
  const std::vector<const Reference*> parents = archived_parents(context.model, context.index);
  const bool once = std::none_of(parents.begin(), parents.end(), [&](const Reference* each) {
    return each->parent == context.index;
  });
  std::string pending;
  std::string names;
  std::string numbers;
  for (std::size_t i = 0; i < parents.size(); ++i) {
    const std::string parent = pending_parent(context.model, *parents[i]);
    const std::string name = once ? "p" + std::to_string(i + 1) : parent;
    if (once) pending = listed_with(pending, format("{} AS {}", parent, name));
    names += format(" WHEN {} THEN {text}", name, context.at(parents[i]->parent).facts.name);
    numbers += name + ", ";
  }
  if (!parents.empty()) {
    columns += ", " + column_list({own.via, own.operation});
    values += format(", CASE{} END, coalesce({}{})", names, numbers, next_number(is_parent));
  } else if (is_parent) {
    columns += format(", {ident}", own.operation);
    values += ", " + next_number(is_parent);
  }
  if (!own.rowid.empty()) {
    columns += format(", {ident}", own.rowid);
    values += format(", OLD.{ident}", own.facts.rowid);
  }
  columns += ", " + column_list(own.columns);
  values += ", " + column_list(own.columns, "OLD.");
  return context.trigger(
      Role::interception, "delete", own.facts.name,
      render_object(
          "archive_delete",
          {{"name", own.name("delete")},
           {"table", own.facts.name},
           {"settle", is_parent ? settle_left_behind(own) : ""},
           {"archive", own.archive},
           {"columns", columns},
           {"values", pending.empty() ? format("VALUES ({})", values)
                                      : format("SELECT {}\n    FROM (SELECT {})", values, pending)},
           {"advance", is_parent ? advance(context) : ""}}));
}

}  // namespace

std::string pending_parent(const Model& model, const Reference& reference) {
  const ArchiveTable parent(model.tables[reference.parent]);
  return format("(SELECT {ident} * {ident} FROM {ident} p WHERE {} ORDER BY {ident} DESC LIMIT 1)",
                parent.state, parent.operation, parent.archive,
                match("p.", reference.parent_columns, "OLD.", reference.child_columns), parent.id);
}

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
                                                        {"settle", settle(own, "", "")}})));
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
             {"pending", pending_parent(context.model, each)},
             {"message", format("{}: cannot delete: rows of {} refer to the row and would be gone "
                                "for good; enable {} with storage = 'archive' too",
                                own.facts.name, child.facts.name, child.facts.name)}})));
  }
  return objects;
}

}  // namespace softdelete
