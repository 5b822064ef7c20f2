#include "storage/archive/order.hpp"

#include <algorithm>
#include <utility>

#include "storage/archive/archive_table.hpp"

namespace softdelete {
namespace {

bool ties(const Model& model, const Reference& reference) {
  return is_archived(model.tables[reference.parent]) && is_archived(model.tables[reference.child]);
}

Tables reached(const Model& model, Tables tables, bool downwards) {
  for (std::size_t i = 0; i < tables.size(); ++i) {
    for (const Reference& each : model.references) {
      const std::size_t from = downwards ? each.parent : each.child;
      const std::size_t to = downwards ? each.child : each.parent;
      if (from == tables[i] && ties(model, each) && !contains(tables, to)) tables.push_back(to);
    }
  }
  return tables;
}

// Tarjan's algorithm, from children to parents: a component is complete when its parents' are.
class Components {
 public:
  Components(const Model& model, const Tables& tables)
      : parents_(model.tables.size()), number_(model.tables.size()), lowest_(model.tables.size()) {
    std::vector<bool> counts(model.tables.size());
    for (const std::size_t each : tables) counts[each] = true;
    for (const Reference& each : model.references) {
      if (counts[each.child] && counts[each.parent]) parents_[each.child].push_back(each.parent);
    }
    for (const std::size_t each : tables) {
      if (number_[each] == 0) visit(each);
    }
  }

  std::vector<Tables> groups() { return std::move(groups_); }

 private:
  void visit(std::size_t table) {
    number_[table] = lowest_[table] = ++count_;
    open_.push_back(table);
    for (const std::size_t parent : parents_[table]) {
      if (number_[parent] == 0) visit(parent);
      if (contains(open_, parent)) lowest_[table] = std::min(lowest_[table], lowest_[parent]);
    }
    if (lowest_[table] != number_[table]) return;
    const auto begin = std::find(open_.begin(), open_.end(), table);
    groups_.emplace_back(begin, open_.end());
    open_.erase(begin, open_.end());
  }

  std::vector<Tables> parents_;
  std::vector<std::size_t> number_;  // in order of visits, from 1
  std::vector<std::size_t> lowest_;  // number that is reached
  std::size_t count_ = 0;
  Tables open_;
  std::vector<Tables> groups_;
};

}  // namespace

bool contains(const Tables& tables, std::size_t table) {
  return std::find(tables.begin(), tables.end(), table) != tables.end();
}

Tables with_children(const Model& model, const Tables& tables) {
  return reached(model, tables, true);
}

Tables with_parents(const Model& model, const Tables& tables) {
  return reached(model, tables, false);
}

std::vector<Tables> in_order(const Model& model, const Tables& tables) {
  return Components(model, tables).groups();
}

Tables cycle_of(const Model& model, std::size_t table) {
  const Tables below = with_children(model, {table});
  const Tables above = with_parents(model, {table});
  Tables cycle;
  for (std::size_t each = 0; each < model.tables.size(); ++each) {
    if (contains(below, each) && contains(above, each)) cycle.push_back(each);
  }
  return is_cycle(model, cycle) ? cycle : Tables{};
}

bool is_cycle(const Model& model, const Tables& group) {
  return std::any_of(model.references.begin(), model.references.end(), [&](const Reference& each) {
    return ties(model, each) && contains(group, each.parent) && contains(group, each.child);
  });
}

}  // namespace softdelete
