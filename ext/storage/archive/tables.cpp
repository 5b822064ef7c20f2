#include "storage/archive/tables.hpp"

#include <algorithm>
#include <utility>

#include "schema/marker.hpp"
#include "schema/tokens.hpp"
#include "sqlite/quote.hpp"
#include "sqlite/statement.hpp"
#include "storage/archive/triggers.hpp"

namespace softdelete {
namespace {

using Statements = std::vector<std::string>;

// A type as it was declared, or the same as one quoted name where its text is not that simple.
std::string declared_type(const Table& table, const Column& column) {
  // ANY converts nothing in a STRICT table, and texts to numbers in any other.
  if (table.strict && same_name(column.type, "ANY")) return "";
  for (const Token& each : tokenize(column.type)) {
    const bool plain = each.kind == TokenKind::word || each.is("(") || each.is(")") ||
                       each.is(",") ||
                       each.text.find_first_not_of("0123456789.+-") == std::string_view::npos;
    if (!plain) return quote_ident(column.type);
  }
  return column.type;
}

std::string definition(const Table& table, const std::string& name, const Column& column) {
  const std::string type = declared_type(table, column);
  return quote_ident(name) + (type.empty() ? "" : " " + type) +
         (same_name(column.collation, "BINARY") ? "" : " COLLATE " + quote_ident(column.collation));
}

// The default of a new column, which the rows that were there get; a literal, or nothing.
std::string literal_default(const Column& column) {
  if (!column.default_sql || column.generated) return "";
  std::vector<Token> tokens = tokenize(*column.default_sql);
  while (tokens.size() > 2 && tokens.front().is("(") && tokens.back().is(")")) {
    tokens.erase(tokens.begin());
    tokens.pop_back();
  }
  if (tokens.size() == 2 && !tokens[0].is("-") && !tokens[0].is("+")) return "";
  if (tokens.empty() || tokens.size() > 2) return "";
  const Token& last = tokens.back();
  const bool literal = last.kind == TokenKind::string ||
                       (last.kind == TokenKind::other && !last.is(")")) || last.is("NULL");
  return literal ? " DEFAULT " + std::string(tokens.size() == 2 ? tokens[0].text : "") +
                       std::string(last.text)
                 : "";
}

std::string suffix_of(const Names& names) {
  std::string out;
  for (const std::string& each : names) out += "_" + each;
  return out;
}

void add_index(const ArchiveTable& table, const std::string& qualifier, const std::string& suffix,
               const Names& columns, const std::string& where, Statements& statements) {
  const std::string sql = "CREATE INDEX IF NOT EXISTS " + qualifier +
                          quote_ident(table.name("archive_" + suffix)) + " ON " +
                          quote_ident(table.archive) + "(" + column_list(columns) + ")" + where;
  if (std::find(statements.begin(), statements.end(), sql) == statements.end()) {
    statements.push_back(sql);
  }
}

Names with(Names columns, const std::string& more) {
  columns.push_back(more);
  return columns;
}

Names behind(const std::string& first, const Names& columns) {
  Names out{first};
  out.insert(out.end(), columns.begin(), columns.end());
  return out;
}

// What finds rows by key, by age and by state; and by what other tables refer to.
void add_indexes(const Model& model, std::size_t index, const std::string& qualifier,
                 Statements& statements) {
  const ArchiveTable table(model.tables[index]);
  const std::string is_marked = " WHERE " + quote_ident(table.state) + " IS NOT NULL";
  const auto by = [&](const Names& columns) {
    add_index(table, qualifier, "by" + suffix_of(columns), columns, "", statements);
  };
  const auto by_state = [&](const Names& columns) {
    add_index(table, qualifier, "state" + suffix_of(columns), behind(table.state, columns),
              is_marked, statements);
  };
  by(table.archived_key);
  if (table.archived_locator.size() <= kContextKeyColumns) by_state(table.archived_locator);
  add_index(table, qualifier, "at", {table.at}, "", statements);
  for (const Reference* each : archived_children(model, index)) {
    by(each->parent_columns);
    by_state(each->parent_columns);
  }
  for (const Reference* each : archived_parents(model, index)) {
    add_index(table, qualifier, "of" + suffix_of(each->child_columns),
              with(each->child_columns, table.operation), "", statements);
  }
}

void add_links(const Model& model, std::size_t index, const std::string& qualifier,
               Statements& statements) {
  const ArchiveTable table(model.tables[index]);
  Names columns;
  const auto add = [&](const std::string& name, const std::string& column) {
    const Column* facts = table.facts.column(column);
    columns.push_back(facts == nullptr ? quote_ident(name) : definition(table.facts, name, *facts));
  };
  bool any = false;
  for (std::size_t i = 0; i < table.locator.size(); ++i) {
    add(table.archived_locator[i], table.locator[i]);
  }
  const std::size_t key_columns = columns.size();
  for (const Reference* each : archived_parents(model, index)) {
    if (!unlinks(*each)) continue;
    any = true;
    for (const std::string& column : each->child_columns) {
      const std::size_t before = columns.size();
      add(table.was(column), column);
      if (std::find(columns.begin() + static_cast<std::ptrdiff_t>(key_columns), columns.end() - 1,
                    columns.back()) != columns.end() - 1) {
        columns.resize(before);
      }
    }
  }
  if (!any) return;
  const std::string own = quote_ident(table.own("softdelete_link")) + " INTEGER PRIMARY KEY, " +
                          quote_ident(table.link_reference()) + " TEXT, " +
                          quote_ident(table.operation) + " INTEGER";
  std::string list = own;
  for (const std::string& each : columns) list += ", " + each;
  statements.push_back("CREATE TABLE IF NOT EXISTS " + qualifier + quote_ident(table.links) + "(" +
                       list + ")");
  if (const ModelTable* there = model.find(table.links)) {
    for (std::size_t i = key_columns; i < columns.size(); ++i) {
      const std::string name = tokenize(columns[i]).front().unquoted();
      if (there->facts.column(name) != nullptr) continue;
      statements.push_back("ALTER TABLE " + qualifier + quote_ident(table.links) + " ADD COLUMN " +
                           columns[i]);
    }
  }
  statements.push_back("CREATE INDEX IF NOT EXISTS " + qualifier +
                       quote_ident(table.name("links_operation")) + " ON " +
                       quote_ident(table.links) + "(" + quote_ident(table.operation) + ")");
}

// What the delete trigger that is there says: SQLite keeps it true when the table or a column is
// renamed, so it tells which column of the archive holds which.
struct Kept {
  std::string archive;
  std::vector<std::pair<std::string, std::string>> columns;  // of the archive, of the table
};

Kept read_kept(sqlite3* db, const Table& table) {
  Kept kept;
  Statement list(db, "SELECT name, sql FROM " + quote_ident(table.schema) +
                         ".sqlite_schema WHERE type = 'trigger' AND tbl_name = ?1 COLLATE NOCASE");
  list.bind(1, table.name);
  std::string sql;
  while (list.step()) {
    const std::string name = list.text(0);
    const std::string suffix = "_softdelete_delete";
    const bool ours = name.size() > suffix.size() &&
                      same_name(std::string_view(name).substr(name.size() - suffix.size()), suffix);
    if (ours && has_marker("trigger", name, list.text(1))) sql = list.text(1);
  }
  const std::vector<Token> tokens = tokenize(sql);
  std::size_t insert = 0;
  for (std::size_t i = 0; i + 2 < tokens.size(); ++i) {
    if (tokens[i].is("INSERT") && tokens[i + 1].is("INTO")) insert = i + 2;
  }
  if (insert == 0) return kept;
  kept.archive = tokens[insert].unquoted();
  Names columns;
  std::size_t at = insert + 2;
  for (; at < tokens.size() && !tokens[at].is(")"); ++at) {
    if (!tokens[at].is(",")) columns.push_back(tokens[at].unquoted());
  }
  Names values;
  for (; at + 2 < tokens.size() && !tokens[at].is("FROM"); ++at) {
    if (tokens[at].is("OLD") && tokens[at + 1].is(".")) values.push_back(tokens[at + 2].unquoted());
  }
  for (std::size_t i = 0; i < values.size() && i < columns.size(); ++i) {
    kept.columns.emplace_back(columns[columns.size() - 1 - i], values[values.size() - 1 - i]);
  }
  return kept;
}

[[noreturn]] void refuse_taken(const ArchiveTable& table, const std::string& what) {
  throw Error("softdelete: the name " + quote_ident(table.archive) +
              ", which is needed for the archive of " + table.facts.name + ", is taken by " + what +
              "; rename or drop that");
}

// Brings an archive that is there to what the table is like now.
void extend_archive(const ArchiveTable& table, const Table& archive, const Kept& kept,
                    const std::string& qualifier, Statements& statements) {
  for (const std::string& each : {table.id, table.at, table.via, table.operation, table.state}) {
    if (archive.column(each) == nullptr) refuse_taken(table, "a table that has no " + each);
  }
  const std::string alter = "ALTER TABLE " + qualifier + quote_ident(table.archive);
  for (const Column& each : table.facts.columns) {
    if (archive.column(each.name) != nullptr) continue;
    const auto renamed =
        std::find_if(kept.columns.begin(), kept.columns.end(), [&](const auto& pair) {
          return same_name(pair.second, each.name) && archive.column(pair.first) != nullptr &&
                 table.facts.column(pair.first) == nullptr;
        });
    if (renamed != kept.columns.end()) {
      statements.push_back(alter + " RENAME COLUMN " + quote_ident(renamed->first) + " TO " +
                           quote_ident(each.name));
    } else {
      statements.push_back(alter + " ADD COLUMN " + definition(table.facts, each.name, each) +
                           literal_default(each));
    }
  }
  if (!table.rowid.empty() && archive.column(table.rowid) == nullptr) {
    statements.push_back(alter + " ADD COLUMN " + quote_ident(table.rowid) + " INTEGER");
  }
}

void create_archive(const ArchiveTable& table, const std::string& qualifier,
                    Statements& statements) {
  std::string columns = quote_ident(table.id) + " INTEGER PRIMARY KEY, " + quote_ident(table.at) +
                        " REAL, " + quote_ident(table.via) + " TEXT, " +
                        quote_ident(table.operation) + " INTEGER, " + quote_ident(table.state) +
                        " INTEGER";
  if (!table.rowid.empty()) columns += ", " + quote_ident(table.rowid) + " INTEGER";
  for (const Column& each : table.facts.columns) {
    columns += ", " + definition(table.facts, each.name, each);
  }
  statements.push_back("CREATE TABLE IF NOT EXISTS " + qualifier + quote_ident(table.archive) +
                       "(" + columns + ")");
}

// A view or an index of that name.
void check_name(sqlite3* db, const ArchiveTable& table) {
  Statement taken(db, "SELECT type FROM " + quote_ident(table.facts.schema) +
                          ".sqlite_schema WHERE name = ?1 COLLATE NOCASE AND type IN"
                          " ('view', 'index')");
  taken.bind(1, table.archive);
  if (taken.step()) refuse_taken(table, "a " + taken.text(0));
}

}  // namespace

std::vector<std::string> prepare_archive(sqlite3* db, const Model& model, const ModelTable& table,
                                         const std::string& qualifier) {
  const ArchiveTable own(table);
  check_name(db, own);
  const Kept kept = read_kept(db, table.facts);
  Statements statements;
  const ModelTable* archive = model.find(own.archive);
  if (archive == nullptr && !kept.archive.empty()) {
    archive = model.find(kept.archive);
    const std::string old_links =
        kept.archive.substr(0, kept.archive.size() - std::string("archive").size()) + "links";
    for (const auto& [from, to] :
         {std::pair(kept.archive, own.archive), std::pair(old_links, own.links)}) {
      if (model.find(from) == nullptr) continue;
      statements.push_back("ALTER TABLE " + qualifier + quote_ident(from) + " RENAME TO " +
                           quote_ident(to));
    }
  }
  // A script may run where there is none of this yet.
  create_archive(own, qualifier, statements);
  if (archive != nullptr) extend_archive(own, archive->facts, kept, qualifier, statements);
  statements.push_back("CREATE TABLE IF NOT EXISTS " + qualifier + std::string(kOperation) +
                       "(id INTEGER PRIMARY KEY CHECK (id = 1), number INTEGER NOT NULL)");
  statements.push_back("INSERT OR IGNORE INTO " + qualifier + kOperation + " VALUES (1, 0)");
  std::vector<std::size_t> near{model.index_of(table)};
  for (const Reference* each : archived_parents(model, near[0])) near.push_back(each->parent);
  for (const Reference* each : archived_children(model, near[0])) near.push_back(each->child);
  std::sort(near.begin(), near.end());
  near.erase(std::unique(near.begin(), near.end()), near.end());
  for (const std::size_t each : near) {
    if (each != model.index_of(table)) {
      create_archive(ArchiveTable(model.tables[each]), qualifier, statements);
    }
    add_indexes(model, each, qualifier, statements);
    add_links(model, each, qualifier, statements);
  }
  return statements;
}

std::vector<std::string> drop_archive(const Model& model, const ModelTable& table,
                                      const std::string& qualifier) {
  const ArchiveTable own(table);
  Statements statements;
  for (const std::string& each : {own.archive, own.links}) {
    if (model.find(each) != nullptr) {
      statements.push_back("DROP TABLE " + qualifier + quote_ident(each));
    }
  }
  return statements;
}

}  // namespace softdelete
