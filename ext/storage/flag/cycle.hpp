// Tables that foreign keys tie into a cycle, a self-reference included. SQLite runs no trigger
// again for what it does itself (unless recursive_triggers is on), so here a trigger of the cycle's
// view does the work of all: it lists the rows of the whole cycle first, and goes by the list.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "storage/cycle_view.hpp"
#include "storage/flag/context.hpp"

namespace softdelete {

class Cycle {
 public:
  using Follows = std::function<bool(const Reference&)>;
  using Condition = std::function<std::string(std::size_t table, std::string_view row)>;

  // The cycle of a table that is in one. An Error where a key has too many columns.
  Cycle(const TriggerContext& context, std::size_t table);

  const std::vector<std::size_t>& tables() const { return tables_; }
  // The table whose objects the view and its triggers are among.
  std::size_t owner() const { return tables_.front(); }
  bool has(std::size_t table) const;
  // Condition: the trigger runs for a row that is on the list, and is done with the others.
  static std::string is_done(const TriggerContext& context);

  const CycleView& view() const { return view_; }
  // Has work done for a list of its own, whose first rows these SELECTs give.
  std::string run_anew(const Names& rows, const std::string& work, const std::string& value) const;
  // A SELECT of a row whose columns are behind `row`, or of those for which a condition holds.
  std::string row_of(std::size_t table, std::string_view row) const;
  std::string rows_where(std::size_t table, const std::string& condition) const;

  // What follows is for the triggers of the view.
  //
  // Adds the rows below the listed ones along the references that `follows` accepts, through rows
  // for which `condition` holds.
  std::string list(const Follows& follows, const Condition& condition) const;
  // Takes off the list what has a parent that `stays` and is not listed, and what is below it.
  std::string unlist_blocked(const Follows& follows, const Condition& stays) const;
  // Condition on a child's row, whose columns are behind `child_row`: it refers to a listed row.
  std::string refers_to_listed(const Reference& reference, std::string_view child_row) const;
  // UPDATE or DELETE of the listed rows of a table for which the condition holds.
  std::string update(std::size_t table, const std::string& assignments,
                     const std::string& condition) const;
  std::string remove(std::size_t table, const std::string& condition) const;
  std::string is_any_left(std::size_t table, const std::string& condition) const;

 private:
  std::string node(std::size_t table, std::string_view row) const;
  std::string step(const Reference& reference, const std::string& from) const;
  std::string listed(std::size_t table, const Names& columns) const;
  std::vector<const Reference*> inside(const Follows& follows) const;
  bool is_inside(const Reference& reference) const {
    return has(reference.parent) && has(reference.child);
  }

  const TriggerContext& context_;
  const std::vector<std::size_t>& tables_;
  std::size_t width_;
  CycleView view_;
};

// The cycle's view and triggers, where the table of the context is its owner; else none.
std::vector<Object> cycle_objects(const TriggerContext& context);

// The statements of these triggers; empty where there is nothing to do.
std::string delete_listed(const TriggerContext& context, const Cycle& cycle);
std::string check_listed(const TriggerContext& context, const Cycle& cycle);
std::string restore_listed(const TriggerContext& context, const Cycle& cycle);
std::string purge_listed(const TriggerContext& context, const Cycle& cycle);

// What marks a purge of a table's rows; the same for all tables of a cycle.
std::string purge_scope(const TriggerContext& context);

}  // namespace softdelete
