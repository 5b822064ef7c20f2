#include "generate/live_indexes.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "storage/flag/mark.hpp"
#include "storage/flag/unique_keys.hpp"
#include "generate/wanted.hpp"
#include "schema/index_text.hpp"
#include "schema/live_mark.hpp"
#include "schema/marker.hpp"
#include "schema/unique_constraints.hpp"
#include "sqlite/quote.hpp"

namespace softdelete {
namespace {

constexpr const char* kCompanionMark = "/* softdelete live reference */";

// A unique key over live rows only can't be the parent of a foreign key.
bool is_referred_to(const Model& model, const Table& table, const Names& columns) {
  for (const ModelTable& child : model.tables) {
    for (const ForeignKey& key : child.facts.foreign_keys) {
      if (same_name(key.parent, table.name) && same_names(key.to, columns)) return true;
    }
  }
  return false;
}

// Whether the first columns of an index are those of a foreign key, in any order.
bool begins_with(const Names& columns, const Names& key) {
  const auto count = static_cast<std::ptrdiff_t>(key.size());
  return key.size() <= columns.size() &&
         same_names(key, {columns.begin(), columns.begin() + count});
}

// Indexes that say themselves which rows they cover, or that must cover all.
bool stays(const Model& model, const ModelTable& table, const Index& index,
           const std::string& whole) {
  const IndexText text = parse_create_index(whole);
  if (text.where && mentions_state(*text.where, *table.settings)) return true;
  if (!index.unique) return mentions_state(text.list, *table.settings);
  return !text.where && is_referred_to(model, table.facts, index.columns);
}

// CREATE TABLE without the hidden constraints that have lost a column together with their index: to
// drop such a column, SQLite asks for the index to be dropped.
std::string without_lost_constraints(const Table& table) {
  std::set<int> lost;
  for (const UniqueConstraint& each : unique_constraints(table.sql)) {
    const bool whole =
        std::all_of(each.columns.begin(), each.columns.end(),
                    [&](const std::string& name) { return table.column(name) != nullptr; });
    if (each.number != 0 && !whole) lost.insert(each.number);
  }
  for (const Index& each : table.indexes) {
    if (const auto mark = live_mark(each.sql)) lost.erase(mark->number);
  }
  return lost.empty() ? table.sql : forget_constraints(table.sql, lost);
}

class Fitting {
 public:
  Fitting(const Model& model, const ModelTable& table) : model_(model), table_(table) {
    result_.table_sql = base_ = without_lost_constraints(table.facts);
  }

  Uniqueness to_live() && {
    const std::string live = Mark(*table_.settings).live();
    std::vector<int> numbers;
    whole_.push_back(table_.facts.key);
    for (const Index& each : user_indexes()) {
      const auto mark = live_mark(each.sql);
      const std::string whole = mark ? whole_index(each.sql, *mark) : each.sql;
      const int number = mark ? mark->number : 0;
      if (number != 0) numbers.push_back(number);
      const bool staying = number == 0 && stays(model_, table_, each, whole);
      change(each.name, each.sql, staying ? whole : live_index(whole, live, number));
      if (parse_create_index(whole).where) continue;
      (staying ? whole_ : live_).push_back(each.columns);
    }
    constraints_to_live(live, numbers);
    add_companions();
    return std::move(result_);
  }

  Uniqueness to_whole() && {
    std::map<int, std::string> lists;
    for (const Index& each : table_.facts.indexes) {
      if (is_companion(each.name, each.sql)) change(each.name, each.sql, "");
      const auto mark = live_mark(each.sql);
      if (!mark) continue;
      const std::string whole = whole_index(each.sql, *mark);
      if (mark->number != 0) lists[mark->number] = parse_create_index(whole).list;
      change(each.name, each.sql, mark->number == 0 ? whole : "");
    }
    result_.table_sql = show_constraints(base_, lists);
    return std::move(result_);
  }

 private:
  std::vector<Index> user_indexes() const {
    std::vector<Index> all = table_.facts.indexes;
    all.erase(std::remove_if(all.begin(), all.end(),
                             [](const Index& each) {
                               return is_companion(each.name, each.sql) ||
                                      has_marker("index", each.name, each.sql);
                             }),
              all.end());
    return all;
  }

  void change(const std::string& name, const std::string& before, const std::string& after) {
    if (before != after) result_.indexes.push_back({name, before, after});
  }

