// What the foreign keys of a schema mean among tables kept by flag, and where they form cycles.
// Built once for a model, which must outlive it; plain values.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "schema/model.hpp"

namespace softdelete {

class ReferenceGraph {
 public:
  explicit ReferenceGraph(const Model& model);

  // The references of which a table is the parent (the child), in the model's order.
  const std::vector<const Reference*>& children_of(std::size_t table) const {
    return children_[table];
  }
  const std::vector<const Reference*>& parents_of(std::size_t table) const {
    return parents_[table];
  }

  bool both_managed(const Reference& reference) const;
  // Deleting the parent's row takes the child's along.
  bool takes(const Reference& reference) const;
  // Deleting the parent's row is refused while a live row of the child refers to it.
  bool restricts(const Reference& reference) const;
  // A live row of the child may not outlive its parent.
  bool binds(const Reference& reference) const;
  // Restoring the parent's row restores those that a deletion took along: by this reference, as it
  // was set up then, or by an application that cascades itself and says so in the via.
  bool follows(const Reference& reference) const;
  // A deleted row of the child goes when its parent is purged.
  bool depends(const Reference& reference) const;

  // The tables from which references that depend lead to a table and back again, itself included,
  // in order; empty where there are none.
  const std::vector<std::size_t>& cycle_of(std::size_t table) const;
  bool in_one_cycle(std::size_t a, std::size_t b) const;
  // Whether a reference stays inside a cycle.
  bool is_inside(const Reference& reference) const {
    return in_one_cycle(reference.parent, reference.child);
  }
  // Whether a deletion goes round in the cycle of a table.
  bool cascades_in_cycle(std::size_t table) const;

  // References that restrict, whose child another path of the same deletion may take along: what
  // must be checked when all is done, by the table where it began.
  std::vector<const Reference*> checked_at_root(std::size_t root) const;
  bool is_checked_at_root(const Reference& reference) const;

 private:
  template <typename Next>
  std::vector<bool> reached(std::size_t from, const Next& next) const;
  std::vector<bool> taken_below(std::size_t table) const;

  const Model& model_;
  std::vector<std::vector<const Reference*>> children_;
  std::vector<std::vector<const Reference*>> parents_;
  // As they are asked for: the cycles; and by a reference's place in the model, whether one
  // deletion can take both its tables' rows along.
  mutable std::vector<std::optional<std::vector<std::size_t>>> cycles_;
  mutable std::optional<std::vector<bool>> taken_together_;
};

// `a.x = b.y AND ...`: the parent's column stands left, so that its collation decides, as in
// SQLite's own foreign keys.
std::string refers(const Reference& reference, std::string_view parent_row,
                   std::string_view child_row);
// "(c.x, c.y)", to stand left of IN (SELECT the parent's columns ...), with the parent's collation.
std::string referring_value(const Model& model, const Reference& reference,
                            std::string_view child_row);

}  // namespace softdelete
