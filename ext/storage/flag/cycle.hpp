// Tables that foreign keys tie into a cycle, a self-reference included. SQLite runs no trigger
// again for what it does itself (unless recursive_triggers is on), so here one trigger does the
// work of all: it lists the rows of the whole cycle first, in softdelete_context_row, and goes by
// the list.
//
// What marks the operation is a row of softdelete_context whose random id is last_insert_rowid()
// while the trigger runs. SQLite gives that number its old value back when the trigger ends,
// however it ends, so what a failed statement may leave in these tables means nothing to the next.
#pragma once

#include <functional>
#include <string>

#include "storage/flag/context.hpp"

namespace softdelete {

class Cycle {
 public:
  using Follows = std::function<bool(const Reference&)>;
  using Condition = std::function<std::string(std::size_t table, const std::string& row)>;

  // `what` is done: delete, restore or purge, to the rows of these tables. An Error where a key has
  // too many columns.
  Cycle(const TriggerContext& context, const std::string& what,
        const std::vector<std::size_t>& tables);

  const std::vector<std::size_t>& tables() const { return tables_; }
  bool has(std::size_t table) const;
  // Condition: the trigger runs for a row that such an operation has listed, and does the work of.
  static std::string is_done(const TriggerContext& context);

  // A SELECT of the trigger's row: whose columns are behind `row`, or for which a condition holds.
  std::string row_of_trigger(const std::string& row) const;
  std::string row_where(std::size_t table, const std::string& condition) const;
  // Lists the rows that `first` selects, and the rows below it along the references that `follows`
  // accepts, through rows for which `condition` holds.
  std::string list(const Names& first, const Follows& follows, const Condition& condition) const;
  // Takes off the list what has a parent that `stays` and is not listed, and what is below it.
  std::string unlist_blocked(const Follows& follows, const Condition& stays) const;

  // The listed rows of a table, as SELECT of these columns.
  std::string listed(std::size_t table, const Names& columns) const;
  // Condition on a child's row, whose columns are behind `child_row`: it refers to a listed row.
  std::string refers_to_listed(const Reference& reference, const std::string& child_row) const;
  // UPDATE or DELETE of the listed rows of a table for which the condition holds.
  std::string update(std::size_t table, const std::string& assignments,
                     const std::string& condition) const;
  std::string remove(std::size_t table, const std::string& condition) const;
  std::string is_any_left(std::size_t table, const std::string& condition) const;

  std::string begin() const;
  std::string end() const;

 private:
  std::string keys() const;  // k1, k2, ...
  std::string node(std::size_t table, const std::string& row) const;
  std::string step(const Reference& reference, const std::string& from) const;
  std::vector<const Reference*> inside(const Follows& follows) const;
  bool is_inside(const Reference& reference) const {
    return has(reference.parent) && has(reference.child);
  }

  const TriggerContext& context_;
  std::vector<std::size_t> tables_;
  std::string scope_;
  std::size_t width_ = 1;
};

// The tables of which a restore in this one must list the rows: its own cycle, or those that it
// leads to, and the cycles that these lead to. Empty where there are none.
std::vector<std::size_t> tables_to_list(const TriggerContext& context);

// What marks a purge of a table's rows; the same for all tables of a cycle.
std::string purge_scope(const TriggerContext& context);

}  // namespace softdelete
