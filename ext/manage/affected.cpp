#include "manage/affected.hpp"

#include <initializer_list>

namespace softdelete {
namespace {

using Places = std::vector<std::size_t>;

class Ties {
 public:
  explicit Ties(const Model& model)
      : parents_(model.tables.size()),
        children_(model.tables.size()),
        may_be_kept_(model.tables.size()) {
    for (const Reference& each : model.references) {
      parents_[each.child].push_back(each.parent);
      children_[each.parent].push_back(each.child);
      if (each.on_delete == "RESTRICT" || each.on_delete == "NO ACTION")
        may_be_kept_[each.child] = true;
    }
  }

  std::vector<bool> related(std::size_t table) const {
    return reached(table, {&parents_, &children_});
  }

  bool is_checked_from_afar(const std::vector<bool>& tables) const {
    for (std::size_t i = 0; i < tables.size(); ++i) {
      if (tables[i] && may_be_kept_[i] && parents_[i].size() > 1) return true;
    }
    return false;
  }

  // The table, and those that references lead to from it and back again.
  Places cycle_of(std::size_t table) const {
    const std::vector<bool> above = reached(table, {&parents_});
    const std::vector<bool> below = reached(table, {&children_});
    Places cycle;
    for (std::size_t i = 0; i < above.size(); ++i) {
      if (above[i] && below[i]) cycle.push_back(i);
    }
    return cycle;
  }

  // The parents and children of a table, and the parents of these.
  Places near(std::size_t table) const {
    Places found = parents_[table];
    found.insert(found.end(), children_[table].begin(), children_[table].end());
    for (std::size_t i = found.size(); i > 0; --i) {
      const Places& above = parents_[found[i - 1]];
      found.insert(found.end(), above.begin(), above.end());
    }
    return found;
  }

 private:
  std::vector<bool> reached(std::size_t from,
                            std::initializer_list<const std::vector<Places>*> along) const {
    std::vector<bool> seen(parents_.size(), false);
    Places open{from};
    seen[from] = true;
    while (!open.empty()) {
      const std::size_t table = open.back();
      open.pop_back();
      for (const std::vector<Places>* ties : along) {
        for (const std::size_t each : (*ties)[table]) {
          if (!seen[each]) open.push_back(each);
          seen[each] = true;
        }
      }
    }
    return seen;
  }

  std::vector<Places> parents_;
  std::vector<Places> children_;
  std::vector<bool> may_be_kept_;  // by a reference of which it is the child
};

}  // namespace

std::vector<bool> related(const Model& model, const ModelTable& table) {
  return Ties(model).related(model.index_of(table));
}

std::vector<bool> affected(const Model& model, const ModelTable& table) {
  const Ties ties(model);
  const std::size_t index = model.index_of(table);
  std::vector<bool> found = ties.related(index);
  if (ties.is_checked_from_afar(found)) return found;
  found.assign(model.tables.size(), false);
  for (const std::size_t tied : ties.cycle_of(index)) {
    found[tied] = true;
    for (const std::size_t near : ties.near(tied)) {
      if (found[near]) continue;
      for (const std::size_t each : ties.cycle_of(near)) found[each] = true;
    }
  }
  return found;
}

}  // namespace softdelete
