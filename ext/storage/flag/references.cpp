#include "storage/flag/references.hpp"

#include <algorithm>

#include "sqlite/format.hpp"
#include "sqlite/quote.hpp"

namespace softdelete {

ReferenceGraph::ReferenceGraph(const Model& model)
    : model_(model),
      children_(model.tables.size()),
      parents_(model.tables.size()),
      cycles_(model.tables.size()) {
  for (const Reference& each : model.references) {
    children_[each.parent].push_back(&each);
    parents_[each.child].push_back(&each);
  }
}

// The tables that `next` leads to from one, itself only where it leads back.
template <typename Next>
std::vector<bool> ReferenceGraph::reached(std::size_t from, const Next& next) const {
  std::vector<bool> seen(model_.tables.size(), false);
  std::vector<std::size_t> open{from};
  while (!open.empty()) {
    const std::size_t table = open.back();
    open.pop_back();
    next(table, [&](std::size_t other) {
      if (seen[other]) return;
      seen[other] = true;
      open.push_back(other);
    });
  }
  return seen;
}

const std::vector<std::size_t>& ReferenceGraph::cycle_of(std::size_t table) const {
  if (cycles_[table]) return *cycles_[table];
  std::vector<std::size_t> cycle;
  const std::vector<bool> below = reached(table, [&](std::size_t at, const auto& visit) {
    for (const Reference* each : children_[at]) {
      if (depends(*each)) visit(each->child);
    }
  });
  if (below[table]) {
    const std::vector<bool> above = reached(table, [&](std::size_t at, const auto& visit) {
      for (const Reference* each : parents_[at]) {
        if (depends(*each)) visit(each->parent);
      }
    });
    for (std::size_t i = 0; i < below.size(); ++i) {
      if (below[i] && above[i]) cycle.push_back(i);
    }
  }
  cycles_[table] = std::move(cycle);
  return *cycles_[table];
}

bool ReferenceGraph::both_managed(const Reference& reference) const {
  return model_.tables[reference.parent].managed() && model_.tables[reference.child].managed();
}

bool ReferenceGraph::takes(const Reference& reference) const {
  if (!both_managed(reference)) return false;
  if (reference.on_delete == "CASCADE") return true;
  const bool restricts = reference.on_delete == "RESTRICT" || reference.on_delete == "NO ACTION";
  return restricts && model_.tables[reference.parent].settings->children == "cascade";
}

// A deferred NO ACTION is not checked; a RESTRICT is never deferred, as in SQLite. A suspended
// child is left out: while it is rebuilt, no trigger may name it.
bool ReferenceGraph::restricts(const Reference& reference) const {
  const ModelTable& parent = model_.tables[reference.parent];
  const ModelTable& child = model_.tables[reference.child];
  if (child.settings && child.settings->suspended) return false;
  if (!parent.managed() || takes(reference) || parent.settings->children == "keep") return false;
  return reference.on_delete == "RESTRICT" ||
         (reference.on_delete == "NO ACTION" && !reference.deferred);
}

bool ReferenceGraph::binds(const Reference& reference) const {
  return both_managed(reference) && (takes(reference) || restricts(reference));
}

bool ReferenceGraph::follows(const Reference& reference) const { return depends(reference); }

bool ReferenceGraph::depends(const Reference& reference) const {
  return both_managed(reference) && reference.on_delete != "SET NULL" &&
         reference.on_delete != "SET DEFAULT";
}

bool ReferenceGraph::in_one_cycle(std::size_t a, std::size_t b) const {
  const std::vector<std::size_t>& cycle = cycle_of(a);
  return std::find(cycle.begin(), cycle.end(), b) != cycle.end();
}

bool ReferenceGraph::cascades_in_cycle(std::size_t table) const {
  for (const std::size_t each : cycle_of(table)) {
    for (const Reference* reference : parents_[each]) {
      if (is_inside(*reference) && takes(*reference)) return true;
    }
  }
  return false;
}

std::vector<bool> ReferenceGraph::taken_below(std::size_t table) const {
  return reached(table, [&](std::size_t at, const auto& visit) {
    for (const Reference* each : children_[at]) {
      if (takes(*each)) visit(each->child);
    }
  });
}

// Several rows of the parent can go in one deletion only where the parent is taken along itself.
bool ReferenceGraph::is_checked_at_root(const Reference& reference) const {
  if (!restricts(reference)) return false;
  if (!taken_together_) {
    taken_together_.emplace(model_.references.size(), false);
    for (std::size_t root = 0; root < model_.tables.size(); ++root) {
      if (children_[root].empty()) continue;
      const std::vector<bool> below = taken_below(root);
      for (std::size_t i = 0; i < model_.references.size(); ++i) {
        const Reference& each = model_.references[i];
        if (below[each.parent] && below[each.child]) (*taken_together_)[i] = true;
      }
    }
  }
  return (*taken_together_)[static_cast<std::size_t>(&reference - model_.references.data())];
}

std::vector<const Reference*> ReferenceGraph::checked_at_root(std::size_t root) const {
  std::vector<const Reference*> found;
  const std::vector<bool> below = taken_below(root);
  for (const Reference& each : model_.references) {
    if ((each.parent == root || below[each.parent]) && is_checked_at_root(each)) {
      found.push_back(&each);
    }
  }
  return found;
}

std::string refers(const Reference& reference, std::string_view parent_row,
                   std::string_view child_row) {
  return match(parent_row, reference.parent_columns, child_row, reference.child_columns);
}

// The left side's collation decides in an IN. Where one needs to be named, all are: SQLite 3.54
// reads another subquery of the same trigger where an index serves some of the columns.
std::string referring_value(const Model& model, const Reference& reference,
                            std::string_view child_row) {
  const Table& parent = model.tables[reference.parent].facts;
  const Table& child = model.tables[reference.child].facts;
  std::string plain;
  std::string named;
  bool same = true;
  for (std::size_t i = 0; i < reference.child_columns.size(); ++i) {
    const std::string& collation = parent.column(reference.parent_columns[i])->collation;
    const std::string comma = i == 0 ? "" : ", ";
    const std::string column = format("{}{ident}", child_row, reference.child_columns[i]);
    same = same && same_name(collation, child.column(reference.child_columns[i])->collation);
    plain += comma + column;
    named += format("{}{} COLLATE {ident}", comma, column, collation);
  }
  const std::string& left = same ? plain : named;
  return reference.child_columns.size() == 1 ? left : format("({})", left);
}

}  // namespace softdelete
