#include "storage/archive/restoring.hpp"

#include <algorithm>
#include <utility>

#include "schema/tokens.hpp"
#include "sqlite/quote.hpp"
#include "storage/archive/triggers.hpp"

namespace softdelete {
namespace {

std::string assign(const Names& columns, const std::string& row, const Names& values) {
  std::string out;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    out += (i == 0 ? "" : ", ") + quote_ident(columns[i]) + " = " + row + quote_ident(values[i]);
  }
  return out;
}

// What SQLite made of a reference: columns IS NULL, or their default.
std::string is_unlinked(const Reference& reference, const ArchiveTable& child,
                        const std::string& row) {
  std::string out;
  for (const std::string& each : reference.child_columns) {
    const bool to_null = reference.on_delete == "SET NULL";
    out += (out.empty() ? "" : " AND ") + row + quote_ident(each) + " IS " +
           (to_null ? "NULL" : child.facts.column(each)->default_sql.value_or("NULL"));
  }
  return out;
}

Names was(const Reference& reference, const ArchiveTable& child) {
  Names out;
  for (const std::string& each : reference.child_columns) out.push_back(child.was(each));
  return out;
}

// A constraint of the table may say to replace or to ignore, which a restore must not.
bool has_conflict_clause(const Table& table) {
  const std::vector<Token> tokens = tokenize(table.sql);
  return std::any_of(tokens.begin(), tokens.end(),
                     [](const Token& each) { return each.is("CONFLICT"); });
}

std::string names_for_people(const Names& names) {
  std::string out;
  for (const std::string& each : names) out += (out.empty() ? "" : ", ") + each;
  return out;
}

}  // namespace

Restoring::Restoring(const Model& model, const Tables& tables, std::string qualifier)
    : model_(model),
      qualifier_(std::move(qualifier)),
      roots_(tables),
      above_(in_order(model, with_parents(model, tables))),
      groups_(in_order(model, with_children(model, tables))) {}

std::string Restoring::archive_of(const ArchiveTable& table) const {
  return qualifier_ + quote_ident(table.archive);
}

std::string Restoring::live(const ArchiveTable& table) const {
  return qualifier_ + quote_ident(table.facts.name);
}

std::string Restoring::parent_of(const Reference& reference, const std::string& row,
                                 const std::string& lost) const {
  const ArchiveTable parent = at(reference.parent);
  const std::string has_key = match("b.", reference.parent_columns, row, reference.child_columns);
  const std::string from = " FROM " + archive_of(parent) + " b WHERE " + has_key;
  const std::string last = "SELECT max(b." + quote_ident(parent.id) + ")" + from;
  return "coalesce((SELECT b." + quote_ident(parent.id) + from + " AND " +
         is_archived_parent(model_, reference, row, "b.") + " ORDER BY b." +
         quote_ident(parent.operation) + " LIMIT 1), (" +
         (lost.empty() ? last + " AND "
                       : "SELECT coalesce((" + lost + "), (" + last + ")) WHERE ") +
         "NOT EXISTS (SELECT 1 FROM " + live(parent) + " p WHERE " +
         match("p.", reference.parent_columns, row, reference.child_columns) + ")))";
}

std::string Restoring::parent_before_default(const Reference& reference,
                                             const std::string& row) const {
  if (reference.on_delete != "SET DEFAULT") return parent_of(reference, row);
  const ArchiveTable child = at(reference.child);
  return parent_of(reference, row,
                   "SELECT b." + quote_ident(at(reference.parent).id) + " FROM " +
                       links_of(reference) + " WHERE " + row + quote_ident(child.id) + " = " +
                       "(SELECT min(a." + quote_ident(child.id) + ")" + since(child) + ") AND " +
                       all_given(row, reference.child_columns) + " AND " +
                       is_unlinked(reference, child, row));
}

// What deletions took of a reference, l, and the archived row that it led to, b.
std::string Restoring::links_of(const Reference& reference) const {
  const ArchiveTable parent = at(reference.parent);
  const ArchiveTable child = at(reference.child);
  return qualifier_ + quote_ident(child.links) + " l JOIN " + archive_of(parent) + " b ON b." +
         quote_ident(parent.operation) + " = l." + quote_ident(child.operation) + " AND " +
         match("b.", reference.parent_columns, "l.", was(reference, child)) + " AND l." +
         quote_ident(child.link_reference()) + " = " + quote_text(link_name(reference));
}

