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

Restoring::Restoring(sqlite3* db, const Model& model, const Tables& tables, std::string qualifier)
    : model_(model),
      qualifier_(std::move(qualifier)),
      roots_(tables),
      above_(in_order(model, with_parents(model, tables))),
      groups_(in_order(model, with_children(model, tables))) {
  std::vector<const ModelTable*> all;
  for (const auto& groups : {above_, groups_}) {
    for (const Tables& group : groups) {
      for (const std::size_t each : group) all.push_back(&model.tables[each]);
    }
  }
  require_columns(db, model, all);
}

std::string Restoring::archive_of(const ArchiveTable& table) const {
  return format("{}{ident}", qualifier_, table.archive);
}

std::string Restoring::list_of(const ArchiveTable& table) const {
  return format("{}{ident}", qualifier_, table.restoring);
}

std::string Restoring::listed(const ArchiveTable& table, const std::string& as) const {
  return format("{} m CROSS JOIN {} {} ON {}.{ident} = m.id", list_of(table), archive_of(table), as,
                as, table.id);
}

std::string Restoring::is_listed(const ArchiveTable& table, const std::string& id) const {
  return format("EXISTS (SELECT 1 FROM {} n WHERE n.id = {})", list_of(table), id);
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

// FROM a source of ids, m, the parent's archive, b, and the child's, c: where b is one of those and
// the parent of c, and c was taken along. The same as c's parent_of() is b, but found from b alone:
// by the numbers of the deletions between the one before of that key and b's. Of what was deleted
// when no row of that key was any more, the last is the parent.
std::string Restoring::taken(const Reference& reference, const std::string& parents) const {
  const ArchiveTable parent = at(reference.parent);
  const ArchiveTable child = at(reference.child);
  const std::string id = quote_ident(parent.id);
  const std::string operation = quote_ident(parent.operation);
  const std::string same_key =
      format(" FROM {} e WHERE {} AND e.{}", archive_of(parent),
             match("e.", reference.parent_columns, "b.", reference.parent_columns), id);
  const std::string number = format("c.{ident}", child.operation);
  return format(
      "{} m CROSS JOIN {} b ON b.{} = m.id CROSS JOIN {} c ON {} AND {} > (SELECT "
      "coalesce(max(e.{}), 0){} < b.{}) AND {} <= CASE WHEN EXISTS (SELECT 1{} > b.{}) OR EXISTS "
      "(SELECT 1 FROM {} p WHERE {}) THEN b.{} ELSE 9223372036854775807 END AND c.{ident} IS NOT "
      "NULL",
      parents, archive_of(parent), id, archive_of(child),
      match("b.", reference.parent_columns, "c.", reference.child_columns), number, operation,
      same_key, id, number, same_key, id, live(parent),
      match("p.", reference.parent_columns, "b.", reference.parent_columns), operation, child.via);
}

// Condition: the parent of a row is in the trash and stays there.
std::string Restoring::is_kept(const Reference& reference, std::string_view row) const {
  const ArchiveTable parent = at(reference.parent);
  const std::string id = format("k.{ident}", parent.id);
  return format("{} AND EXISTS (SELECT 1 FROM {} k WHERE {} = {} AND NOT {})",
                all_given(row, reference.child_columns), archive_of(parent), id,
                parent_of(reference, row), is_listed(parent, id));
}

void Restoring::refuse_waiting(std::vector<Step>& steps) const {
  for (const std::size_t each : roots_) {
    const ArchiveTable own = at(each);
    for (const Reference* up : archived_parents(model_, each)) {
      steps.push_back({format("SELECT 1 FROM {} WHERE m.along = 0 AND {}", listed(own, "c"),
                              is_kept(*up, "c.")),
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
      collides += format("{}{} = a.{} COLLATE {ident}", i == 0 ? "t." : " AND t.", column, column,
                         each.collations[i]);
    }
    steps.push_back(
        {format("SELECT 1 FROM {} CROSS JOIN {} t ON {}", listed(table, "a"), live(table),
                collides),
         format("{}: cannot restore: a live row has the same {}; change the deleted row first, "
                "with UPDATE {ident} SET ..., or delete the live row",
                table.facts.name, names_for_people(each.columns), table.settings.deleted_view)});
  }
}

// A rowid that no key declares may be another row's by now; a row that was deleted when the table
// had a key has none, and one that was deleted when a column was called rowid has that column's
// value. Then the row gets one that none has had in the table or the archive, and what a deletion
// took of its references is known by that.
void Restoring::make_rowids_free(const ArchiveTable& table, std::vector<Step>& steps) const {
  const std::string rowid = quote_ident(table.rowid);
  const std::string id = quote_ident(table.id);
  const std::string archive = archive_of(table);
  const std::string own = format("{ident}.", table.archive);
  const std::string comes_back = format("{}{} IN (SELECT id FROM {})", own, id, list_of(table));
  const std::string live_rowid = quote_ident(table.facts.rowid);
  const std::string earlier =
      format("SELECT 1 FROM {} e WHERE e.{} = {}{} AND e.{} < {}{} AND {}", archive, rowid, own,
             rowid, id, own, id, is_listed(table, "e." + id));
  const std::string taken =
      format("(typeof({}{}) <> 'integer' OR {}{} IN (SELECT {} FROM {}) OR EXISTS ({}))", own,
             rowid, own, rowid, live_rowid, live(table), earlier);
  const std::string archived =
      format("SELECT max({}) AS n FROM {} WHERE typeof({}) = 'integer'", rowid, archive, rowid);
  const std::string free =
      format("(SELECT max(n) FROM ({} UNION ALL SELECT max({}) FROM {})) + {}{}", archived,
             live_rowid, live(table), own, id);
  if (has_links(model_, model_.index_of(table.table))) {
    const std::string links = format("{ident}.", table.links);
    const std::string operation = quote_ident(table.operation);
    steps.push_back(
        {format("UPDATE {}{ident} SET {} = {} FROM {} WHERE {} AND {} AND {}{} = {}{} AND {}{} = "
                "(SELECT min(a.{}) FROM {} a WHERE a.{} = {}{} AND a.{} >= {}{})",
                qualifier_, table.links, rowid, free, archive, comes_back, taken, links, rowid, own,
                rowid, own, id, id, archive, rowid, links, rowid, operation, links, operation)});
  }
  steps.push_back(
      {format("UPDATE {} SET {} = {} WHERE {} AND {}", archive, rowid, free, comes_back, taken)});
}

void Restoring::insert_rows(const ArchiveTable& table, std::vector<Step>& steps) const {
  if (has_conflict_clause(table.facts)) refuse_collisions(table, steps);
  Names to = table.written;
  Names from = table.written;
  if (!table.rowid.empty()) {
    make_rowids_free(table, steps);
    to.insert(to.begin(), table.facts.rowid);
    from.insert(from.begin(), table.rowid);
  }
  steps.push_back({format("INSERT INTO {}({}) SELECT {} FROM {} ORDER BY m.id", live(table),
                          column_list(to), column_list(from, "a."), listed(table, "a")),
                   "", table.facts.name + ": cannot restore", table.settings.deleted_view});
  steps.push_back({format("SELECT 1 WHERE changes() <> (SELECT count(*) FROM {})", list_of(table)),
                   table.facts.name + ": cannot restore: a trigger keeps a row from coming back"});
}

std::vector<Step> Restoring::insert(const std::vector<Step>& checks) const {
  std::vector<Step> steps;
  for (const Tables& group : groups_) {
    come_along(group, steps);
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
    const std::string row = "c.";
    const Table& parent = model_.tables[each.parent].facts;
    std::string missing =
        format("NOT EXISTS (SELECT 1 FROM {}{ident} p WHERE {})", qualifier_, parent.name,
               match("p.", each.parent_columns, row, each.child_columns));
    if (is_archived(model_.tables[each.parent]))
      missing += format(" AND {} IS NULL", parent_of(each, row));
    steps.push_back({format("SELECT 1 FROM {} WHERE m.along = 0 AND {} AND {} AND (SELECT "
                            "foreign_keys FROM pragma_foreign_keys)",
                            listed(child, "c"), all_given(row, each.child_columns), missing),
                     format("{}: cannot restore: the row of {} that it refers to is gone",
                            child.facts.name, parent.name)});
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
      const std::string list = list_of(table);
      steps.push_back({format("DELETE FROM {} WHERE {ident} IN (SELECT id FROM {})",
                              archive_of(table), table.id, list)});
      // With a condition, SQLite writes nothing where nothing is listed.
      steps.push_back({format("DELETE FROM {} WHERE id > 0", list)});
    }
  }
  return steps;
}

std::string Restoring::count() const {
  std::string out;
  for (const Tables& group : groups_) {
    for (const std::size_t each : group) {
      out += format("{} count(*) FROM {})", out.empty() ? "SELECT (SELECT" : " + (SELECT",
                    list_of(at(each)));
    }
  }
  return out;
}

bool Restoring::needs_deferred_keys() const {
  return std::any_of(groups_.begin(), groups_.end(),
                     [](const Tables& group) { return group.size() > 1; });
}

}  // namespace softdelete
