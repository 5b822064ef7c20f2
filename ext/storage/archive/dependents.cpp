// What a purge or a new key of a deleted row means for the rows that refer to it.
#include "sqlite/format.hpp"
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
    return view().run_anew(
        "purge",
        {format("SELECT {text}, OLD.{ident}", context_.own.facts.name, context_.own.view_id)},
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
      statements += format("  DELETE FROM {ident} WHERE {};\n", table.archive, goes(table, ""));
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
        changed += format("{}{} IS NOT OLD.{}", i == 0 ? "NEW." : " OR NEW.", column, column);
        assignments +=
            format("{}{ident} = NEW.{}", i == 0 ? "" : ", ", each->child_columns[i], column);
        links += format("{}{ident} = NEW.{}", i == 0 ? "" : ", ", child.was(each->child_columns[i]),
                        column);
      }
      const std::string is_row =
          format("b.{ident} = OLD.{ident}", context_.own.id, context_.own.view_id);
      out += format("  UPDATE {ident} SET {} WHERE ({}) AND {};\n", child.archive, assignments,
                    changed, refers(*each, is_row));
      if (!unlinks(*each)) continue;
      out += format("  UPDATE {ident} SET {} WHERE ({}) AND {};\n", child.links, links, changed,
                    was_taken(*each, is_row));
    }
    if (has_links(context_.model, context_.index) && !context_.own.facts.key.empty())
      out += follow_links();
    return out;
  }

 private:
  // The references that deletions took from the row itself are known by its key.
  std::string follow_links() const {
    const ArchiveTable& own = context_.own;
    const std::string row = format("{ident}.", own.links);
    std::string changed;
    std::string assignments;
    for (const std::string& each : own.facts.key) {
      const std::string column = quote_ident(each);
      changed +=
          format("{}{} IS NOT OLD.{}", changed.empty() ? "NEW." : " OR NEW.", column, column);
      assignments += format("{}{} = NEW.{}", assignments.empty() ? "" : ", ", column, column);
    }
    const auto archived = [&](const std::string& alias, const std::string& condition) {
      return format("EXISTS (SELECT 1 FROM {ident} {} WHERE {} AND {}.{ident} >= {}{ident})",
                    own.archive, alias, condition, alias, own.operation, row, own.operation);
    };
    const std::string id = quote_ident(own.id);
    const std::string old_id = format("OLD.{ident}", own.view_id);
    return format(
        "  UPDATE {ident} SET {} WHERE ({}) AND {} AND {} AND NOT {};\n", own.links, assignments,
        changed, match(row, own.facts.key, "OLD.", own.facts.key, "IS"),
        archived("b", format("b.{} = {}", id, old_id)),
        archived("e", format("{} AND e.{} < {}",
                             match("e.", own.facts.key, "OLD.", own.facts.key, "IS"), id, old_id)));
  }

  CycleView view() const {
    Names names;
    for (const std::size_t each : cycle_) names.push_back(context_.at(each).facts.name);
    return {context_.at(cycle_.front()).settings, names, 1};
  }

  // Condition: the row of an archive is purged now.
  std::string goes(const ArchiveTable& table, std::string_view row) const {
    const std::string id = format("{}{ident}", row, table.id);
    if (cycle_.empty()) return format("{} = OLD.{ident}", id, context_.own.view_id);
    return format(
        "{} IN (SELECT k1 FROM softdelete_context_row WHERE context = last_insert_rowid() AND "
        "table_name = {text})",
        id, table.facts.name);
  }

  // FROM the parent's archive, b, and the child's, c: where b is the parent of c.
  std::string pairs(const Reference& reference) const {
    const ArchiveTable parent = context_.at(reference.parent);
    const ArchiveTable child = context_.at(reference.child);
    return format("{ident} b JOIN {ident} c ON {} AND b.{ident} = {}", parent.archive,
                  child.archive,
                  match("b.", reference.parent_columns, "c.", reference.child_columns), parent.id,
                  archived_parent(context_.model, reference, "c."));
  }

  // Condition on the archive of a child: the condition holds for the row's parent, b; that is the
  // OLD row, where the parent is in no cycle.
  std::string refers(const Reference& reference, const std::string& condition) const {
    const ArchiveTable child = context_.at(reference.child);
    if (!cycle_.empty()) return format("{ident} IN ({})", child.id, found(reference, condition));
    return format(
        "{} AND OLD.{ident} = {}",
        match("OLD.", reference.parent_columns, "", reference.child_columns), context_.own.view_id,
        archived_parent(context_.model, reference, format("{ident}.", child.archive), "", true));
  }

  // A query for the ids of such rows.
  std::string found(const Reference& reference, const std::string& condition) const {
    const ArchiveTable child = context_.at(reference.child);
    if (!cycle_.empty())
      return format("SELECT c.{ident} FROM {} WHERE {}", child.id, pairs(reference), condition);
    return format("SELECT {ident} FROM {ident} WHERE {}", child.id, child.archive,
                  refers(reference, condition));
  }

  // The rows of a child whose parent is listed.
  std::string step(const Reference& reference) const {
    const ArchiveTable parent = context_.at(reference.parent);
    const ArchiveTable child = context_.at(reference.child);
    return format(
        "SELECT {text}, c.{ident} FROM softdelete_below s JOIN {} WHERE s.t = {text} AND b.{ident} "
        "= s.k1",
        child.facts.name, child.id, pairs(reference), parent.facts.name, parent.id);
  }

  // What refers to the rows of a table that go, and what is remembered of these themselves.
  std::string let_go_of(std::size_t index) const {
    std::string out;
    for (const Reference* below : archived_children(context_.model, index)) out += let_go(*below);
    if (!has_links(context_.model, index)) return out;
    const ArchiveTable table = context_.at(index);
    const std::string links = quote_ident(table.links);
    const std::string link = quote_ident(table.own("softdelete_link"));
    return format(
        "{}  DELETE FROM {} WHERE {} IN (SELECT l.{} FROM {ident} b CROSS JOIN {} l ON {} AND "
        "l.{ident} <= b.{ident} WHERE {});\n",
        out, links, link, link, table.archive, links,
        match("l.", table.archived_locator, "b.", table.archived_locator, "IS"), table.operation,
        table.operation, goes(table, "b."));
  }

  // What refers to the rows that go: it goes too, or loses the reference as it would have.
  std::string let_go(const Reference& reference) const {
    const ArchiveTable parent = context_.at(reference.parent);
    const ArchiveTable child = context_.at(reference.child);
    const std::string goes_now = goes(parent, "b.");
    const std::string refers_to_it = refers(reference, goes_now);
    const std::string archive = quote_ident(child.archive);
    if (!unlinks(reference)) {
      if (contains(cycle_, reference.child)) return "";
      return format("  DELETE FROM {};\n",
                    has_dependents(context_.model, reference.child)
                        ? format("{ident} WHERE {ident} IN ({})", child.settings.deleted_view,
                                 child.view_id, found(reference, goes_now))
                        : format("{} WHERE {}", archive, refers_to_it));
    }
    std::string assignments;
    for (const std::string& each : reference.child_columns) {
      assignments += format("{}{ident} = {}", assignments.empty() ? "" : ", ", each,
                            unlinked_value(reference, child, each));
    }
    return format("  UPDATE {} SET {} WHERE {};\n  DELETE FROM {ident} WHERE {};\n", archive,
                  assignments, refers_to_it, child.links, was_taken(reference, goes_now));
  }

  // Condition on the links of a child: the deletion of a row of the parent's archive, b, for which
  // the condition holds took that reference.
  std::string was_taken(const Reference& reference, const std::string& condition) const {
    const ArchiveTable parent = context_.at(reference.parent);
    const ArchiveTable child = context_.at(reference.child);
    const std::string link = quote_ident(child.own("softdelete_link"));
    Names was;
    for (const std::string& each : reference.child_columns) was.push_back(child.was(each));
    return format(
        "{} IN (SELECT l.{} FROM {ident} b CROSS JOIN {ident} l ON l.{ident} = b.{ident} AND "
        "l.{ident} = {text} AND {} WHERE {})",
        link, link, parent.archive, child.links, child.operation, parent.operation,
        child.link_reference(), link_name(reference),
        match("b.", reference.parent_columns, "l.", was), condition);
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
