// What a purge or a new key of a deleted row means for the rows that refer to it.
#include <algorithm>

#include "sqlite/quote.hpp"
#include "storage/archive/order.hpp"
#include "storage/archive/triggers.hpp"

namespace softdelete {
namespace {

// What becomes of the rows below a deleted one. Purging a row purges what depends on it: in its own
// table's cycle by one recursive query, and in other tables through their views.
class Dependents {
 public:
  explicit Dependents(const ArchiveContext& context) : context_(context) {
    const Tables near = with_children(context.model, {context.index});
    for (const Tables& group : in_order(context.model, near)) {
      if (contains(group, context.index) && is_cycle(context.model, group)) cycle_ = group;
    }
  }

  std::string statements() const {
    std::string out;
    for (const std::size_t each : cycle_) {
      const ArchiveTable table = context_.at(each);
      out += "  UPDATE " + quote_ident(table.archive) + " SET " + quote_ident(table.state) +
             " = 4 WHERE " + quote_ident(table.id) + " IN (" + found_in_cycle(each) + ");\n";
    }
    for (const std::size_t each : cycle_.empty() ? Tables{context_.index} : cycle_) {
      for (const Reference* below : archived_children(context_.model, each)) out += let_go(*below);
      const ArchiveTable table = context_.at(each);
      if (has_links(each)) {
        out += "  DELETE FROM " + quote_ident(table.links) + " WHERE EXISTS (SELECT 1 FROM " +
               quote_ident(table.archive) + " b WHERE " + goes(table, "b.") + " AND " +
               match("b.", table.archived_locator, quote_ident(table.links) + ".",
                     table.archived_locator, "IS") +
               " AND b." + quote_ident(table.operation) + " >= " + quote_ident(table.links) + "." +
               quote_ident(table.operation) + ");\n";
      }
    }
    for (const std::size_t each : cycle_) {
      const ArchiveTable table = context_.at(each);
      out += "  DELETE FROM " + quote_ident(table.archive) + " WHERE " + goes(table, "") + ";\n";
    }
    return out;
  }

  // Of a deleted row that gets another key: what refers to it goes on referring to it.
  std::string follow() const {
    std::string out;
    for (const Reference* each : archived_children(context_.model, context_.index)) {
      const ArchiveTable child = context_.at(each->child);
      std::string changed;
      std::string assignments;
      std::string links;
      for (std::size_t i = 0; i < each->parent_columns.size(); ++i) {
        const std::string column = quote_ident(each->parent_columns[i]);
        changed += (i == 0 ? "NEW." : " OR NEW.") + column + " IS NOT OLD." + column;
        assignments +=
            (i == 0 ? "" : ", ") + quote_ident(each->child_columns[i]) + " = NEW." + column;
        links += (i == 0 ? "" : ", ") + quote_ident(child.was(each->child_columns[i])) + " = NEW." +
                 column;
      }
      const std::string is_row =
          " b." + quote_ident(context_.own.id) + " = OLD." + quote_ident(context_.own.view_id);
      out += "  UPDATE " + quote_ident(child.archive) + " SET " + assignments + " WHERE (" +
             changed + ") AND " + quote_ident(child.id) + " IN (SELECT c." + quote_ident(child.id) +
             " FROM " + pairs(*each) + " WHERE" + is_row + ");\n";
      if (!unlinks(*each)) continue;
      Names was;
      for (const std::string& column : each->child_columns) was.push_back(child.was(column));
      const std::string row = quote_ident(child.links) + ".";
      out += "  UPDATE " + quote_ident(child.links) + " SET " + links + " WHERE (" + changed +
             ") AND " + quote_ident(child.link_reference()) + " = " + quote_text(link_name(*each)) +
             " AND EXISTS (SELECT 1 FROM " + quote_ident(context_.own.archive) + " b WHERE" +
             is_row + " AND b." + quote_ident(context_.own.operation) + " = " + row +
             quote_ident(child.operation) + " AND " + match("b.", each->parent_columns, row, was) +
             ");\n";
    }
    if (has_links(context_.index) && !context_.own.facts.key.empty()) out += follow_links();
    return out;
  }

 private:
  // The references that deletions took from the row itself are known by its key.
  std::string follow_links() const {
    const ArchiveTable& own = context_.own;
    const std::string row = quote_ident(own.links) + ".";
    std::string changed;
    std::string assignments;
    for (const std::string& each : own.facts.key) {
      const std::string column = quote_ident(each);
      changed += (changed.empty() ? "NEW." : " OR NEW.") + column + " IS NOT OLD." + column;
      assignments += (assignments.empty() ? "" : ", ") + column + " = NEW." + column;
    }
    const auto archived = [&](const std::string& alias, const std::string& condition) {
      return "EXISTS (SELECT 1 FROM " + quote_ident(own.archive) + " " + alias + " WHERE " +
             condition + " AND " + alias + "." + quote_ident(own.operation) + " >= " + row +
             quote_ident(own.operation) + ")";
    };
    const std::string id = quote_ident(own.id);
    const std::string old_id = "OLD." + quote_ident(own.view_id);
    return "  UPDATE " + quote_ident(own.links) + " SET " + assignments + " WHERE (" + changed +
           ") AND " + match(row, own.facts.key, "OLD.", own.facts.key, "IS") + " AND " +
           archived("b", "b." + id + " = " + old_id) + " AND NOT " +
           archived("e", match("e.", own.facts.key, "OLD.", own.facts.key, "IS") + " AND e." + id +
                             " < " + old_id) +
           ";\n";
  }