  void constraints_to_live(const std::string& live, const std::vector<int>& numbers) {
    const Table& facts = table_.facts;
    const std::vector<UniqueConstraint> all = unique_constraints(base_);
    int last = numbers.empty() ? 0 : *std::max_element(numbers.begin(), numbers.end());
    for (const UniqueConstraint& each : all) last = std::max(last, each.number);
    std::map<std::size_t, int> hidden;
    for (std::size_t i = 0; i < all.size(); ++i) {
      const UniqueConstraint& each = all[i];
      int number = each.number;
      if (number == 0) {
        if (same_names(each.columns, facts.key) || is_referred_to(model_, facts, each.columns)) {
          whole_.push_back(each.columns);
          continue;
        }
        refuse_conflict(each);
        live_.push_back(each.columns);
        hidden[i] = number = ++last;
      } else if (std::find(numbers.begin(), numbers.end(), number) != numbers.end()) {
        continue;
      }
      const std::string name = generated_name(*table_.settings, "unique_") + std::to_string(number);
      change(name, "",
             live_index("CREATE UNIQUE INDEX " + quote_ident(name) + " ON " +
                            quote_ident(facts.name) + "(" + each.list + ")",
                        live, number));
    }
    result_.table_sql = hide_constraints(base_, hidden);
  }

  // Has the live indexes whose columns `concerned` accepts made anew, so that they are the newer
  // ones.
  template <typename Test>
  void renew(std::vector<IndexChange>& changes, const Test& concerned) const {
    for (const Index& each : user_indexes()) {
      const bool changes_anyway =
          std::any_of(changes.begin(), changes.end(),
                      [&](const IndexChange& other) { return other.name == each.name; });
      if (!changes_anyway && live_mark(each.sql) && concerned(each.columns)) {
        changes.push_back({each.name, each.sql, each.sql});
      }
    }
  }

  // SQLite looks for the children of a row that is purged by an index on the foreign key, and takes
  // none over some rows only. Where all that there were become live ones, one over all rows stands
  // beside them. It must be older than they are: of two that promise as much, SQLite takes the
  // newer, and reading the living should not go through the trash.
  void add_companions() {
    const Table& facts = table_.facts;
    std::vector<IndexChange> before = std::exchange(result_.indexes, {});
    for (std::size_t i = 0; i < facts.foreign_keys.size(); ++i) {
      const Names& from = facts.foreign_keys[i].from;
      const auto serves = [&](const Names& columns) { return begins_with(columns, from); };
      const std::string name =
          generated_name(*table_.settings, "reference_") + std::to_string(i + 1);
      const auto existing =
          std::find_if(facts.indexes.begin(), facts.indexes.end(), [&](const Index& each) {
            return is_companion(each.name, each.sql) && same_name(each.name, name);
          });
      const bool needed = std::any_of(live_.begin(), live_.end(), serves) &&
                          std::none_of(whole_.begin(), whole_.end(), serves);
      const std::string wanted = "CREATE INDEX " + quote_ident(name) + " " + kCompanionMark +
                                 " ON " + quote_ident(facts.name) + "(" + column_list(from) + ")";
      if (needed) whole_.push_back(from);
      if (needed && existing == facts.indexes.end()) renew(before, serves);
      change(name, existing == facts.indexes.end() ? "" : existing->sql, needed ? wanted : "");
    }
    for (IndexChange& each : before) result_.indexes.push_back(std::move(each));
  }

  void refuse_conflict(const UniqueConstraint& constraint) {
    if (constraint.conflict.empty()) return;
    result_.refusal = "softdelete: live_indexes = 1 is not possible for " + table_.facts.name +
                      ": an index cannot carry the ON CONFLICT " + constraint.conflict +
                      " of its constraint " + constraint.text +
                      "; take the clause out of CREATE TABLE, or leave live_indexes 0";
  }

  const Model& model_;
  const ModelTable& table_;
  std::string base_;  // CREATE TABLE
  Uniqueness result_;
  std::vector<Names> live_;   // the columns of what is to cover live rows only
  std::vector<Names> whole_;  // of what goes on to cover all
};

}  // namespace

Uniqueness uniqueness(const Model& model, const ModelTable& table, bool live) {
  if (!live && !has_live_indexes(table.facts)) return {table.facts.sql, {}, ""};
  return live ? Fitting(model, table).to_live() : Fitting(model, table).to_whole();
}

bool is_companion(const std::string& name, const std::string& sql) {
  return has_marker("index", name, sql, kCompanionMark);
}

bool has_live_indexes(const Table& table) {
  return table.sql.find(kLiveMark) != std::string::npos ||
         std::any_of(table.indexes.begin(), table.indexes.end(), [](const Index& each) {
           return each.sql.find(kLiveMark) != std::string::npos;
         });
}

}  // namespace softdelete
