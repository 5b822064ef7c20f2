// What a purge or a new key of a deleted row means for the rows that refer to it.
#include "sqlite/quote.hpp"
#include "storage/archive/order.hpp"
#include "storage/archive/triggers.hpp"
#include "storage/cycle_view.hpp"

namespace softdelete {
namespace {

// What becomes of the rows below a deleted one. Purging a row purges what depends on it: in other
// tables through their views, in its own cycle of tables all at once.
class Dependents {
 public:
  explicit Dependents(const ArchiveContext& context)
      : context_(context), cycle_(cycle_of(context.model, context.index)) {}

  // For the trigger of the view of the trash.
  std::string purge() const {
    if (cycle_.empty()) return let_go_of(context_.index);
    return view().run_anew("purge",
                           {"SELECT " + quote_text(context_.own.facts.name) + ", OLD." +
                            quote_ident(context_.own.view_id)},
                           kPurged, "1");
  }

  // The view of the cycle, where this table owns it.
  std::vector<Object> cycle_objects() const {
    if (cycle_.empty() || cycle_.front() != context_.index) return {};
    Names selects;
    std::size_t parents = 0;
    for (const std::size_t each : cycle_) {
      for (const Reference* up : archived_parents(context_.model, each)) {
        ++parents;
        if (contains(cycle_, up->parent) && !unlinks(*up)) selects.push_back(step(*up));
      }
    }
    // A restore asks for the rows of each table, and follows each reference from outside and
    // within.
    check_selects(context_.own.facts.name, cycle_.size() + 2 * parents);
    std::string statements = view().list(selects);
    for (const std::size_t each : cycle_) statements += let_go_of(each);
    for (const std::size_t each : cycle_) {
      const ArchiveTable table = context_.at(each);
      statements +=
          "  DELETE FROM " + quote_ident(table.archive) + " WHERE " + goes(table, "") + ";\n";
    }
    return view().objects({{Role::purge, kPurged, statements + view().clear_list()}});
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
      out += "  UPDATE " + quote_ident(child.links) + " SET " + links + " WHERE (" + changed +
             ") AND " + was_taken(*each, is_row) + ";\n";
    }
    if (has_links(context_.model, context_.index) && !context_.own.facts.key.empty())
      out += follow_links();
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

  CycleView view() const {
    Names names;
    for (const std::size_t each : cycle_) names.push_back(context_.at(each).facts.name);
    return {context_.at(cycle_.front()).settings, names, 1};
  }

  // Condition: the row of an archive is purged now.
  std::string goes(const ArchiveTable& table, const std::string& row) const {
    const std::string id = row + quote_ident(table.id);
    if (cycle_.empty()) return id + " = OLD." + quote_ident(context_.own.view_id);
    return id + " IN (SELECT k1 FROM softdelete_context_row WHERE context = last_insert_rowid()" +
           " AND table_name = " + quote_text(table.facts.name) + ")";
  }

  // FROM the parent's archive, b, and the child's, c: where b is the parent of c.
  std::string pairs(const Reference& reference) const {
    const ArchiveTable parent = context_.at(reference.parent);
    const ArchiveTable child = context_.at(reference.child);
    return quote_ident(parent.archive) + " b JOIN " + quote_ident(child.archive) + " c ON " +
           match("b.", reference.parent_columns, "c.", reference.child_columns) + " AND b." +
           quote_ident(parent.id) + " = " + archived_parent(context_.model, reference, "c.");
  }

  // The rows of a child whose parent is listed.
  std::string step(const Reference& reference) const {
    const ArchiveTable parent = context_.at(reference.parent);
    const ArchiveTable child = context_.at(reference.child);
    return "SELECT " + quote_text(child.facts.name) + ", c." + quote_ident(child.id) +
           " FROM softdelete_below s JOIN " + pairs(reference) +
           " WHERE s.t = " + quote_text(parent.facts.name) + " AND b." + quote_ident(parent.id) +
           " = s.k1";
  }

  // What refers to the rows of a table that go, and what is remembered of these themselves.
  std::string let_go_of(std::size_t index) const {
    std::string out;
    for (const Reference* below : archived_children(context_.model, index)) out += let_go(*below);
    if (!has_links(context_.model, index)) return out;
    const ArchiveTable table = context_.at(index);
    const std::string links = quote_ident(table.links);
    const std::string link = quote_ident(table.own("softdelete_link"));
    return out + "  DELETE FROM " + links + " WHERE " + link + " IN (SELECT l." + link + " FROM " +
           quote_ident(table.archive) + " b CROSS JOIN " + links + " l ON " +
           match("l.", table.archived_locator, "b.", table.archived_locator, "IS") + " AND l." +
           quote_ident(table.operation) + " <= b." + quote_ident(table.operation) + " WHERE " +
           goes(table, "b.") + ");\n";
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
    for (const std::string& each : reference.child_columns) {
      assignments += (assignments.empty() ? "" : ", ") + quote_ident(each) + " = " +
                     unlinked_value(reference, child, each);
    }
    return "  UPDATE " + quote_ident(child.archive) + " SET " + assignments + " WHERE " +
           quote_ident(child.id) + " IN (" + found + ");\n  DELETE FROM " +
           quote_ident(child.links) + " WHERE " + was_taken(reference, goes(parent, "b.")) + ";\n";
  }

  // Condition on the links of a child: the deletion of a row of the parent's archive, b, for which
  // the condition holds took that reference.
  std::string was_taken(const Reference& reference, const std::string& condition) const {
    const ArchiveTable parent = context_.at(reference.parent);
    const ArchiveTable child = context_.at(reference.child);
    const std::string link = quote_ident(child.own("softdelete_link"));
    Names was;
    for (const std::string& each : reference.child_columns) was.push_back(child.was(each));
    return link + " IN (SELECT l." + link + " FROM " + quote_ident(parent.archive) +
           " b CROSS JOIN " + quote_ident(child.links) + " l ON l." + quote_ident(child.operation) +
           " = b." + quote_ident(parent.operation) + " AND l." +
           quote_ident(child.link_reference()) + " = " + quote_text(link_name(reference)) +
           " AND " + match("b.", reference.parent_columns, "l.", was) + " WHERE " + condition + ")";
  }

  const ArchiveContext& context_;
  Tables cycle_;
};

}  // namespace

std::string purge_dependents(const ArchiveContext& context) { return Dependents(context).purge(); }

std::vector<Object> archive_cycle(const ArchiveContext& context) {
  return Dependents(context).cycle_objects();
}

std::string followers(const ArchiveContext& context) { return Dependents(context).follow(); }

}  // namespace softdelete
