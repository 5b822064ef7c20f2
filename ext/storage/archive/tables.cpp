#include "storage/archive/tables.hpp"

#include <algorithm>
#include <set>

#include "sqlite/format.hpp"
#include "sqlite/quote.hpp"
#include "sqlite/statement.hpp"
#include "storage/archive/columns.hpp"
#include "storage/archive/definition.hpp"
#include "storage/archive/triggers.hpp"

namespace softdelete {
namespace {

using Statements = std::vector<std::string>;

std::string suffix_of(const Names& names) {
  std::string out;
  for (const std::string& each : names) out += "_" + each;
  return out;
}

void add_index(const ArchiveTable& table, const std::string& qualifier, const std::string& suffix,
               const Names& columns, Statements& statements) {
  const std::string sql =
      format("CREATE INDEX IF NOT EXISTS {}{ident} ON {ident}({})", qualifier,
             table.name("archive_" + suffix), table.archive, column_list(columns));
  if (std::find(statements.begin(), statements.end(), sql) == statements.end()) {
    statements.push_back(sql);
  }
}

Names with(Names columns, const std::string& more) {
  columns.push_back(more);
  return columns;
}

// What finds rows by key, by age, and by what tables refer to.
void add_indexes(const Model& model, std::size_t index, const std::string& qualifier,
                 Statements& statements) {
  const ArchiveTable table(model.tables[index]);
  const auto by = [&](const Names& columns) {
    add_index(table, qualifier, "by" + suffix_of(columns), columns, statements);
  };
  by(table.archived_key);
  add_index(table, qualifier, "at", {table.at}, statements);
  for (const Reference& each : model.references) {
    if (each.parent != index) continue;
    if (is_archived(model.tables[each.child]) || takes_unmanaged(model, each))
      by(each.parent_columns);
  }
  for (const Reference* each : archived_parents(model, index)) {
    add_index(table, qualifier, "of" + suffix_of(each->child_columns),
              with(each->child_columns, table.operation), statements);
  }
}

// The columns of what remembers references, behind those of ours; none where nothing is remembered.
NewColumns links_columns(const Model& model, std::size_t index) {
  const ArchiveTable table(model.tables[index]);
  NewColumns key;
  NewColumns was;
  const auto add = [&](NewColumns& columns, const std::string& name, const std::string& column) {
    const auto same = [&](const auto& each) { return same_name(each.first, name); };
    if (std::any_of(columns.begin(), columns.end(), same)) return;
    const Column* facts = table.facts.column(column);
    columns.emplace_back(name, facts == nullptr ? format("{ident} INTEGER", name)
                                                : archived_column(table.facts, name, *facts));
  };
  for (std::size_t i = 0; i < table.locator.size(); ++i) {
    add(key, table.archived_locator[i], table.locator[i]);
  }
  for (const Reference* each : archived_parents(model, index)) {
    if (!unlinks(*each)) continue;
    for (const std::string& column : each->child_columns) add(was, table.was(column), column);
  }
  if (was.empty()) return {};
  key.insert(key.end(), was.begin(), was.end());
  return key;
}

void add_links(const Model& model, std::size_t index, const std::string& qualifier,
               Statements& statements) {
  const ArchiveTable table(model.tables[index]);
  const NewColumns columns = links_columns(model, index);
  if (columns.empty()) return;
  std::string list = format("{ident} INTEGER PRIMARY KEY, {ident} TEXT, {ident} INTEGER",
                            table.own("softdelete_link"), table.link_reference(), table.operation);
  for (const auto& [name, definition] : columns) list += ", " + definition;
  statements.push_back(
      format("CREATE TABLE IF NOT EXISTS {}{ident}({})", qualifier, table.links, list));
  statements.push_back(format("CREATE INDEX IF NOT EXISTS {}{ident} ON {ident}({ident})", qualifier,
                              table.name("links_operation"), table.links, table.operation));
  statements.push_back(format("CREATE INDEX IF NOT EXISTS {}{ident} ON {ident}({})", qualifier,
                              table.name("links_row"), table.links,
                              column_list(table.archived_locator)));
}

void create_archive(const ArchiveTable& table, const std::string& qualifier,
                    Statements& statements) {
  std::string columns = format(
      "{ident} INTEGER PRIMARY KEY, {ident} REAL, {ident} TEXT, {ident} INTEGER, {ident} INTEGER",
      table.id, table.at, table.via, table.operation, table.state);
  if (!table.rowid.empty()) columns += format(", {ident} INTEGER", table.rowid);
  for (const Column& each : table.facts.columns) {
    columns += ", " + archived_column(table.facts, each.name, each);
  }
  statements.push_back(
      format("CREATE TABLE IF NOT EXISTS {}{ident}({})", qualifier, table.archive, columns));
  statements.push_back(format("CREATE TABLE IF NOT EXISTS {}{ident}(id INTEGER PRIMARY KEY, along)",
                              qualifier, table.restoring));
}

// A view or an index of that name.
void check_name(sqlite3* db, const ArchiveTable& table) {
  Statement taken(db, format("SELECT type FROM {ident}.sqlite_schema WHERE name = ?1 COLLATE "
                             "NOCASE AND type IN ('view', 'index')",
                             table.facts.schema));
  taken.bind(1, table.archive);
  if (taken.step()) refuse_taken(table, "a " + taken.text(0));
}

// An archive, and what remembers references, that are there: named and made like the table is now.
void follow_table(sqlite3* db, const Model& model, const ModelTable& table,
                  const std::string& qualifier, Statements& statements) {
  const ArchiveTable own(table);
  const Kept kept =
      read_kept(db, table.facts.schema, {table.facts.name}).at(folded(table.facts.name));
  const bool renamed = !kept.archive.empty() && !same_name(kept.archive, own.archive);
  const std::string before = renamed ? kept.archive : own.archive;
  const ModelTable* archive = model.find(before);
  if (renamed && archive != nullptr && model.find(own.archive) != nullptr) {
    refuse_taken(own, format("another archive, while that of {} is {}", table.facts.name, before));
  }
  const auto follow = [&](const ModelTable& is, const std::string& name,
                          const Statements& changes) {
    if (same_name(is.facts.name, name) && changes.empty()) return;
    // A script may run where there is none of this yet.
    statements.push_back(create_as_it_is(is.facts, qualifier));
    if (!same_name(is.facts.name, name)) {
      statements.push_back(
          format("ALTER TABLE {}{ident} RENAME TO {ident}", qualifier, is.facts.name, name));
    }
    statements.insert(statements.end(), changes.begin(), changes.end());
  };
  if (archive != nullptr) {
    follow(*archive, own.archive,
           follow_columns(db, own, archive->facts, kept,
                          format("ALTER TABLE {}{ident}", qualifier, own.archive)));
  }
  const std::string prefix_before =
      before.substr(0, before.size() - std::string_view("archive").size());
  if (const ModelTable* restoring = model.find(prefix_before + "restoring")) {
    follow(*restoring, own.restoring, {});
  }
  if (const ModelTable* links = model.find(prefix_before + "links")) {
    follow(*links, own.links,
           follow_links(model, own, links->facts, links_columns(model, model.index_of(table)), kept,
                        format("ALTER TABLE {}{ident}", qualifier, own.links),
                        format("UPDATE {}{ident}", qualifier, own.links)));
  }
}

}  // namespace

std::vector<std::string> prepare_archive(sqlite3* db, const Model& model, const ModelTable& table,
                                         const std::string& qualifier) {
  check_name(db, ArchiveTable(table));
  Statements statements;
  const std::size_t own = model.index_of(table);
  std::set<std::size_t> near{own};
  for (const Reference* each : archived_parents(model, own)) near.insert(each->parent);
  for (const Reference* each : archived_children(model, own)) near.insert(each->child);
  for (const std::size_t each : near) {
    follow_table(db, model, model.tables[each], qualifier, statements);
    create_archive(ArchiveTable(model.tables[each]), qualifier, statements);
  }
  statements.push_back(
      format("CREATE TABLE IF NOT EXISTS {}{}(id INTEGER PRIMARY KEY CHECK (id = 1), number "
             "INTEGER NOT NULL)",
             qualifier, kOperation));
  statements.push_back(format("INSERT OR IGNORE INTO {}{} VALUES (1, 0)", qualifier, kOperation));
  for (const std::size_t each : near) {
    add_indexes(model, each, qualifier, statements);
    add_links(model, each, qualifier, statements);
  }
  return statements;
}

std::vector<std::string> drop_archive(const Model& model, const ModelTable& table,
                                      const std::string& qualifier) {
  const ArchiveTable own(table);
  const ModelTable* archive = model.find(own.archive);
  if (archive != nullptr && !is_archive_of(own, archive->facts)) {
    fail(
        "softdelete: the archive of {} does not fit it; call SELECT "
        "softdelete_repair({text}) first",
        table.facts.name, table.facts.name);
  }
  Statements statements;
  for (const std::string& each : {own.archive, own.links, own.restoring}) {
    if (model.find(each) != nullptr) {
      statements.push_back(format("DROP TABLE {}{ident}", qualifier, each));
    }
  }
  return statements;
}

}  // namespace softdelete