// FROM the archive, a: what was deleted since a reference, l, was taken and has the key of its row.
// Of several the first is that row.
std::string Restoring::since(const ArchiveTable& child) const {
  return " FROM " + archive_of(child) + " a WHERE " +
         match("a.", child.archived_locator, "l.", child.archived_locator, "IS") + " AND a." +
         quote_ident(child.operation) + " >= l." + quote_ident(child.operation);
}

// FROM the parent's archive, b, and the child's, c: where c was taken along, and b is its parent.
std::string Restoring::taken(const Reference& reference) const {
  const ArchiveTable parent = at(reference.parent);
  const ArchiveTable child = at(reference.child);
  return archive_of(parent) + " b JOIN " + archive_of(child) + " c ON " +
         match("b.", reference.parent_columns, "c.", reference.child_columns) + " AND c." +
         quote_ident(child.via) + " IS NOT NULL AND c." + quote_ident(child.state) +
         " IS NULL AND b." + quote_ident(parent.id) + " = " + parent_of(reference, "c.");
}

// Condition: the parent of a row is in the trash and stays there.
std::string Restoring::is_kept(const Reference& reference, const std::string& row) const {
  const ArchiveTable parent = at(reference.parent);
  return all_given(row, reference.child_columns) + " AND EXISTS (SELECT 1 FROM " +
         archive_of(parent) + " k WHERE k." + quote_ident(parent.id) + " = " +
         parent_of(reference, row) + " AND coalesce(k." + quote_ident(parent.state) + ", 0) < 2)";
}

void Restoring::refuse_waiting(std::vector<Step>& steps) const {
  for (const std::size_t each : roots_) {
    const ArchiveTable own = at(each);
    const std::string row = quote_ident(own.archive) + ".";
    for (const Reference* up : archived_parents(model_, each)) {
      steps.push_back({"SELECT 1 FROM " + archive_of(own) + " WHERE " + quote_ident(own.state) +
                           " = 2 AND " + is_kept(*up, row),
                       own.facts.name + ": cannot restore: the row of " +
                           at(up->parent).facts.name +
                           " that it refers to is deleted; restore that first, or call"
                           " restore_with_parents()"});
    }
  }
}

void Restoring::refuse_collisions(const ArchiveTable& table, std::vector<Step>& steps) const {
  for (const UniqueKey& each : table.facts.unique) {
    if (!each.plain()) continue;
    std::string collides;
    for (std::size_t i = 0; i < each.columns.size(); ++i) {
      const std::string column = quote_ident(each.columns[i]);
      collides += (i == 0 ? "t." : " AND t.") + column + " = a." + column;
      if (i < each.collations.size()) collides += " COLLATE " + quote_ident(each.collations[i]);
    }
    steps.push_back(
        {"SELECT 1 FROM " + archive_of(table) + " a JOIN " + live(table) + " t ON " + collides +
             " WHERE a." + quote_ident(table.state) + " >= 2",
         table.facts.name + ": cannot restore: a live row has the same " +
             names_for_people(each.columns) + "; change the deleted row first, with UPDATE " +
             quote_ident(table.settings.deleted_view) + " SET ..., or delete the live row"});
  }
}

void Restoring::insert_rows(const ArchiveTable& table, std::vector<Step>& steps) const {
  const std::string marked = quote_ident(table.state) + " >= 2";
  if (has_conflict_clause(table.facts)) refuse_collisions(table, steps);
  const bool by_rowid = table.facts.key.empty() && !table.rowid.empty();
  const std::string columns = column_list(table.written);
  // A rowid that no key declares may be another row's by now; those that are free come first.
  const std::string taken = quote_ident(table.rowid) + " IN (SELECT " +
                            quote_ident(table.facts.rowid) + " FROM " + live(table) + ")";
  steps.push_back(
      {"INSERT INTO " + live(table) + "(" +
           (by_rowid ? quote_ident(table.facts.rowid) + ", " : "") + columns + ") SELECT " +
           (by_rowid
                ? "CASE WHEN " + taken + " THEN NULL ELSE " + quote_ident(table.rowid) + " END, "
                : "") +
           columns + " FROM " + archive_of(table) + " WHERE " + marked + " ORDER BY " +
           (by_rowid ? taken + ", " : "") + quote_ident(table.id),
       "", table.facts.name + ": cannot restore", table.settings.deleted_view});
  steps.push_back({"SELECT 1 WHERE changes() <> (SELECT count(*) FROM " + archive_of(table) +
                       " WHERE " + marked + ")",
                   table.facts.name + ": cannot restore: a trigger keeps a row from coming back"});
}

