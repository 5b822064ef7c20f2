// Which rows come back: those along with what is asked for are marked, and those that wait for
// another parent lose their mark.
#include <algorithm>

#include "schema/registry.hpp"
#include "sqlite/quote.hpp"
#include "storage/archive/restoring.hpp"

namespace softdelete {

// Changes the state of those rows of a cycle that a recursive query finds, a table's name and an id
// each. They are put down in between, so that the query runs once for all tables.
void Restoring::mark_in_cycle(const Tables& group, const std::string& query,
                              const std::string& state, const std::string& new_state,
                              std::vector<Step>& steps) const {
  const std::string list = qualifier_ + kContextRow;
  steps.push_back(
      {"INSERT INTO " + list + "(context, table_name, k1) SELECT 0, * FROM (" + query + ")", ""});
  for (const std::size_t each : group) {
    const ArchiveTable own = at(each);
    steps.push_back({"UPDATE " + archive_of(own) + " SET " + quote_ident(own.state) + " = " +
                         new_state + " WHERE " + quote_ident(own.state) + " " + state + " AND " +
                         quote_ident(own.id) + " IN (SELECT k1 FROM " + list +
                         " WHERE context = 0 AND table_name = " + quote_text(own.facts.name) + ")",
                     ""});
  }
  steps.push_back({"DELETE FROM " + list + " WHERE context = 0", ""});
}

std::vector<Step> Restoring::mark_parents() const {
  std::vector<Step> steps;
  for (auto group = above_.rbegin(); group != above_.rend(); ++group) {
    if (is_cycle(model_, *group))
      mark_in_cycle(*group, above_in_cycle(*group), "IS NOT 2", "2", steps);
    for (const std::size_t each : *group) {
      for (const Reference* up : archived_parents(model_, each)) {
        if (contains(*group, up->parent)) continue;
        const ArchiveTable parent = at(up->parent);
        const ArchiveTable child = at(each);
        steps.push_back({"UPDATE " + archive_of(parent) + " SET " + quote_ident(parent.state) +
                             " = 2 WHERE " + quote_ident(parent.id) + " IN (SELECT " +
                             parent_before_default(*up, "c.") + " FROM " + archive_of(child) +
                             " c WHERE c." + quote_ident(child.state) + " = 2)",
                         ""});
      }
    }
  }
  return steps;
}

bool Restoring::may_come_back(std::size_t table) const {
  return std::any_of(groups_.begin(), groups_.end(),
                     [&](const Tables& group) { return contains(group, table); });
}

// The rows of a cycle that come back so far, each as its table's name and an id.
std::string Restoring::marked_in_cycle(const Tables& group) const {
  std::string out;
  for (const std::size_t each : group) {
    const ArchiveTable own = at(each);
    out += (out.empty() ? "SELECT " : " UNION SELECT ") + quote_text(own.facts.name) + ", " +
           quote_ident(own.id) + " FROM " + archive_of(own) + " WHERE " + quote_ident(own.state) +
           " >= 2";
  }
  return out;
}

// Around a cycle as often as it has tables would not be enough; a recursive query is.
std::string Restoring::above_in_cycle(const Tables& group) const {
  std::string next;
  for (const std::size_t each : group) {
    const ArchiveTable own = at(each);
    for (const Reference* up : archived_parents(model_, each)) {
      if (!contains(group, up->parent)) continue;
      const std::string parent = parent_before_default(*up, "c.");
      next += " UNION SELECT " + quote_text(at(up->parent).facts.name) + ", " + parent +
              " FROM softdelete_above s JOIN " + archive_of(own) + " c ON c." +
              quote_ident(own.id) + " = s.i WHERE s.t = " + quote_text(own.facts.name);
    }
  }
  return "WITH RECURSIVE softdelete_above(t, i) AS (" + marked_in_cycle(group) + next +
         ") SELECT t, i FROM softdelete_above WHERE i IS NOT NULL";
}

std::string Restoring::below_in_cycle(const Tables& group) const {
  std::string first = marked_in_cycle(group);
  std::string next;
  for (const std::size_t each : group) {
    const ArchiveTable own = at(each);
    for (const Reference* up : archived_parents(model_, each)) {
      const ArchiveTable parent = at(up->parent);
      const std::string select =
          " UNION SELECT " + quote_text(own.facts.name) + ", c." + quote_ident(own.id) + " FROM ";
      if (contains(group, up->parent)) {
        next += select + "softdelete_below s JOIN " + taken(*up) +
                " WHERE s.t = " + quote_text(parent.facts.name) + " AND b." +
                quote_ident(parent.id) + " = s.i";
      } else if (may_come_back(up->parent)) {
        first += select + taken(*up) + " WHERE b." + quote_ident(parent.state) + " >= 2";
      }
    }
  }
  return "WITH RECURSIVE softdelete_below(t, i) AS (" + first + next +
         ") SELECT t, i FROM softdelete_below";
}

void Restoring::mark_along(const Tables& group, std::vector<Step>& steps) const {
  if (is_cycle(model_, group)) {
    mark_in_cycle(group, below_in_cycle(group), "IS NULL", "3", steps);
    return;
  }
  for (const std::size_t each : group) {
    const ArchiveTable own = at(each);
    const std::string mark = "UPDATE " + archive_of(own) + " SET " + quote_ident(own.state) +
                             " = 3 WHERE " + quote_ident(own.state) + " IS NULL AND " +
                             quote_ident(own.id) + " IN (";
    for (const Reference* up : archived_parents(model_, each)) {
      if (!may_come_back(up->parent)) continue;
      const ArchiveTable parent = at(up->parent);
      steps.push_back({mark + "SELECT c." + quote_ident(own.id) + " FROM " + taken(*up) +
                           " WHERE b." + quote_ident(parent.state) + " >= 2)",
                       ""});
    }
  }
}

// Rows along that wait, and rows that wait for these.
std::string Restoring::kept_in_cycle(const Tables& group) const {
  std::string first;
  std::string next;
  for (const std::size_t each : group) {
    const ArchiveTable own = at(each);
    const std::string select =
        "SELECT " + quote_text(own.facts.name) + ", c." + quote_ident(own.id) + " FROM ";
    for (const Reference* up : archived_parents(model_, each)) {
      const ArchiveTable parent = at(up->parent);
      first += (first.empty() ? "" : " UNION ") + select + archive_of(own) + " c WHERE c." +
               quote_ident(own.state) + " = 3 AND " + is_kept(*up, "c.");
      if (!contains(group, up->parent)) continue;
      next += " UNION " + select + "softdelete_kept s JOIN " + archive_of(parent) + " b ON b." +
              quote_ident(parent.id) + " = s.i JOIN " + archive_of(own) + " c ON " +
              match("b.", up->parent_columns, "c.", up->child_columns) + " AND c." +
              quote_ident(own.state) + " = 3 WHERE s.t = " + quote_text(parent.facts.name) +
              " AND " + parent_of(*up, "c.") + " = s.i";
    }
  }
  return "WITH RECURSIVE softdelete_kept(t, i) AS (" + first + next +
         ") SELECT t, i FROM softdelete_kept";
}

void Restoring::keep_waiting(const Tables& group, std::vector<Step>& steps) const {
  if (is_cycle(model_, group)) {
    mark_in_cycle(group, kept_in_cycle(group), "= 3", "NULL", steps);
    return;
  }
  for (const std::size_t each : group) {
    // What has one parent comes along with that one alone.
    if (archived_parents(model_, each).size() == 1) continue;
    const ArchiveTable own = at(each);
    const std::string unmark =
        "UPDATE " + archive_of(own) + " SET " + quote_ident(own.state) + " = NULL WHERE ";
    for (const Reference* up : archived_parents(model_, each)) {
      steps.push_back({unmark + quote_ident(own.state) + " = 3 AND " +
                           is_kept(*up, quote_ident(own.archive) + "."),
                       ""});
    }
  }
}

}  // namespace softdelete
