#include "generate/walk.hpp"

#include <algorithm>

#include "sqlite/quote.hpp"

namespace softdelete {
namespace {

std::string join(const Names& parts, const std::string& separator) {
  std::string out;
  for (const std::string& part : parts) out += (out.empty() ? "" : separator) + part;
  return out;
}

}  // namespace

std::string refers(const Reference& reference, const std::string& parent_row,
                   const std::string& child_row) {
  Names terms;
  for (std::size_t i = 0; i < reference.child_columns.size(); ++i) {
    terms.push_back(parent_row + quote_ident(reference.parent_columns[i]) + " = " + child_row +
                    quote_ident(reference.child_columns[i]));
  }
  return join(terms, " AND ");
}

std::string row_value(const Names& columns, const std::string& row) {
  Names terms;
  for (const std::string& column : columns) terms.push_back(row + quote_ident(column));
  return terms.size() == 1 ? terms[0] : "(" + join(terms, ", ") + ")";
}

Walk::Walk(const Model& model, Root root, const Follows& follows, Condition condition)
    : model_(model), root_(std::move(root)), condition_(std::move(condition)) {
  for (const Reference& reference : model.references) {
    if (follows(reference)) references_.push_back(&reference);
  }
  std::vector<bool> seen(model.tables.size(), false);
  visit(root_.table, seen);
  std::reverse(order_.begin(), order_.end());
  // Only what the root reaches matters; the root itself is below only by way of a cycle.
  references_.erase(std::remove_if(references_.begin(), references_.end(),
                                   [&](const Reference* each) { return !seen[each->parent]; }),
                    references_.end());
  if (!reaches(root_.table, root_.table)) order_.erase(order_.begin());
}

void Walk::visit(std::size_t table, std::vector<bool>& seen) {
  seen[table] = true;
  for (const Reference* each : references_) {
    if (each->parent == table && !seen[each->child]) visit(each->child, seen);
  }
  order_.push_back(table);
}

bool Walk::reaches(std::size_t from, std::size_t to) const {
  std::vector<bool> seen(model_.tables.size(), false);
  std::vector<std::size_t> open{from};
  while (!open.empty()) {
    const std::size_t table = open.back();
    open.pop_back();
    for (const Reference* each : references_) {
      if (each->parent != table || seen[each->child]) continue;
      seen[each->child] = true;
      open.push_back(each->child);
    }
  }
  return seen[to];
}

std::vector<const Reference*> Walk::into(std::size_t child) const {
  std::vector<const Reference*> found;
  for (const Reference* each : references_) {
    if (each->child == child) found.push_back(each);
  }
  return found;
}

std::size_t Walk::width() const {
  std::size_t widest = model_.tables[root_.table].facts.identity().size();
  for (std::size_t table : order_) {
    widest = std::max(widest, model_.tables[table].facts.identity().size());
  }
  return widest;
}

std::string Walk::node_columns() const {
  std::string columns = "t";
  for (std::size_t i = 1; i <= width(); ++i) columns += ", k" + std::to_string(i);
  return columns;
}

bool Walk::on_walk(std::size_t table) const {
  return table == root_.table || std::find(order_.begin(), order_.end(), table) != order_.end();
}

std::string Walk::label(std::size_t table) const {
  if (table == root_.table) return "0";
  return std::to_string(std::find(order_.begin(), order_.end(), table) - order_.begin() + 1);
}

std::string Walk::node(std::size_t table, const std::string& alias) const {
  std::string out = label(table);
  const Names identity = model_.tables[table].facts.identity();
  for (std::size_t i = 0; i < width(); ++i) {
    out += i < identity.size() ? ", " + alias + quote_ident(identity[i]) : std::string(", 0");
  }
  return out;
}

std::string Walk::is_node(std::size_t table, const std::string& alias,
                          const std::string& nodes) const {
  const Names identity = model_.tables[table].facts.identity();
  std::string out = nodes + ".t = " + label(table);
  for (std::size_t i = 0; i < identity.size(); ++i) {
    out +=
        " AND " + alias + quote_ident(identity[i]) + " = " + nodes + ".k" + std::to_string(i + 1);
  }
  return out;
}

std::string Walk::step(const Reference& reference, const std::string& nodes) const {
  return "SELECT " + node(reference.child, "c.") + " FROM " + nodes + " CROSS JOIN " +
         quote_ident(model_.tables[reference.parent].facts.name) + " p ON " +
         is_node(reference.parent, "p.", nodes) + " CROSS JOIN " +
         quote_ident(model_.tables[reference.child].facts.name) + " c ON " +
         refers(reference, "p.", "c.");
}

std::string Walk::below(std::size_t target) const {
  std::string out = "WITH RECURSIVE below(" + node_columns() + ") AS (\n      SELECT " +
                    node(root_.table, root_.alias) + root_.from;
  for (const Reference* each : references_) {
    if (each->child != target && !reaches(each->child, target)) continue;
    out += "\n      UNION " + step(*each, "below") + " WHERE " + condition_(each->child, "c.");
  }
  return out + ")";
}

std::string Walk::refers_below(const Reference& reference) const {
  const bool root_only = reference.parent == root_.table && !reaches(root_.table, root_.table);
  if (root_only && !root_.row.empty())
    return refers(reference, root_.row,
                  quote_ident(model_.tables[reference.child].facts.name) + ".");
  const Table& parent = model_.tables[reference.parent].facts;
  const Table& child = model_.tables[reference.child].facts;
  Names left;
  Names right;
  for (std::size_t i = 0; i < reference.child_columns.size(); ++i) {
    const std::string& collation = parent.column(reference.parent_columns[i])->collation;
    // The left side's collation decides in an IN, and it must be the parent's.
    const bool same = same_name(collation, child.column(reference.child_columns[i])->collation);
    left.push_back(quote_ident(child.name) + "." + quote_ident(reference.child_columns[i]) +
                   (same ? "" : " COLLATE " + quote_ident(collation)));
    right.push_back("p." + quote_ident(reference.parent_columns[i]));
  }
  const std::string columns = left.size() == 1 ? left[0] : "(" + join(left, ", ") + ")";
  return columns + " IN (\n    " + below(reference.parent) + "\n    SELECT " + join(right, ", ") +
         " FROM below CROSS JOIN " + quote_ident(parent.name) + " p ON " +
         is_node(reference.parent, "p.", "below") + ")";
}

std::string Walk::is_below(std::size_t table) const {
  Names terms;
  for (const Reference* each : into(table)) terms.push_back(refers_below(*each));
  return condition_(table, quote_ident(model_.tables[table].facts.name) + ".") + " AND (" +
         join(terms, "\n    OR ") + ")";
}

std::string Walk::is_below_unblocked(std::size_t table, const Follows& parents,
                                     const Condition& blocks) const {
  std::string seeds;
  for (const Reference& each : model_.references) {
    if (!on_walk(each.child) || !parents(each) ||
        !(each.child == table || reaches(each.child, table)))
      continue;
    seeds += std::string(seeds.empty() ? "" : "\n      UNION ") + "SELECT " +
             node(each.child, "c.") + " FROM below CROSS JOIN " +
             quote_ident(model_.tables[each.child].facts.name) + " c ON " +
             is_node(each.child, "c.", "below") + " CROSS JOIN " +
             quote_ident(model_.tables[each.parent].facts.name) + " p ON " +
             refers(each, "p.", "c.") + " WHERE " + blocks(each.parent, "p.");
    if (on_walk(each.parent)) {
      seeds += " AND (" + node(each.parent, "p.") + ") NOT IN (SELECT * FROM below)";
    }
  }
  std::string blocked = ", blocked(" + node_columns() + ") AS (\n      " + seeds;
  for (const Reference* each : references_) {
    if (each->child != table && !reaches(each->child, table)) continue;
    blocked += "\n      UNION " + step(*each, "blocked") + " WHERE (" + node(each->child, "c.") +
               ") IN (SELECT * FROM below)";
  }
  const Names identity = model_.tables[table].facts.identity();
  std::string keys;
  for (std::size_t i = 1; i <= identity.size(); ++i)
    keys += (i > 1 ? ", k" : "k") + std::to_string(i);
  const std::string mine = " WHERE t = " + label(table);
  const std::string self = quote_ident(model_.tables[table].facts.name) + ".";
  return condition_(table, self) + " AND " + row_value(identity, "") + " IN (\n    " +
         below(table) + blocked + ")\n    SELECT " + keys + " FROM below" + mine +
         " EXCEPT SELECT " + keys + " FROM blocked" + mine + ")";
}

}  // namespace softdelete
