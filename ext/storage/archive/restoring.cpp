#include "storage/archive/restoring.hpp"

#include <algorithm>
#include <utility>

#include "schema/tokens.hpp"
#include "sqlite/format.hpp"
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
  return format("{}{ident}", qualifier_, table.archive);
}

std::string Restoring::live(const ArchiveTable& table) const {
  return format("{}{ident}", qualifier_, table.facts.name);
}

std::string Restoring::parent_of(const Reference& reference, std::string_view row,
                                 const std::string& lost) const {
  const ArchiveTable parent = at(reference.parent);
  const std::string has_key = match("b.", reference.parent_columns, row, reference.child_columns);
  const std::string from = format(" FROM {} b WHERE {}", archive_of(parent), has_key);
  const std::string last = format("SELECT max(b.{ident}){}", parent.id, from);
  return format(
      "coalesce({}, ({}NOT EXISTS (SELECT 1 FROM {} p WHERE {})))",
      archived_parent(model_, reference, row, qualifier_),
      lost.empty() ? last + " AND " : format("SELECT coalesce(({}), ({})) WHERE ", lost, last),
      live(parent), match("p.", reference.parent_columns, row, reference.child_columns));
}

// FROM the parent's archive, b, and the child's, c: where c was taken along, and b is its parent.
std::string Restoring::taken(const Reference& reference) const {
  const ArchiveTable parent = at(reference.parent);
  const ArchiveTable child = at(reference.child);
  return format(
      "{} b JOIN {} c ON {} AND c.{ident} IS NOT NULL AND c.{ident} IS NULL AND b.{ident} = {}",
      archive_of(parent), archive_of(child),
      match("b.", reference.parent_columns, "c.", reference.child_columns), child.via, child.state,
      parent.id, parent_of(reference, "c."));
}

// Condition: the parent of a row is in the trash and stays there.
std::string Restoring::is_kept(const Reference& reference, std::string_view row) const {
  const ArchiveTable parent = at(reference.parent);
  return format(
      "{} AND EXISTS (SELECT 1 FROM {} k WHERE k.{ident} = {} AND coalesce(k.{ident}, 0) < 2)",
      all_given(row, reference.child_columns), archive_of(parent), parent.id,
      parent_of(reference, row), parent.state);
}

void Restoring::refuse_waiting(std::vector<Step>& steps) const {
  for (const std::size_t each : roots_) {
    const ArchiveTable own = at(each);
    const std::string row = format("{ident}.", own.archive);
    for (const Reference* up : archived_parents(model_, each)) {
      steps.push_back({format("SELECT 1 FROM {} WHERE {ident} = 2 AND {}", archive_of(own),
                              own.state, is_kept(*up, row)),
                       format("{}: cannot restore: the row of {} that it refers to is deleted; "
                              "restore that first, or call restore_with_parents()",
                              own.facts.name, at(up->parent).facts.name)});
    }
  }
}

void Restoring::refuse_collisions(const ArchiveTable& table, std::vector<Step>& steps) const {
  for (const UniqueKey& each : table.facts.unique) {
    if (!each.plain()) continue;
    std::string collides;
    for (std::size_t i = 0; i < each.columns.size(); ++i) {
      const std::string column = quote_ident(each.columns[i]);
      collides += format("{}{} = a.{}", i == 0 ? "t." : " AND t.", column, column);
      if (i < each.collations.size()) collides += format(" COLLATE {ident}", each.collations[i]);
    }
    steps.push_back(
        {format("SELECT 1 FROM {} a JOIN {} t ON {} WHERE a.{ident} >= 2", archive_of(table),
                live(table), collides, table.state),
         format("{}: cannot restore: a live row has the same {}; change the deleted row first, "
                "with UPDATE {ident} SET ..., or delete the live row",
                table.facts.name, names_for_people(each.columns), table.settings.deleted_view)});
  }
}