void Restoring::give_back(const Reference& reference, bool to_live,
                          std::vector<Step>& steps) const {
  const ArchiveTable parent = at(reference.parent);
  const ArchiveTable child = at(reference.child);
  const std::string links = links_of(reference) + " AND b." + quote_ident(parent.state) + " >= 2";
  const std::string set =
      " SET " + assign(reference.child_columns, "l.", was(reference, child)) + " FROM " + links;
  const std::string name = quote_ident(child.facts.name) + ".";
  const std::string archived = quote_ident(child.archive) + ".";
  if (!to_live) {
    steps.push_back({"UPDATE " + archive_of(child) + set + " WHERE " + archived +
                         quote_ident(child.id) + " = (SELECT min(a." + quote_ident(child.id) + ")" +
                         since(child) + ") AND " + is_unlinked(reference, child, archived),
                     ""});
    return;
  }
  steps.push_back({"UPDATE " + live(child) + set + " WHERE " +
                       match("l.", child.archived_locator, name, child.locator, "IS") + " AND " +
                       is_unlinked(reference, child, name) + " AND NOT EXISTS (SELECT 1" +
                       since(child) + ")",
                   ""});
  steps.push_back({"DELETE FROM " + qualifier_ + quote_ident(child.links) + " WHERE " +
                       quote_ident(child.own("softdelete_link")) + " IN (SELECT l." +
                       quote_ident(child.own("softdelete_link")) + " FROM " + links + ")",
                   ""});
}

void Restoring::give_back_all(bool to_live, std::vector<Step>& steps) const {
  for (const Tables& group : groups_) {
    for (const std::size_t each : group) {
      for (const Reference* below : archived_children(model_, each)) {
        if (unlinks(*below)) give_back(*below, to_live, steps);
      }
    }
  }
}

std::vector<Step> Restoring::insert(const std::vector<Step>& checks) const {
  std::vector<Step> steps;
  for (const Tables& group : groups_) {
    mark_along(group, steps);
    keep_waiting(group, steps);
  }
  give_back_all(false, steps);
  refuse_waiting(steps);
  steps.insert(steps.end(), checks.begin(), checks.end());
  for (const Tables& group : groups_) {
    for (const std::size_t each : group) insert_rows(at(each), steps);
  }
  give_back_all(true, steps);
  return steps;
}

std::vector<Step> Restoring::check_parents_exist() const {
  std::vector<Step> steps;
  for (const Reference& each : model_.references) {
    if (!contains(roots_, each.child)) continue;
    const ArchiveTable child = at(each.child);
    const std::string row = quote_ident(child.archive) + ".";
    const Table& parent = model_.tables[each.parent].facts;
    std::string missing = "NOT EXISTS (SELECT 1 FROM " + qualifier_ + quote_ident(parent.name) +
                          " p WHERE " + match("p.", each.parent_columns, row, each.child_columns) +
                          ")";
    if (is_archived(model_.tables[each.parent]))
      missing += " AND " + parent_of(each, row) + " IS NULL";
    steps.push_back({"SELECT 1 FROM " + archive_of(child) + " WHERE " + quote_ident(child.state) +
                         " = 2 AND " + all_given(row, each.child_columns) + " AND " + missing +
                         " AND (SELECT foreign_keys FROM pragma_foreign_keys)",
                     child.facts.name + ": cannot restore: the row of " + parent.name +
                         " that it refers to is gone"});
  }
  return steps;
}

std::vector<Step> Restoring::check_unique() const {
  std::vector<Step> steps;
  for (const Tables& group : groups_) {
    for (const std::size_t each : group) refuse_collisions(at(each), steps);
  }
  return steps;
}

std::vector<Step> Restoring::remove() const {
  std::vector<Step> steps;
  for (const Tables& group : groups_) {
    for (const std::size_t each : group) {
      const ArchiveTable table = at(each);
      steps.push_back(
          {"DELETE FROM " + archive_of(table) + " WHERE " + quote_ident(table.state) + " >= 2",
           ""});
    }
  }
  return steps;
}

std::string Restoring::count() const {
  std::string out;
  for (const Tables& group : groups_) {
    for (const std::size_t each : group) {
      const ArchiveTable table = at(each);
      out += (out.empty() ? "SELECT (SELECT" : " + (SELECT") + std::string(" count(*) FROM ") +
             archive_of(table) + " WHERE " + quote_ident(table.state) + " >= 2)";
    }
  }
  return out;
}

bool Restoring::needs_deferred_keys() const {
  return std::any_of(groups_.begin(), groups_.end(),
                     [](const Tables& group) { return group.size() > 1; });
}

}  // namespace softdelete