  bool has_links(std::size_t table) const {
    const auto parents = archived_parents(context_.model, table);
    return std::any_of(parents.begin(), parents.end(),
                       [](const Reference* each) { return unlinks(*each); });
  }

  // Condition: the row of an archive is purged now.
  std::string goes(const ArchiveTable& table, const std::string& row) const {
    if (!cycle_.empty()) return row + quote_ident(table.state) + " = 4";
    return row + quote_ident(table.id) + " = OLD." + quote_ident(context_.own.view_id);
  }

  // FROM the parent's archive, b, and the child's, c: where b is the parent of c.
  std::string pairs(const Reference& reference) const {
    const ArchiveTable parent = context_.at(reference.parent);
    const ArchiveTable child = context_.at(reference.child);
    return quote_ident(parent.archive) + " b JOIN " + quote_ident(child.archive) + " c ON " +
           match("b.", reference.parent_columns, "c.", reference.child_columns) + " AND " +
           is_archived_parent(context_.model, reference, "c.", "b.") +
           " AND NOT EXISTS (SELECT 1 FROM " + quote_ident(parent.archive) + " e WHERE " +
           match("e.", reference.parent_columns, "c.", reference.child_columns) + " AND " +
           is_archived_parent(context_.model, reference, "c.", "e.") + " AND e." +
           quote_ident(parent.operation) + " < b." + quote_ident(parent.operation) + ")";
  }

  std::string found_in_cycle(std::size_t table) const {
    std::string out = "\n    WITH RECURSIVE softdelete_below(t, i) AS (\n      VALUES (" +
                      quote_text(context_.own.facts.name) + ", OLD." +
                      quote_ident(context_.own.view_id) + ")";
    for (const Reference& each : context_.model.references) {
      if (!contains(cycle_, each.parent) || !contains(cycle_, each.child) || unlinks(each))
        continue;
      const ArchiveTable parent = context_.at(each.parent);
      const ArchiveTable child = context_.at(each.child);
      out += "\n      UNION SELECT " + quote_text(child.facts.name) + ", c." +
             quote_ident(child.id) + " FROM softdelete_below s JOIN " + pairs(each) +
             " WHERE s.t = " + quote_text(parent.facts.name) + " AND b." + quote_ident(parent.id) +
             " = s.i";
    }
    return out + ")\n    SELECT i FROM softdelete_below WHERE t = " +
           quote_text(context_.model.tables[table].facts.name);
  }

  // What refers to the rows that go: it goes too, or loses the reference as it would have.
  std::string let_go(const Reference& reference) const {
    const ArchiveTable parent = context_.at(reference.parent);
    const ArchiveTable child = context_.at(reference.child);
    const bool inside = contains(cycle_, reference.child);
    const std::string found = "SELECT c." + quote_ident(child.id) + " FROM " + pairs(reference) +
                              " WHERE " + goes(parent, "b.");
    if (!unlinks(reference)) {
      if (inside) return "";
      return "  DELETE FROM " + quote_ident(child.settings.deleted_view) + " WHERE " +
             quote_ident(child.view_id) + " IN (" + found + ");\n";
    }
    std::string assignments;
    Names was;
    for (const std::string& each : reference.child_columns) {
      const bool to_null = reference.on_delete == "SET NULL";
      assignments += (assignments.empty() ? "" : ", ") + quote_ident(each) + " = " +
                     (to_null ? "NULL" : child.facts.column(each)->default_sql.value_or("NULL"));
      was.push_back(child.was(each));
    }
    const std::string links = quote_ident(child.links);
    return "  UPDATE " + quote_ident(child.archive) + " SET " + assignments + " WHERE " +
           quote_ident(child.id) + " IN (" + found + ");\n  DELETE FROM " + links + " WHERE " +
           quote_ident(child.link_reference()) + " = " + quote_text(link_name(reference)) +
           " AND EXISTS (SELECT 1 FROM " + quote_ident(parent.archive) + " b WHERE " +
           goes(parent, "b.") + " AND b." + quote_ident(parent.operation) + " = " + links + "." +
           quote_ident(child.operation) + " AND " +
           match("b.", reference.parent_columns, links + ".", was) + ");\n";
  }

  const ArchiveContext& context_;
  Tables cycle_;
};

}  // namespace

std::string purge_dependents(const ArchiveContext& context) {
  return Dependents(context).statements();
}

std::string followers(const ArchiveContext& context) { return Dependents(context).follow(); }

}  // namespace softdelete
