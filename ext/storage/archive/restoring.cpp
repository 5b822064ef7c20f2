#include "storage/archive/restoring.hpp"

#include <algorithm>
#include <utility>

#include "schema/tokens.hpp"
#include "sqlite/quote.hpp"
#include "storage/archive/triggers.hpp"

namespace softdelete {
namespace {

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
      groups_(in_order(model, with_children(model, tables))) {
  for (const auto& groups : {above_, groups_}) {
    for (const Tables& group : groups) {
      for (const std::size_t each : group) require_columns(model, model.tables[each]);
    }
  }
}

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
  return "coalesce(" + archived_parent(model_, reference, row, qualifier_) + ", (" +
         (lost.empty() ? last + " AND "
                       : "SELECT coalesce((" + lost + "), (" + last + ")) WHERE ") +
         "NOT EXISTS (SELECT 1 FROM " + live(parent) + " p WHERE " +
         match("p.", reference.parent_columns, row, reference.child_columns) + ")))";
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

// A rowid that no key declares may be another row's by now. Then the row gets one that none has had
// in the table or the archive, and what a deletion took of its references is known by that.
void Restoring::make_rowids_free(const ArchiveTable& table, std::vector<Step>& steps) const {
  const std::string rowid = quote_ident(table.rowid);
  const std::string id = quote_ident(table.id);
  const std::string archive = archive_of(table);
  const std::string marked = quote_ident(table.state) + " >= 2";
  const std::string own = quote_ident(table.archive) + ".";
  const std::string live_rowid = quote_ident(table.facts.rowid);
  const std::string taken = "(" + own + rowid + " IN (SELECT " + live_rowid + " FROM " +
                            live(table) + ") OR EXISTS (SELECT 1 FROM " + archive + " e WHERE e." +
                            rowid + " = " + own + rowid + " AND e." + marked + " AND e." + id +
                            " < " + own + id + "))";
  const std::string free = "(SELECT max(n) FROM (SELECT max(" + rowid + ") AS n FROM " + archive +
                           " UNION ALL SELECT max(" + live_rowid + ") FROM " + live(table) +
                           ")) + " + own + id;
  if (has_links(model_, model_.index_of(table.table))) {
    const std::string links = quote_ident(table.links) + ".";
    const std::string operation = quote_ident(table.operation);
    steps.push_back({"UPDATE " + qualifier_ + quote_ident(table.links) + " SET " + rowid + " = " +
                         free + " FROM " + archive + " WHERE " + own + marked + " AND " + taken +
                         " AND " + own + id + " = (SELECT min(a." + id + ") FROM " + archive +
                         " a WHERE a." + rowid + " = " + links + rowid + " AND a." + operation +
                         " >= " + links + operation + ")",
                     ""});
  }
  steps.push_back(
      {"UPDATE " + archive + " SET " + rowid + " = " + free + " WHERE " + marked + " AND " + taken,
       ""});
}

void Restoring::insert_rows(const ArchiveTable& table, std::vector<Step>& steps) const {
  const std::string marked = quote_ident(table.state) + " >= 2";
  if (has_conflict_clause(table.facts)) refuse_collisions(table, steps);
  Names to = table.written;
  Names from = table.written;
  if (!table.rowid.empty()) {
    make_rowids_free(table, steps);
    to.insert(to.begin(), table.facts.rowid);
    from.insert(from.begin(), table.rowid);
  }
  steps.push_back({"INSERT INTO " + live(table) + "(" + column_list(to) + ") SELECT " +
                       column_list(from) + " FROM " + archive_of(table) + " WHERE " + marked +
                       " ORDER BY +" + quote_ident(table.id),
                   "", table.facts.name + ": cannot restore", table.settings.deleted_view});
  steps.push_back({"SELECT 1 WHERE changes() <> (SELECT count(*) FROM " + archive_of(table) +
                       " WHERE " + marked + ")",
                   table.facts.name + ": cannot restore: a trigger keeps a row from coming back"});
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
