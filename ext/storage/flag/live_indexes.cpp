#include "storage/flag/live_indexes.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <string_view>
#include <utility>

#include "generate/wanted.hpp"
#include "schema/create_statement.hpp"
#include "schema/index_text.hpp"
#include "schema/marker.hpp"
#include "schema/partial_index.hpp"
#include "schema/tokens.hpp"
#include "schema/unique_constraints.hpp"
#include "sqlite/error.hpp"
#include "sqlite/format.hpp"
#include "sqlite/quote.hpp"
#include "storage/flag/mark.hpp"
#include "storage/flag/unique_keys.hpp"

namespace softdelete {
namespace {

constexpr std::string_view kForeignKeyMark = "/* softdelete foreign key */";
constexpr std::string_view kForeignKeyMark1 = "/* softdelete live reference */";  // of format 1

using Changes = std::vector<IndexChange>;

// The columns of the indexes without a condition of their own.
struct Coverage {
  std::vector<Names> live;  // of those that are to cover live rows
  std::vector<Names> all;   // of those that go on to cover all
};

// A unique key over live rows only can't be the parent of a foreign key.
bool is_referred_to(const Model& model, const Table& table, const Names& columns) {
  for (const ModelTable& child : model.tables) {
    for (const ForeignKey& key : child.facts.foreign_keys) {
      if (same_name(key.parent, table.name) && same_names(key.to, columns)) return true;
    }
  }
  return false;
}

// Indexes that say themselves which rows they cover, or that must cover all. `original` is the text
// of the index over all rows.
bool stays(const Model& model, const ModelTable& table, const Index& index,
           const std::string& original) {
  const IndexText text = parse_create_index(original);
  if (text.where && mentions_state(*text.where, *table.settings)) return true;
  if (!index.unique) return mentions_state(text.list, *table.settings);
  return !text.where && is_referred_to(model, table.facts, index.columns);
}

std::vector<const Index*> user_indexes(const Table& table) {
  std::vector<const Index*> found;
  for (const Index& each : table.indexes) {
    if (!is_foreign_key_index(each) && !has_marker("index", each.name, each.sql)) {
      found.push_back(&each);
    }
  }
  return found;
}

// What is in the file is made again or printed, so it must be what it seems.
std::string refuse_texts(const Table& table) {
  for (const Index& each : table.indexes) {
    if (is_create(each.sql, "index", each.name, table.name)) continue;
    return format(
        "softdelete: the text of the index {} of {} is not one CREATE INDEX statement for it; drop "
        "the index and create it anew",
        each.name, table.name);
  }
  return "";
}

std::string refuse_conflict(const Table& table, const UniqueConstraint& constraint) {
  if (constraint.conflict.empty()) return "";
  return format(
      "softdelete: live_indexes = 1 is not possible for {}: an index cannot carry the ON CONFLICT "
      "{} of its constraint {}; take the clause out of CREATE TABLE, or leave live_indexes 0",
      table.name, constraint.conflict, constraint.text);
}

// The user's indexes, and those that stand for constraints already.
Changes indexes_to_live(const Model& model, const ModelTable& table, Coverage& coverage) {
  const std::string live = Mark(*table.settings).live();
  Changes changes;
  for (const Index* index : user_indexes(table.facts)) {
    const auto partial = partial_index(index->sql, live);
    PartialIndex wanted;
    if (partial) {
      wanted = *partial;
    } else {
      wanted.original = index->sql;
    }
    const bool all = !wanted.is_constraint && stays(model, table, *index, wanted.original);
    if (all && partial) changes.push_back({index->name, index->sql, wanted.original});
    if (!all && !(partial && partial->exact)) {
      changes.push_back({index->name, index->sql, make_partial(wanted, live)});
    }
    if (parse_create_index(wanted.original).where) continue;
    (all ? coverage.all : coverage.live).push_back(index->columns);
  }
  return changes;
}

// A name for an index that stands for a constraint, other than those that are taken.
std::string next_name(const ModelTable& table, int& number) {
  for (;;) {
    std::string name = generated_name(*table.settings, "unique_") + std::to_string(++number);
    const auto& indexes = table.facts.indexes;
    const bool taken = std::any_of(indexes.begin(), indexes.end(),
                                   [&](const Index& each) { return same_name(each.name, name); });
    if (!taken) return name;
  }
}

// The constraints that are in CREATE TABLE: each leaves it, and an index stands for it.
Changes constraints_to_live(const Model& model, const ModelTable& table, Coverage& coverage,
                            Uniqueness& result) {
  const Table& facts = table.facts;
  Changes changes;
  std::set<std::size_t> leaving;
  int number = 0;
  const std::vector<UniqueConstraint> all = unique_constraints(facts.sql);
  for (std::size_t i = 0; i < all.size(); ++i) {
    const UniqueConstraint& each = all[i];
    if (same_names(each.columns, facts.key) || is_referred_to(model, facts, each.columns)) {
      coverage.all.push_back(each.columns);
      continue;
    }
    if (result.refusal.empty()) result.refusal = refuse_conflict(facts, each);
    coverage.live.push_back(each.columns);
    leaving.insert(i);
    const std::string name = next_name(table, number);
    PartialIndex index;
    index.original =
        format("CREATE UNIQUE INDEX {ident} ON {ident}({})", name, facts.name, each.list);
    index.is_constraint = true;
    index.constraint_name = each.name;
    changes.push_back({name, "", make_partial(index, Mark(*table.settings).live())});
  }
  if (!leaving.empty()) result.table_sql = drop_constraints(facts.sql, leaving);
  return changes;
}

// Whether the first columns of an index are those of a foreign key, in any order.
bool serves(const Names& columns, const Names& key) {
  const auto count = static_cast<std::ptrdiff_t>(key.size());
  return key.size() <= columns.size() &&
         same_names(key, {columns.begin(), columns.begin() + count});
}

bool any_serves(const std::vector<Names>& indexes, const Names& key) {
  return std::any_of(indexes.begin(), indexes.end(),
                     [&](const Names& columns) { return serves(columns, key); });
}

// Live indexes that serve a foreign key and would not change: made again, to be newer.
void renew(const ModelTable& table, const Names& key, Changes& changes) {
  const std::string live = Mark(*table.settings).live();
  for (const Index* index : user_indexes(table.facts)) {
    const bool changes_anyway =
        std::any_of(changes.begin(), changes.end(),
                    [&](const IndexChange& other) { return other.name == index->name; });
    if (!changes_anyway && serves(index->columns, key) && partial_index(index->sql, live)) {
      changes.push_back({index->name, index->sql, index->sql});
    }
  }
}

// SQLite looks for the children of a row that is purged by an index on the foreign key, and takes
// none over some rows only. Where all that there were become live ones, one over all rows stands
// beside them. It must be older than they are: of two that promise as much, SQLite takes the newer,
// and reading the living should not go through the trash. So its changes come first, and live ones
// that were there before it are renewed in `changes`.
Changes foreign_key_indexes(const ModelTable& table, Coverage coverage, bool exactly,
                            Changes& changes) {
  const Table& facts = table.facts;
  Changes first;
  for (std::size_t i = 0; i < facts.foreign_keys.size(); ++i) {
    const Names& from = facts.foreign_keys[i].from;
    const std::string name = generated_name(*table.settings, "reference_") + std::to_string(i + 1);
    const auto existing =
        std::find_if(facts.indexes.begin(), facts.indexes.end(), [&](const Index& each) {
          return is_foreign_key_index(each) && same_name(each.name, name);
        });
    const bool exists = existing != facts.indexes.end();
    const bool needed = any_serves(coverage.live, from) && !any_serves(coverage.all, from);
    if (needed) coverage.all.push_back(from);
    const std::string wanted = format("CREATE INDEX {ident} ON {ident}({}) {}", name, facts.name,
                                      column_list(from), kForeignKeyMark);
    const bool fits =
        exists && same_names(existing->columns, from) && (!exactly || existing->sql == wanted);
    if (needed && !fits) renew(table, from, changes);
    if (needed ? fits : !exists) continue;
    first.push_back({name, exists ? existing->sql : "", needed ? wanted : ""});
  }
  return first;
}

Uniqueness to_live(const Model& model, const ModelTable& table, bool exactly) {
  Uniqueness result{table.facts.sql, {}, refuse_texts(table.facts)};
  Coverage coverage{{}, {table.facts.key}};
  Changes changes = indexes_to_live(model, table, coverage);
  for (IndexChange& each : constraints_to_live(model, table, coverage, result)) {
    changes.push_back(std::move(each));
  }
  result.indexes = foreign_key_indexes(table, coverage, exactly, changes);
  for (IndexChange& each : changes) result.indexes.push_back(std::move(each));
  return result;
}

// Indexes cover all rows again, and what stood for a constraint becomes one at the end of CREATE
// TABLE.
Uniqueness to_all(const ModelTable& table) {
  const std::string live = Mark(*table.settings).live();
  Uniqueness result{table.facts.sql, {}, refuse_texts(table.facts)};
  // By the names of the indexes, and with those by their numbers.
  std::map<std::pair<std::size_t, std::string>, std::string> constraints;
  for (const Index& each : table.facts.indexes) {
    const auto partial = partial_index(each.sql, live);
    if (is_foreign_key_index(each)) result.indexes.push_back({each.name, each.sql, ""});
    if (!partial) continue;
    result.indexes.push_back(
        {each.name, each.sql, partial->is_constraint ? "" : partial->original});
    if (!partial->is_constraint) continue;
    const std::string name = partial->constraint_name;
    constraints[{each.name.size(), each.name}] =
        format("{}UNIQUE ({})", name.empty() ? "" : format("CONSTRAINT {ident} ", name),
               parse_create_index(partial->original).list);
  }
  std::vector<std::string> texts;
  texts.reserve(constraints.size());
  for (const auto& [name, text] : constraints) texts.push_back(text);
  result.table_sql = append_constraints(without_hidden_constraints(table.facts.sql), texts);
  return result;
}

}  // namespace

Uniqueness live_uniqueness(const Model& model, const ModelTable& table, bool live, bool exactly) {
  if (live) return to_live(model, table, exactly);
  return covers_live_rows(table) ? to_all(table) : Uniqueness{table.facts.sql, {}, ""};
}

bool is_foreign_key_index(const Index& index) {
  if (has_marker("index", index.name, index.sql, kForeignKeyMark1)) return true;
  const std::vector<std::string_view> all = comments(index.sql);
  return !all.empty() && all.back() == kForeignKeyMark &&
         all.back().data() + all.back().size() == index.sql.data() + index.sql.size();
}

bool covers_live_rows(const ModelTable& table) {
  const std::string live = Mark(*table.settings).live();
  return without_hidden_constraints(table.facts.sql) != table.facts.sql ||
         std::any_of(table.facts.indexes.begin(), table.facts.indexes.end(),
                     [&](const Index& each) {
                       return is_foreign_key_index(each) || partial_index(each.sql, live);
                     });
}

std::vector<std::string> live_index_script(const Model& model, const ModelTable& table) {
  if (!table.settings->live_indexes) return {};
  const Uniqueness wanting = live_uniqueness(model, table, true, false);
  if (!wanting.refusal.empty()) throw Error(wanting.refusal);
  std::map<std::string, Index> indexes;
  for (const Index& each : table.facts.indexes) indexes[each.name] = each;
  for (const IndexChange& each : wanting.indexes) {
    indexes[each.name].name = each.name;
    indexes[each.name].sql = each.after;
  }
  const std::string condition = Mark(*table.settings).live();
  // A foreign-key index must be older than the indexes that it stands beside.
  std::vector<std::string> statements;
  std::vector<std::string> live;
  for (const auto& [name, index] : indexes) {
    const auto partial = partial_index(index.sql, condition);
    const bool for_foreign_key = is_foreign_key_index(index);
    if (!partial && !for_foreign_key) continue;
    if (partial && partial->is_constraint) {
      fail(
          "softdelete_script: {} has UNIQUE constraints inside CREATE TABLE, which a script "
          "cannot make cover live rows only; create a unique index WHERE {} instead, or set "
          "live_indexes = 0",
          table.facts.name, condition);
    }
    std::vector<std::string>& group = for_foreign_key ? statements : live;
    group.push_back(format("DROP INDEX IF EXISTS {ident}", name));
    group.push_back(index.sql);
  }
  statements.insert(statements.end(), live.begin(), live.end());
  return statements;
}

}  // namespace softdelete
