// A walk down the foreign keys from one row: the SQL that finds the rows below it, set by set.
//
// It can be told in two ways. `refers_below` finds everything anew from the root by a recursive
// query. `is_next` stands on what the statements before it have marked, table by table, and is
// recursive only among tables that a cycle ties together: it is for marks that belong to this one
// walk and are gone before the next begins.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "schema/model.hpp"

namespace softdelete {

// The row at the top.
struct Root {
  std::size_t table;
  std::string row;  // "NEW." where the trigger sees the row's columns; nothing where it is marked
};

class Walk {
 public:
  using Follows = std::function<bool(const Reference&)>;
  using Condition = std::function<std::string(std::size_t table, const std::string& row)>;

  // Follows the references that `follows` accepts, to the rows for which `condition` holds.
  // `marked` says which rows the statements before have reached, for is_next.
  Walk(const Model& model, Root root, const Follows& follows, Condition condition,
       Condition marked = nullptr);

  // The tables below the root, parents before children where no cycle forbids it. The root's own
  // table is among them only where a cycle or a self-reference leads back to it.
  const std::vector<std::size_t>& tables() const { return order_; }
  // The references that lead from the root or a table below it to `child`.
  std::vector<const Reference*> into(std::size_t child) const;

  // Condition on `reference`'s child (columns unqualified): its parent is the root or a row below.
  std::string refers_below(const Reference& reference) const;
  // Condition on `table` (columns unqualified): the row is below the root, where the tables before
  // it in tables() are marked.
  std::string is_next(std::size_t table) const;
  // The same, but leaving out rows that `blocks` stops: those that have a parent for which it
  // holds and that isn't on the walk itself, and the rows below such rows. `parents` are the
  // references that count.
  std::string is_next_unblocked(std::size_t table, const Follows& parents,
                                const Condition& blocks) const;
  // Condition: the row's parent is the root or marked.
  std::string refers_marked(const Reference& reference, const std::string& child_row) const;
  // Whether references lead from each of the two tables to the other.
  bool in_one_cycle(std::size_t a, std::size_t b) const { return reaches(a, b) && reaches(b, a); }

 private:
  bool reaches(std::size_t from, std::size_t to) const;
  void visit(std::size_t table, std::vector<bool>& seen);
  // WITH RECURSIVE below(t, k1, ...): the nodes from the root down to `target`'s rows.
  std::string below(std::size_t target) const;
  // The same for the tables of one cycle, from the marked rows on.
  std::string below_in_cycle(std::size_t table) const;
  std::string blocked_in_cycle(std::size_t table, const Follows& parents,
                               const Condition& blocks) const;
  std::string node(std::size_t table, const std::string& alias) const;
  std::string is_node(std::size_t table, const std::string& alias, const std::string& nodes) const;
  std::string step(const Reference& reference, const std::string& nodes) const;
  // Condition on `table`: its key is among `keys`, which stand behind the common tables.
  std::string is_key_in_cycle(std::size_t table, const std::string& more_tables,
                              const std::string& keys) const;
  // The table's name, quoted.
  std::string name(std::size_t table) const;
  std::size_t width() const;
  std::string node_columns() const;
  std::string among_parents(const Reference& reference, const std::string& child_row) const;
  // SELECT of the keys of one table's nodes.
  std::string keys_from(const std::string& nodes, std::size_t table) const;
  // A number that stands for a table inside the walk's SQL: it depends on the walk alone.
  std::string label(std::size_t table) const;

  const Model& model_;
  Root root_;
  Condition condition_;
  Condition marked_;
  std::vector<const Reference*> references_;
  std::vector<std::size_t> order_;
};

// `a.x = b.y AND ...`: the parent's column stands left, so that its collation decides, as in
// SQLite's own foreign keys.
std::string refers(const Reference& reference, const std::string& parent_row,
                   const std::string& child_row);

}  // namespace softdelete
