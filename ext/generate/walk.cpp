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

// Inside a subquery of a trigger, SQLite takes the name of such a table for the trigger's row.
bool is_trigger_row(const std::string& table) {
  return same_name(table, "old") || same_name(table, "new");
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

Walk::Walk(const Model& model, Root root, const Follows& follows, Condition condition,
           Condition marked)
    : model_(model),
      root_(std::move(root)),
      condition_(std::move(condition)),
      marked_(std::move(marked)) {
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

std::string Walk::name(std::size_t table) const {
  return quote_ident(model_.tables[table].facts.name);
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

std::string Walk::label(std::size_t table) const {
  if (table == root_.table) return "0";
  return std::to_string(std::find(order_.begin(), order_.end(), table) - order_.begin() + 1);
}

std::string Walk::node(std::size_t table, const std::string& alias) const {
  std::string out = label(table);
  const Names identity = model_.tables[table].facts.identity();
  for (std::size_t i = 0; i < width(); ++i) {
    out += i < identity.size() ? ", " + alias + quote_ident(identity[i]) : std::string(", 0");
    // A UNION compares by the first collation that it meets; nodes of other tables need their own.
    const Column* column =
        i < identity.size() ? model_.tables[table].facts.column(identity[i]) : nullptr;
    if (column != nullptr && !model_.tables[table].facts.rowid_is_key) out += " COLLATE BINARY";
  }
  return out;
}

std::string Walk::is_node(std::size_t table, const std::string& alias,
                          const std::string& nodes) const {
  const Names identity = model_.tables[table].facts.identity();
  std::string out = nodes + ".t = " + label(table);
  for (std::size_t i = 0; i < identity.size(); ++i) {
    out += " AND " + alias + quote_ident(identity[i]) + " = " + nodes + ".k" +
           std::to_string(i + 1) + model_.tables[table].facts.key_collate(identity[i]);
  }
  return out;
}

std::string Walk::step(const Reference& reference, const std::string& nodes) const {
  return "SELECT " + node(reference.child, "c.") + " FROM " + nodes + " CROSS JOIN " +
         name(reference.parent) + " p ON " + is_node(reference.parent, "p.", nodes) +
         " CROSS JOIN " + name(reference.child) + " c ON " + refers(reference, "p.", "c.");
}

std::string Walk::below(std::size_t target) const {
  std::string out = "WITH RECURSIVE below(" + node_columns() + ") AS (\n      SELECT " +
                    node(root_.table, root_.row);
  for (const Reference* each : references_) {
    if (each->child != target && !reaches(each->child, target)) continue;
    out += "\n      UNION " + step(*each, "below") + " WHERE " + condition_(each->child, "c.");
  }
  return out + ")";
}

// "(c.x, c.y) IN (": the left side's collation decides in an IN, and it must be the parent's. Where
// one needs to be named, all are: SQLite 3.54 reads another subquery of the same trigger where an
// index serves some of the columns.
std::string Walk::among_parents(const Reference& reference, const std::string& child_row) const {
  const Table& parent = model_.tables[reference.parent].facts;
  const Table& child = model_.tables[reference.child].facts;
  Names plain;
  Names named;
  bool same = true;
  for (std::size_t i = 0; i < reference.child_columns.size(); ++i) {
    const std::string& collation = parent.column(reference.parent_columns[i])->collation;
    same = same && same_name(collation, child.column(reference.child_columns[i])->collation);
    plain.push_back(child_row + quote_ident(reference.child_columns[i]));
    named.push_back(plain.back() + " COLLATE " + quote_ident(collation));
  }
  const Names& left = same ? plain : named;
  return left.size() == 1 ? left[0] : "(" + join(left, ", ") + ")";
}

std::string Walk::refers_below(const Reference& reference) const {
  const std::string child = name(reference.child) + ".";
  const bool root_only = reference.parent == root_.table && !reaches(root_.table, root_.table);
  if (root_only) return refers(reference, root_.row, child);
  return among_parents(reference, child) + " IN (\n    " + below(reference.parent) +
         "\n    SELECT " + column_list(reference.parent_columns, "p.") + " FROM below CROSS JOIN " +
         name(reference.parent) + " p ON " + is_node(reference.parent, "p.", "below") + ")";
}

std::string Walk::refers_marked(const Reference& reference, const std::string& child_row) const {
  const bool from_root = reference.parent == root_.table && !root_.row.empty();
  std::string root = from_root ? refers(reference, root_.row, child_row) : "";
  if (from_root && !reaches(root_.table, root_.table)) return root;
  const std::string marked = among_parents(reference, child_row) + " IN (SELECT " +
                             column_list(reference.parent_columns, "p.") + " FROM " +
                             name(reference.parent) + " p WHERE " +
                             marked_(reference.parent, "p.") + ")";
  return from_root ? "(" + root + " OR " + marked + ")" : marked;
}

std::string Walk::below_in_cycle(std::size_t table) const {
  Names parts;
  if (in_one_cycle(root_.table, table)) {
    const std::string row = root_.row.empty() ? "c." : root_.row;
    parts.push_back("SELECT " + node(root_.table, row));
    if (root_.row.empty()) {
      parts.back() += " FROM " + name(root_.table) + " c WHERE " + marked_(root_.table, "c.");
    }
  }
  for (const Reference* each : references_) {
    if (!in_one_cycle(each->child, table)) continue;
    const std::string condition = " WHERE " + condition_(each->child, "c.");
    if (in_one_cycle(each->parent, table)) {
      parts.push_back(step(*each, "below") + condition);
    } else {
      parts.insert(parts.begin(), "SELECT " + node(each->child, "c.") + " FROM " +
                                      name(each->child) + " c" + condition + " AND " +
                                      refers_marked(*each, "c."));
    }
  }
  return "WITH RECURSIVE below(" + node_columns() + ") AS (\n      " +
         join(parts, "\n      UNION ") + ")";
}

std::string Walk::is_key_in_cycle(std::size_t table, const std::string& more_tables,
                                  const std::string& keys) const {
  return condition_(table, name(table) + ".") + " AND " +
         model_.tables[table].facts.key_value(model_.tables[table].facts.identity()) +
         " IN (\n    " + below_in_cycle(table) + more_tables + "\n    " + keys + ")";
}

std::string Walk::is_next(std::size_t table) const {
  const std::string self = name(table) + ".";
  if (reaches(table, table)) return is_key_in_cycle(table, "", keys_from("below", table));
  Names terms;
  for (const Reference* each : into(table)) terms.push_back(refers_marked(*each, self));
  return condition_(table, self) + " AND (" + join(terms, "\n    OR ") + ")";
}

std::string Walk::blocked_in_cycle(std::size_t table, const Follows& parents,
                                   const Condition& blocks) const {
  Names inside;
  Names seeds;
  for (const Reference& each : model_.references) {
    if (!parents(each) || !in_one_cycle(each.child, table)) continue;
    const bool in_cycle = in_one_cycle(each.parent, table);
    const std::string parent = " FROM " + name(each.child) + " c CROSS JOIN " + name(each.parent) +
                               " p ON " + refers(each, "p.", "c.") + " WHERE " +
                               is_node(each.child, "c.", "below") + " AND " +
                               blocks(each.parent, "p.");
    if (in_cycle) {
      inside.push_back("SELECT " + node(each.parent, "p.") + parent);
    } else {
      seeds.push_back("EXISTS (SELECT 1" + parent + " AND (" + marked_(each.parent, "p.") +
                      ") IS NOT 1)");
    }
  }
  // SQLite expands `below` wherever it stands, so it stands in as few places as will do.
  const std::string columns = node_columns();
  seeds.push_back("EXISTS (WITH parents(" + columns + ") AS (\n        " +
                  join(inside, "\n        UNION ALL ") +
                  ")\n        SELECT 1 FROM parents WHERE (" + columns +
                  ") NOT IN (SELECT * FROM below))");
  std::string out = ", blocked(" + columns + ") AS (\n      SELECT * FROM below WHERE " +
                    join(seeds, "\n        OR ");
  // The children of a blocked row are below as it is.
  for (const Reference* each : references_) {
    if (!in_one_cycle(each->child, table) || !in_one_cycle(each->parent, table)) continue;
    out += "\n      UNION " + step(*each, "blocked") + " WHERE " + condition_(each->child, "c.");
  }
  return out + ")";
}

std::string Walk::is_next_unblocked(std::size_t table, const Follows& parents,
                                    const Condition& blocks) const {
  const std::string self = name(table) + ".";
  if (reaches(table, table)) {
    return is_key_in_cycle(table, blocked_in_cycle(table, parents, blocks),
                           keys_from("below", table) + " EXCEPT " + keys_from("blocked", table));
  }
  std::string out = is_next(table);
  for (const Reference& each : model_.references) {
    if (each.child != table || !parents(each)) continue;
    const std::string stays =
        blocks(each.parent, "p.") + " AND (" + marked_(each.parent, "p.") + ") IS NOT 1";
    if (is_trigger_row(model_.tables[table].facts.name)) {
      out += "\n   AND (" + among_parents(each, self) + " IN (SELECT " +
             column_list(each.parent_columns, "p.") + " FROM " + name(each.parent) + " p WHERE " +
             stays + ")) IS NOT 1";
    } else {
      out += "\n   AND NOT EXISTS (SELECT 1 FROM " + name(each.parent) + " p WHERE " +
             refers(each, "p.", self) + " AND " + stays + ")";
    }
  }
  return out;
}

std::string Walk::keys_from(const std::string& nodes, std::size_t table) const {
  Names keys;
  for (std::size_t i = 1; i <= model_.tables[table].facts.identity().size(); ++i)
    keys.push_back("k" + std::to_string(i));
  return "SELECT " + join(keys, ", ") + " FROM " + nodes + " WHERE t = " + label(table);
}

}  // namespace softdelete
