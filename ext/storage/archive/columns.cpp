#include "storage/archive/columns.hpp"

#include <algorithm>
#include <utility>

#include "sqlite/format.hpp"
#include "sqlite/quote.hpp"
#include "sqlite/statement.hpp"
#include "storage/archive/definition.hpp"
#include "storage/archive/triggers.hpp"

namespace softdelete {
namespace {

using Statements = std::vector<std::string>;
using Renames = std::vector<std::pair<std::string, std::string>>;  // from, to

constexpr std::string_view kDropped = "softdelete_dropped";

// Whether both are names of one column of ours: more or fewer underscores stand behind it.
bool is_same_of_ours(std::string a, std::string b) {
  for (std::string* each : {&a, &b}) {
    while (!each->empty() && each->back() == '_') each->pop_back();
  }
  return same_name(a, b);
}

bool is_dropped(const std::string& name) {
  return same_name(std::string_view(name).substr(0, kDropped.size()), kDropped);
}

// What a column of an archive is called that its table has no more; how often that happened to one
// of this name.
std::string dropped(const std::string& name, int times) {
  return format("{}{}_{}", kDropped, times == 1 ? "" : std::to_string(times), name);
}

int times_dropped(const Table& archive, const std::string& name) {
  int times = 0;
  while (archive.column(dropped(name, times + 1)) != nullptr) ++times;
  return times;
}

// Renames columns at once: names may be exchanged.
void rename_all(Names names, const Renames& renames, const std::string& alter,
                Statements& statements) {
  Renames last;
  const auto is_wanted = [&](const std::string& name) {
    return std::any_of(renames.begin(), renames.end(),
                       [&](const auto& each) { return same_name(each.second, name); });
  };
  const auto rename = [&](const std::string& from, const std::string& to) {
    std::replace_if(
        names.begin(), names.end(), [&](const std::string& each) { return same_name(each, from); },
        to);
    statements.push_back(format("{} RENAME COLUMN {ident} TO {ident}", alter, from, to));
  };
  for (const auto& [from, to] : renames) {
    if (!contains(names, to)) {
      rename(from, to);
      continue;
    }
    std::string free = "softdelete_renamed";
    while (contains(names, free) || is_wanted(free)) free += "_";
    last.emplace_back(free, to);
    rename(from, free);
  }
  for (const auto& [from, to] : last) rename(from, to);
}

Names names_of(const Table& table) {
  Names names;
  for (const Column& each : table.columns) names.push_back(each.name);
  return names;
}

// Which columns of an archive hold which of the table.
class Fit {
 public:
  Fit(const ArchiveTable& table, const Table& archive, const Kept& kept)
      : table_(table), archive_(archive), kept_(kept) {
    const Names ours{table.id, table.at, table.via, table.operation, table.state};
    for (std::size_t i = 0; i < archive.columns.size(); ++i) {
      const std::string& name = archive.columns[i].name;
      if (i < ours.size()) {
        if (!is_same_of_ours(name, ours[i])) {
          refuse_taken(table, "a table whose columns are not those of an archive");
        }
        rename(name, ours[i]);
        continue;
      }
      if (!has_rowid_ && is_rowid(name, i == ours.size())) {
        has_rowid_ = true;
        if (table.rowid.empty()) {
          left_.push_back(name);
        } else {
          rename(name, table.rowid);
        }
        continue;
      }
      const std::string now = held(name);
      if (!now.empty()) {
        held_.push_back(now);
        rename(name, now);
      } else if (!is_dropped(name)) {
        left_.push_back(name);
      }
    }
    if (archive.columns.size() < ours.size()) {
      refuse_taken(table, "a table that has other columns than an archive");
    }
  }

  // Columns of the archive that none of the table's has the name of, as far as that is new.
  const Names& left() const { return left_; }

  // Columns of the table that the archive lacks.
  std::vector<const Column*> missing() const {
    std::vector<const Column*> out;
    for (const Column& each : table_.facts.columns) {
      if (!contains(held_, each.name)) out.push_back(&each);
    }
    return out;
  }

  // A column that was dropped and is there again holds what it did.
  void take_back() {
    for (const Column* each : missing()) {
      const int times = times_dropped(archive_, each->name);
      if (times == 0) continue;
      rename(dropped(each->name, times), each->name);
      held_.push_back(each->name);
    }
  }

  void leave() {
    for (const std::string& each : left_) {
      rename(each, dropped(each, times_dropped(archive_, each) + 1));
    }
  }

  const Renames& renames() const { return renames_; }
  bool has_rowid() const { return has_rowid_; }

 private:
  void rename(const std::string& from, const std::string& to) {
    if (!same_name(from, to)) renames_.emplace_back(from, to);
  }

  std::string held(const std::string& archived) const {
    std::string by_trigger = kept_.held(archived);
    // Where a column was called rowid, ours for the rowid seems to hold it as well, and comes
    // first.
    const bool holds = same_name(kept_.holder(by_trigger), archived);
    if (holds && table_.facts.column(by_trigger) != nullptr) return by_trigger;
    const bool same = table_.facts.column(archived) != nullptr && kept_.holder(archived).empty();
    return same ? archived : "";
  }

  // It stands behind our other columns; or at the end, where the table lost its key, and there a
  // column of the table may have its name. Where columns took all names of the rowid, it is left.
  bool is_rowid(const std::string& name, bool behind_ours) const {
    if (!table_.facts.key.empty() || !is_same_of_ours(name, "softdelete_rowid")) return false;
    const std::string by_trigger = kept_.held(name);
    return behind_ours || table_.facts.column(by_trigger.empty() ? name : by_trigger) == nullptr;
  }

