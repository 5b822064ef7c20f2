// Which rows come back: those along with what is asked for are marked, and those that wait for
// another parent lose their mark.
#include "sqlite/quote.hpp"
#include "storage/archive/restoring.hpp"

namespace softdelete {

std::vector<Step> Restoring::mark_parents() const {
  std::vector<Step> steps;
  // Around a cycle as often as it has tables would not be enough; a recursive query is.
  for (auto group = above_.rbegin(); group != above_.rend(); ++group) {
    std::string all;
    for (const std::size_t each : *group) {
      const ArchiveTable table = at(each);
      all += (all.empty() ? "SELECT " : " UNION SELECT ") + quote_text(table.facts.name) + ", " +
             quote_ident(table.id) + " FROM " + archive_of(table) + " WHERE " +
             quote_ident(table.state) + " = 2";
    }
    std::string inside;
    for (const std::size_t each : *group) {
      for (const Reference* up : archived_parents(model_, each)) {
        if (!contains(*group, up->parent)) continue;
        const ArchiveTable child = at(each);
        inside += " UNION SELECT " + quote_text(at(up->parent).facts.name) + ", " +
                  parent_before_default(*up, "c.") + " FROM softdelete_above s JOIN " +
                  archive_of(child) + " c ON c." + quote_ident(child.id) +
                  " = s.i WHERE s.t = " + quote_text(child.facts.name);
      }
    }
    for (const std::size_t each : *group) {
      const ArchiveTable table = at(each);
      if (!inside.empty()) {
        steps.push_back(
            {"UPDATE " + archive_of(table) + " SET " + quote_ident(table.state) + " = 2 WHERE " +
                 quote_ident(table.id) + " IN (WITH RECURSIVE softdelete_above(t, i) AS (" + all +
                 inside +
                 ") SELECT i FROM softdelete_above WHERE t = " + quote_text(table.facts.name) + ")",
             ""});
      }
    }
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

std::string Restoring::below_in_cycle(const Tables& group, std::size_t table) const {
  std::string first;
  std::string next;
  for (const std::size_t each : group) {
    const ArchiveTable own = at(each);
    first += (first.empty() ? "SELECT " : " UNION SELECT ") + quote_text(own.facts.name) + ", " +
             quote_ident(own.id) + " FROM " + archive_of(own) + " WHERE " + quote_ident(own.state) +
             " >= 2";
    for (const Reference* up : archived_parents(model_, each)) {
      const ArchiveTable parent = at(up->parent);
      const std::string select =
          " UNION SELECT " + quote_text(own.facts.name) + ", c." + quote_ident(own.id) + " FROM ";
      if (contains(group, up->parent)) {
        next += select + "softdelete_below s JOIN " + taken(*up) +
                " WHERE s.t = " + quote_text(parent.facts.name) + " AND b." +
                quote_ident(parent.id) + " = s.i";
      } else {
        first += select + taken(*up) + " WHERE b." + quote_ident(parent.state) + " >= 2";
      }
    }
  }
  return "WITH RECURSIVE softdelete_below(t, i) AS (" + first + next +
         ") SELECT i FROM softdelete_below WHERE t = " +
         quote_text(model_.tables[table].facts.name);
}

void Restoring::mark_along(const Tables& group, std::vector<Step>& steps) const {
  const bool cycle = is_cycle(model_, group);
  for (const std::size_t each : group) {
    const ArchiveTable own = at(each);
    const std::string mark = "UPDATE " + archive_of(own) + " SET " + quote_ident(own.state) +
                             " = 3 WHERE " + quote_ident(own.state) + " IS NULL AND " +
                             quote_ident(own.id) + " IN (";
    if (cycle) {
      steps.push_back({mark + below_in_cycle(group, each) + ")", ""});
      continue;
    }
    for (const Reference* up : archived_parents(model_, each)) {
      const ArchiveTable parent = at(up->parent);
      steps.push_back({mark + "SELECT c." + quote_ident(own.id) + " FROM " + taken(*up) +
                           " WHERE b." + quote_ident(parent.state) + " >= 2)",
                       ""});
    }
  }
}

// Rows along that wait, and rows that wait for these.
std::string Restoring::kept_in_cycle(const Tables& group, std::size_t table) const {
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
         ") SELECT i FROM softdelete_kept WHERE t = " + quote_text(model_.tables[table].facts.name);
}

void Restoring::keep_waiting(const Tables& group, std::vector<Step>& steps) const {
  const bool cycle = is_cycle(model_, group);
  for (const std::size_t each : group) {
    // What has one parent comes along with that one alone.
    if (!cycle && archived_parents(model_, each).size() == 1) continue;
    const ArchiveTable own = at(each);
    const std::string unmark =
        "UPDATE " + archive_of(own) + " SET " + quote_ident(own.state) + " = NULL WHERE ";
    if (cycle) {
      steps.push_back(
          {unmark + quote_ident(own.id) + " IN (" + kept_in_cycle(group, each) + ")", ""});
      continue;
    }
    for (const Reference* up : archived_parents(model_, each)) {
      steps.push_back({unmark + quote_ident(own.state) + " = 3 AND " +
                           is_kept(*up, quote_ident(own.archive) + "."),
                       ""});
    }
  }
}

}  // namespace softdelete
