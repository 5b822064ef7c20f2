#include "generate/live_indexes.hpp"

#include <algorithm>
#include <map>

#include "generate/storage.hpp"
#include "generate/unique_keys.hpp"
#include "generate/wanted.hpp"
#include "schema/index_text.hpp"
#include "schema/live_mark.hpp"
#include "schema/unique_constraints.hpp"
#include "sqlite/quote.hpp"

namespace softdelete {
namespace {

// A unique key over live rows only can't be the parent of a foreign key.
bool is_referred_to(const Model& model, const Table& table, const Names& columns) {
  for (const ModelTable& child : model.tables) {
    for (const ForeignKey& key : child.facts.foreign_keys) {
      if (same_name(key.parent, table.name) && same_names(key.to, columns)) return true;
    }
  }
  return false;
}

// SQLite looks for the children of a row that is purged by such an index, and takes none over some
// rows only.
bool serves_foreign_key(const Table& table, const Names& columns) {
  return std::any_of(table.foreign_keys.begin(), table.foreign_keys.end(),
                     [&](const ForeignKey& key) {
                       const auto count = static_cast<std::ptrdiff_t>(key.from.size());
                       return key.from.size() <= columns.size() &&
                              same_names(key.from, {columns.begin(), columns.begin() + count});
                     });
}

// Indexes that say themselves which rows they cover, or that must cover all.
bool stays(const Model& model, const ModelTable& table, const Index& index,
           const std::string& whole) {
  const IndexText text = parse_create_index(whole);
  if (text.where && mentions_state(*text.where, *table.settings)) return true;
  if (!index.unique) {
    return mentions_state(text.list, *table.settings) ||
           serves_foreign_key(table.facts, index.columns);
  }
  return !text.where && is_referred_to(model, table.facts, index.columns);
}

class Fitting {
 public:
  Fitting(const Model& model, const ModelTable& table) : model_(model), table_(table) {
    result_.table_sql = table.facts.sql;
  }

  Uniqueness to_live() && {
    const std::string live = Storage(*table_.settings).live();
    std::vector<int> numbers;
    for (const Index& each : user_indexes()) {
      const auto mark = live_mark(each.sql);
      const std::string whole = mark ? whole_index(each.sql, *mark) : each.sql;
      const int number = mark ? mark->number : 0;
      if (number != 0) numbers.push_back(number);
      if (number == 0 && stays(model_, table_, each, whole)) {
        change(each.name, each.sql, whole);
      } else {
        change(each.name, each.sql, live_index(whole, live, number));
      }
    }
    constraints_to_live(live, numbers);
    return std::move(result_);
  }

  Uniqueness to_whole() && {
    std::map<int, std::string> lists;
    for (const Index& each : user_indexes()) {
      const auto mark = live_mark(each.sql);
      if (!mark) continue;
      const std::string whole = whole_index(each.sql, *mark);
      if (mark->number != 0) lists[mark->number] = parse_create_index(whole).list;
      change(each.name, each.sql, mark->number == 0 ? whole : "");
    }
    result_.table_sql = show_constraints(table_.facts.sql, lists);
    return std::move(result_);
  }

 private:
  std::vector<Index> user_indexes() const {
    std::vector<Index> all = table_.facts.indexes;
    all.erase(std::remove_if(
                  all.begin(), all.end(),
                  [](const Index& each) { return each.sql.find(kMarker) != std::string::npos; }),
              all.end());
    return all;
  }

  void change(const std::string& name, const std::string& before, const std::string& after) {
    if (before != after) result_.indexes.push_back({name, before, after});
  }

  void constraints_to_live(const std::string& live, const std::vector<int>& numbers) {
    const Table& facts = table_.facts;
    const std::vector<UniqueConstraint> all = unique_constraints(facts.sql);
    int last = numbers.empty() ? 0 : *std::max_element(numbers.begin(), numbers.end());
    for (const UniqueConstraint& each : all) last = std::max(last, each.number);
    std::map<std::size_t, int> hidden;
    for (std::size_t i = 0; i < all.size(); ++i) {
      const UniqueConstraint& each = all[i];
      int number = each.number;
      if (number == 0) {
        if (same_names(each.columns, facts.key) || is_referred_to(model_, facts, each.columns)) {
          continue;
        }
        refuse_conflict(each);
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
    result_.table_sql = hide_constraints(facts.sql, hidden);
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
  Uniqueness result_;
};

}  // namespace

Uniqueness uniqueness(const Model& model, const ModelTable& table, bool live) {
  return live ? Fitting(model, table).to_live() : Fitting(model, table).to_whole();
}

bool has_live_indexes(const Table& table) {
  return table.sql.find(kLiveMark) != std::string::npos ||
         std::any_of(table.indexes.begin(), table.indexes.end(),
                     [](const Index& each) { return live_mark(each.sql).has_value(); });
}

}  // namespace softdelete