  const ArchiveTable& table_;
  const Table& archive_;
  const Kept& kept_;
  Names held_;  // of the table
  Names left_;
  Renames renames_;
  bool has_rowid_ = false;
};

bool any_value(sqlite3* db, const Table& archive, const Names& columns) {
  std::string condition;
  for (const std::string& each : columns) {
    condition += format("{}{ident} IS NOT NULL", condition.empty() ? "" : " OR ", each);
  }
  if (condition.empty()) return false;
  Statement find(db, format("SELECT 1 FROM {ident}.{ident} WHERE {} LIMIT 1", archive.schema,
                            archive.name, condition));
  return find.step();
}

[[noreturn]] void refuse_unclear(const ArchiveTable& table, const Table& archive, const Fit& fit) {
  const Column& column = *fit.missing().front();
  const std::string& name = table.facts.name;
  const std::string alter = format("ALTER TABLE {ident}.{ident}", archive.schema, archive.name);
  // A column of ours may have the new name.
  Statements first;
  if (archive.column(column.name) != nullptr) {
    rename_all(names_of(archive), fit.renames(), alter, first);
  }
  std::string before;
  for (const std::string& each : first) before += each + "; ";
  std::string gone;
  std::string renamed;
  for (const std::string& each : fit.left()) {
    gone += (gone.empty() ? "" : ", ") + each;
    renamed += format("where {} was renamed, {}{} RENAME COLUMN {ident} TO {ident}; ", each, before,
                      alter, each, column.name);
  }
  fail(
      "softdelete: {} has no column {} any more, and a new column {}; say what became of the "
      "values of deleted rows: {}where {} is new, {}{}{}",
      name, gone, column.name, renamed, column.name, before, alter,
      add_column(table.facts, column));
}

}  // namespace

std::vector<std::string> follow_columns(sqlite3* db, const ArchiveTable& table,
                                        const Table& archive, const Kept& kept,
                                        const std::string& alter) {
  Fit fit(table, archive, kept);
  if (kept.columns.empty() && !fit.missing().empty() && any_value(db, archive, fit.left())) {
    refuse_unclear(table, archive, fit);
  }
  fit.take_back();
  fit.leave();
  Statements statements;
  rename_all(names_of(archive), fit.renames(), alter, statements);
  for (const Column* each : fit.missing())
    statements.push_back(alter + add_column(table.facts, *each));
  if (!table.rowid.empty() && !fit.has_rowid()) {
    statements.push_back(format("{} ADD COLUMN {ident} INTEGER", alter, table.rowid));
  }
  return statements;
}

std::vector<std::string> follow_links(const Model& model, const ArchiveTable& table,
                                      const Table& links, const NewColumns& wanted,
                                      const Kept& kept, const std::string& alter,
                                      const std::string& update) {
  Names names = names_of(links);
  Renames renames;
  const auto rename = [&](const std::string& from, const std::string& to) {
    if (same_name(from, to) || links.column(from) == nullptr) return;
    renames.emplace_back(from, to);
    names.push_back(to);
  };
  Names ours{table.own("softdelete_link"), table.link_reference(), table.operation};
  if (!table.rowid.empty()) ours.push_back(table.rowid);
  for (std::size_t i = 0; i < ours.size() && i < links.columns.size(); ++i) {
    if (is_same_of_ours(links.columns[i].name, ours[i])) rename(links.columns[i].name, ours[i]);
  }
  for (const auto& [before, now] : kept.columns) {
    if (table.facts.column(now) == nullptr) continue;  // the rowid
    if (contains(table.locator, now)) rename(before, now);
    rename("softdelete_was_" + before, table.was(now));
  }
  Statements statements;
  rename_all(names_of(links), renames, alter, statements);
  for (const auto& [name, definition] : wanted) {
    if (!contains(names, name)) statements.push_back(format("{} ADD COLUMN {}", alter, definition));
  }
  std::string references;
  for (const Reference* each : archived_parents(model, model.index_of(table.table))) {
    Names before;
    for (const std::string& column : each->child_columns) before.push_back(kept.holder(column));
    const std::string now = link_name(*each);
    const std::string was = column_list(before);
    if (!unlinks(*each) || contains(before, "") || was == now) continue;
    references += format(" WHEN {text} THEN {text}", was, now);
  }
  if (!references.empty()) {
    const std::string reference = quote_ident(table.link_reference());
    statements.push_back(format("{} SET {} = CASE {}{} ELSE {} END", update, reference, reference,
                                references, reference));
  }
  return statements;
}

std::string create_as_it_is(const Table& table, const std::string& qualifier) {
  std::string columns;
  for (const Column& each : table.columns) {
    columns += columns.empty() ? format("{ident} INTEGER PRIMARY KEY", each.name)
                               : ", " + archived_column(table, each.name, each);
  }
  return format("CREATE TABLE IF NOT EXISTS {}{ident}({})", qualifier, table.name, columns);
}

void refuse_taken(const ArchiveTable& table, const std::string& what) {
  fail(
      "softdelete: the name {ident}, which is needed for the archive of {}, is taken by {}; "
      "rename or drop that",
      table.archive, table.facts.name, what);
}

}  // namespace softdelete