// A rowid that no key declares may be another row's by now. Then the row gets one that none has had
// in the table or the archive, and what a deletion took of its references is known by that.
void Restoring::make_rowids_free(const ArchiveTable& table, std::vector<Step>& steps) const {
  const std::string rowid = quote_ident(table.rowid);
  const std::string id = quote_ident(table.id);
  const std::string archive = archive_of(table);
  const std::string marked = format("{ident} >= 2", table.state);
  const std::string own = format("{ident}.", table.archive);
  const std::string live_rowid = quote_ident(table.facts.rowid);
  const std::string taken = format(
      "({}{} IN (SELECT {} FROM {}) OR EXISTS (SELECT 1 FROM {} e WHERE e.{} = {}{} AND e.{} AND "
      "e.{} < {}{}))",
      own, rowid, live_rowid, live(table), archive, rowid, own, rowid, marked, id, own, id);
  const std::string free = format(
      "(SELECT max(n) FROM (SELECT max({}) AS n FROM {} UNION ALL SELECT max({}) FROM {})) + {}{}",
      rowid, archive, live_rowid, live(table), own, id);
  if (has_links(model_, model_.index_of(table.table))) {
    const std::string links = format("{ident}.", table.links);
    const std::string operation = quote_ident(table.operation);
    steps.push_back(
        {format("UPDATE {}{ident} SET {} = {} FROM {} WHERE {}{} AND {} AND {}{} = "
                "(SELECT min(a.{}) FROM {} a WHERE a.{} = {}{} AND a.{} >= {}{})",
                qualifier_, table.links, rowid, free, archive, own, marked, taken, own, id, id,
                archive, rowid, links, rowid, operation, links, operation)});
  }
  steps.push_back(
      {format("UPDATE {} SET {} = {} WHERE {} AND {}", archive, rowid, free, marked, taken)});
}

void Restoring::insert_rows(const ArchiveTable& table, std::vector<Step>& steps) const {
  const std::string marked = format("{ident} >= 2", table.state);
  if (has_conflict_clause(table.facts)) refuse_collisions(table, steps);
  Names to = table.written;
  Names from = table.written;
  if (!table.rowid.empty()) {
    make_rowids_free(table, steps);
    to.insert(to.begin(), table.facts.rowid);
    from.insert(from.begin(), table.rowid);
  }
  steps.push_back(
      {format("INSERT INTO {}({}) SELECT {} FROM {} WHERE {} ORDER BY +{ident}", live(table),
              column_list(to), column_list(from), archive_of(table), marked, table.id),
       "", table.facts.name + ": cannot restore", table.settings.deleted_view});
  steps.push_back({format("SELECT 1 WHERE changes() <> (SELECT count(*) FROM {} WHERE {})",
                          archive_of(table), marked),
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
    const std::string row = format("{ident}.", child.archive);
    const Table& parent = model_.tables[each.parent].facts;
    std::string missing =
        format("NOT EXISTS (SELECT 1 FROM {}{ident} p WHERE {})", qualifier_, parent.name,
               match("p.", each.parent_columns, row, each.child_columns));
    if (is_archived(model_.tables[each.parent]))
      missing += format(" AND {} IS NULL", parent_of(each, row));
    steps.push_back(
        {format("SELECT 1 FROM {} WHERE {ident} = 2 AND {} AND {} AND (SELECT foreign_keys FROM "
                "pragma_foreign_keys)",
                archive_of(child), child.state, all_given(row, each.child_columns), missing),
         format("{}: cannot restore: the row of {} that it refers to is gone", child.facts.name,
                parent.name)});
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
          {format("DELETE FROM {} WHERE {ident} >= 2", archive_of(table), table.state)});
    }
  }
  return steps;
}

std::string Restoring::count() const {
  std::string out;
  for (const Tables& group : groups_) {
    for (const std::size_t each : group) {
      const ArchiveTable table = at(each);
      out += format("{} count(*) FROM {} WHERE {ident} >= 2)",
                    out.empty() ? "SELECT (SELECT" : " + (SELECT", archive_of(table), table.state);
    }
  }
  return out;
}

bool Restoring::needs_deferred_keys() const {
  return std::any_of(groups_.begin(), groups_.end(),
                     [](const Tables& group) { return group.size() > 1; });
}

}  // namespace softdelete
