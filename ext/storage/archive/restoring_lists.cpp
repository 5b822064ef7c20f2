// Which rows come back: those along with what is asked for are listed, and those that wait for
// another parent are taken out again.
#include <algorithm>

#include "schema/registry.hpp"
#include "sqlite/format.hpp"
#include "sqlite/quote.hpp"
#include "storage/archive/restoring.hpp"

namespace softdelete {

// What is done with the rows of a cycle that a recursive query finds, a table's name and an id
// each. They are put down in between, so that the query runs once for all tables.
void Restoring::with_cycle(const Tables& group, const std::string& query, Work work,
                           std::vector<Step>& steps) const {
  const std::string found = qualifier_ + kContextRow;
  steps.push_back(
      {format("INSERT INTO {}(context, table_name, k1) SELECT 0, * FROM ({})", found, query)});
  for (const std::size_t each : group) {
    const ArchiveTable own = at(each);
    steps.push_back((this->*work)(
        own, format("SELECT k1 AS id FROM {} WHERE context = 0 AND table_name = {text}", found,
                    own.facts.name)));
  }
  steps.push_back({format("DELETE FROM {} WHERE context = 0", found)});
}

Step Restoring::ask_for(const ArchiveTable& own, const std::string& ids) const {
  return {format("INSERT INTO {} SELECT id, 0 FROM ({})", list_of(own), ids)};
}

Step Restoring::ask_for_more(const ArchiveTable& own, const std::string& ids) const {
  return ask_for(own, format("{} EXCEPT SELECT id FROM {}", ids, list_of(own)));
}

Step Restoring::list_along(const ArchiveTable& own, const std::string& ids) const {
  return {format("INSERT INTO {} SELECT id, 1 FROM ({} EXCEPT SELECT id FROM {})", list_of(own),
                 ids, list_of(own))};
}

Step Restoring::unlist(const ArchiveTable& own, const std::string& ids) const {
  return {format("DELETE FROM {} WHERE along = 1 AND id IN ({})", list_of(own), ids)};
}

std::vector<Step> Restoring::ask_for_parents() const {
  std::vector<Step> steps;
  for (auto group = above_.rbegin(); group != above_.rend(); ++group) {
    if (is_cycle(model_, *group))
      with_cycle(*group, above_in_cycle(*group), &Restoring::ask_for_more, steps);
    for (const std::size_t each : *group) {
      for (const Reference* up : archived_parents(model_, each)) {
        if (contains(*group, up->parent)) continue;
        const ArchiveTable parent = at(up->parent);
        steps.push_back(ask_for_more(
            parent, format("SELECT id FROM (SELECT DISTINCT {} AS id FROM {}) WHERE id IS NOT NULL",
                           parent_before_default(*up, "c."), listed(at(each), "c"))));
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
std::string Restoring::listed_in_cycle(const Tables& group) const {
  std::string out;
  for (const std::size_t each : group) {
    const ArchiveTable own = at(each);
    out += format("{}{text}, id FROM {}", out.empty() ? "SELECT " : " UNION SELECT ",
                  own.facts.name, list_of(own));
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
          " UNION SELECT {text}, {} FROM softdelete_above m JOIN {} c ON c.{ident} = m.id WHERE "
          "m.t = {text}",
          at(up->parent).facts.name, parent, archive_of(own), own.id, own.facts.name);
    }
  }
  return format(
      "WITH RECURSIVE softdelete_above(t, id) AS ({}{}) SELECT t, id FROM softdelete_above WHERE "
      "id IS NOT NULL",
      listed_in_cycle(group), next);
}

std::string Restoring::below_in_cycle(const Tables& group) const {
  std::string first = listed_in_cycle(group);
  std::string next;
  for (const std::size_t each : group) {
    const ArchiveTable own = at(each);
    for (const Reference* up : archived_parents(model_, each)) {
      const ArchiveTable parent = at(up->parent);
      const std::string select =
          format(" UNION SELECT {text}, c.{ident} FROM ", own.facts.name, own.id);
      if (contains(group, up->parent)) {
        next += format("{}{} WHERE m.t = {text}", select, taken(*up, "softdelete_below"),
                       parent.facts.name);
      } else if (may_come_back(up->parent)) {
        first += select + taken(*up, list_of(parent));
      }
    }
  }
  return format(
      "WITH RECURSIVE softdelete_below(t, id) AS ({}{}) SELECT t, id FROM softdelete_below", first,
      next);
}

void Restoring::come_along(const Tables& group, std::vector<Step>& steps) const {
  if (is_cycle(model_, group)) {
    with_cycle(group, below_in_cycle(group), &Restoring::list_along, steps);
    return;
  }
  for (const std::size_t each : group) {
    const ArchiveTable own = at(each);
    bool may_be_listed = contains(roots_, each);
    for (const Reference* up : archived_parents(model_, each)) {
      if (!may_come_back(up->parent)) continue;
      const std::string id = format("c.{ident}", own.id);
      // What equals a child's key need not be equal: '1' and 1 are both that of an INTEGER.
      steps.push_back({format("INSERT OR IGNORE INTO {} SELECT {}, 1 FROM {}{}", list_of(own), id,
                              taken(*up, list_of(at(up->parent))),
                              may_be_listed ? " WHERE NOT " + is_listed(own, id) : "")});
      may_be_listed = true;
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
      first += format("{}{}{} WHERE m.along = 1 AND {}", first.empty() ? "" : " UNION ", select,
                      listed(own, "c"), is_kept(*up, "c."));
      if (!contains(group, up->parent)) continue;
      next += format(
          " UNION {}softdelete_kept s JOIN {} b ON b.{ident} = s.id JOIN {} c ON {} JOIN {} m ON "
          "m.id = c.{ident} AND m.along = 1 WHERE s.t = {text} AND {} = s.id",
          select, archive_of(parent), parent.id, archive_of(own),
          match("b.", up->parent_columns, "c.", up->child_columns), list_of(own), own.id,
          parent.facts.name, parent_of(*up, "c."));
    }
  }
  return format("WITH RECURSIVE softdelete_kept(t, id) AS ({}{}) SELECT t, id FROM softdelete_kept",
                first, next);
}

void Restoring::keep_waiting(const Tables& group, std::vector<Step>& steps) const {
  if (is_cycle(model_, group)) {
    with_cycle(group, kept_in_cycle(group), &Restoring::unlist, steps);
    return;
  }
  for (const std::size_t each : group) {
    const std::vector<const Reference*> parents = archived_parents(model_, each);
    const auto comes_back = [&](const Reference* up) { return may_come_back(up->parent); };
    const auto ways = std::count_if(parents.begin(), parents.end(), comes_back);
    if (ways == 0) continue;  // nothing came along
    const ArchiveTable own = at(each);
    for (const Reference* up : parents) {
      // What came along by one reference alone has a parent there that comes back.
      if (ways == 1 && comes_back(up)) continue;
      steps.push_back(unlist(own, format("SELECT m.id FROM {} WHERE m.along = 1 AND {}",
                                         listed(own, "c"), is_kept(*up, "c."))));
    }
  }
}

}  // namespace softdelete
