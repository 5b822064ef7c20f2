// Which rows come back: those along with what is asked for are marked, and those that wait for
// another parent lose their mark.
#include <algorithm>

#include "schema/registry.hpp"
#include "sqlite/format.hpp"
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
      {format("INSERT INTO {}(context, table_name, k1) SELECT 0, * FROM ({})", list, query)});
  for (const std::size_t each : group) {
    const ArchiveTable own = at(each);
    steps.push_back({format(
        "UPDATE {} SET {ident} = {} WHERE {ident} {} AND {ident} IN (SELECT k1 "
        "FROM {} WHERE context = 0 AND table_name = {text})",
        archive_of(own), own.state, new_state, own.state, state, own.id, list, own.facts.name)});
  }
  steps.push_back({format("DELETE FROM {} WHERE context = 0", list)});
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
        steps.push_back(
            {format("UPDATE {} SET {ident} = 2 WHERE {ident} IN (SELECT {} FROM {} c "
                    "WHERE c.{ident} = 2)",
                    archive_of(parent), parent.state, parent.id, parent_before_default(*up, "c."),
                    archive_of(child), child.state)});
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
    out += format("{}{text}, {ident} FROM {} WHERE {ident} >= 2",
                  out.empty() ? "SELECT " : " UNION SELECT ", own.facts.name, own.id,
                  archive_of(own), own.state);
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
      next += format(
          " UNION SELECT {text}, {} FROM softdelete_above s JOIN {} c ON c.{ident} = s.i WHERE s.t "
          "= {text}",
          at(up->parent).facts.name, parent, archive_of(own), own.id, own.facts.name);
    }
  }
  return format(
      "WITH RECURSIVE softdelete_above(t, i) AS ({}{}) SELECT t, i FROM softdelete_above WHERE i "
      "IS NOT NULL",
      marked_in_cycle(group), next);
}

std::string Restoring::below_in_cycle(const Tables& group) const {
  std::string first = marked_in_cycle(group);
  std::string next;
  for (const std::size_t each : group) {
    const ArchiveTable own = at(each);
    for (const Reference* up : archived_parents(model_, each)) {
      const ArchiveTable parent = at(up->parent);
      const std::string select =
          format(" UNION SELECT {text}, c.{ident} FROM ", own.facts.name, own.id);
      if (contains(group, up->parent)) {
        next += format("{}softdelete_below s JOIN {} WHERE s.t = {text} AND b.{ident} = s.i",
                       select, taken(*up), parent.facts.name, parent.id);
      } else if (may_come_back(up->parent)) {
        first += format("{}{} WHERE b.{ident} >= 2", select, taken(*up), parent.state);
      }
    }
  }
  return format("WITH RECURSIVE softdelete_below(t, i) AS ({}{}) SELECT t, i FROM softdelete_below",
                first, next);
}

void Restoring::mark_along(const Tables& group, std::vector<Step>& steps) const {
  if (is_cycle(model_, group)) {
    mark_in_cycle(group, below_in_cycle(group), "IS NULL", "3", steps);
    return;
  }
  for (const std::size_t each : group) {
    const ArchiveTable own = at(each);
    const std::string mark =
        format("UPDATE {} SET {ident} = 3 WHERE {ident} IS NULL AND {ident} IN (", archive_of(own),
               own.state, own.state, own.id);
    for (const Reference* up : archived_parents(model_, each)) {
      if (!may_come_back(up->parent)) continue;
      const ArchiveTable parent = at(up->parent);
      steps.push_back({format("{}SELECT c.{ident} FROM {} WHERE b.{ident} >= 2)", mark, own.id,
                              taken(*up), parent.state)});
    }
  }
}

// Rows along that wait, and rows that wait for these.
std::string Restoring::kept_in_cycle(const Tables& group) const {
  std::string first;
  std::string next;
  for (const std::size_t each : group) {
    const ArchiveTable own = at(each);
    const std::string select = format("SELECT {text}, c.{ident} FROM ", own.facts.name, own.id);
    for (const Reference* up : archived_parents(model_, each)) {
      const ArchiveTable parent = at(up->parent);
      first += format("{}{}{} c WHERE c.{ident} = 3 AND {}", first.empty() ? "" : " UNION ", select,
                      archive_of(own), own.state, is_kept(*up, "c."));
      if (!contains(group, up->parent)) continue;
      next += format(
          " UNION {}softdelete_kept s JOIN {} b ON b.{ident} = s.i JOIN {} c ON {} AND c.{ident} = "
          "3 WHERE s.t = {text} AND {} = s.i",
          select, archive_of(parent), parent.id, archive_of(own),
          match("b.", up->parent_columns, "c.", up->child_columns), own.state, parent.facts.name,
          parent_of(*up, "c."));
    }
  }
  return format("WITH RECURSIVE softdelete_kept(t, i) AS ({}{}) SELECT t, i FROM softdelete_kept",
                first, next);
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
        format("UPDATE {} SET {ident} = NULL WHERE ", archive_of(own), own.state);
    for (const Reference* up : archived_parents(model_, each)) {
      steps.push_back({format("{}{ident} = 3 AND {}", unmark, own.state,
                              is_kept(*up, format("{ident}.", own.archive)))});
    }
  }
}

}  // namespace softdelete
