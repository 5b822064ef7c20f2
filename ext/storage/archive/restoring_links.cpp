// The references that deletions took from rows, and how they are given back.
#include "sqlite/format.hpp"
#include "sqlite/quote.hpp"
#include "storage/archive/restoring.hpp"
#include "storage/archive/triggers.hpp"

namespace softdelete {
namespace {

std::string assign(const Names& columns, std::string_view row, const Names& values) {
  std::string out;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    out += format("{}{ident} = {}{ident}", i == 0 ? "" : ", ", columns[i], row, values[i]);
  }
  return out;
}

// What SQLite made of a reference: columns IS NULL, or their default. As a value, so that no index
// is asked for all rows that refer to nothing.
std::string is_unlinked(const Reference& reference, const ArchiveTable& child,
                        std::string_view row) {
  std::string out;
  for (const std::string& each : reference.child_columns) {
    out += format("{}{}{ident} IS {}) = 1", out.empty() ? "(" : " AND (", row, each,
                  unlinked_value(reference, child, each));
  }
  return out;
}

Names was(const Reference& reference, const ArchiveTable& child) {
  Names out;
  for (const std::string& each : reference.child_columns) out.push_back(child.was(each));
  return out;
}

}  // namespace

std::string Restoring::parent_before_default(const Reference& reference,
                                             std::string_view row) const {
  if (reference.on_delete != "SET DEFAULT") return parent_of(reference, row);
  const ArchiveTable child = at(reference.child);
  const ArchiveTable parent = at(reference.parent);
  const std::string default_went_later =
      format("EXISTS (SELECT 1 FROM {} d WHERE {} AND d.{ident} > l.{ident})", archive_of(parent),
             match("d.", reference.parent_columns, row, reference.child_columns), parent.operation,
             child.operation);
  return parent_of(
      reference, row,
      format("SELECT b.{ident} FROM {} WHERE NOT {} AND {} AND {}{ident} = (SELECT "
             "min(a.{ident}){}) AND {} AND {}",
             parent.id, links_of(reference), default_went_later,
             match("l.", child.archived_locator, row, child.archived_locator, "IS"), row, child.id,
             child.id, since(child), all_given(row, reference.child_columns),
             is_unlinked(reference, child, row)));
}

// FROM the archived row that a reference led to, b, and what deletions took of the reference, l.
std::string Restoring::links_of(const Reference& reference) const {
  const ArchiveTable parent = at(reference.parent);
  const ArchiveTable child = at(reference.child);
  return format("{} b JOIN {}{ident} l ON b.{ident} = l.{ident} AND {} AND l.{ident} = {text}",
                archive_of(parent), qualifier_, child.links, parent.operation, child.operation,
                match("b.", reference.parent_columns, "l.", was(reference, child)),
                child.link_reference(), link_name(reference));
}

// FROM the archive, a: what was deleted since a reference, l, was taken and has the key of its row.
// Of several the first is that row.
std::string Restoring::since(const ArchiveTable& child) const {
  return format(" FROM {} a WHERE {} AND a.{ident} >= l.{ident}", archive_of(child),
                match("a.", child.archived_locator, "l.", child.archived_locator, "IS"),
                child.operation, child.operation);
}

void Restoring::give_back(const Reference& reference, bool to_live,
                          std::vector<Step>& steps) const {
  const ArchiveTable parent = at(reference.parent);
  const ArchiveTable child = at(reference.child);
  // From the rows that come back, which are few, to what was taken of references to them.
  const std::string links = format("{} AND b.{ident} IN (SELECT id FROM {})", links_of(reference),
                                   parent.id, list_of(parent));
  const std::string set = format(
      " SET {} FROM {}", assign(reference.child_columns, "l.", was(reference, child)), links);
  const std::string name = format("{ident}.", child.facts.name);
  const std::string archived = format("{ident}.", child.archive);
  if (!to_live) {
    steps.push_back({format("UPDATE {}{} WHERE {}{ident} = (SELECT min(a.{ident}){}) AND {}",
                            archive_of(child), set, archived, child.id, child.id, since(child),
                            is_unlinked(reference, child, archived))});
    return;
  }
  steps.push_back({format("UPDATE {}{} WHERE {} AND {} AND NOT EXISTS (SELECT 1{})", live(child),
                          set, match("l.", child.archived_locator, name, child.locator, "IS"),
                          is_unlinked(reference, child, name), since(child))});
  steps.push_back(
      {format("DELETE FROM {}{ident} WHERE {ident} IN (SELECT l.{ident} FROM {})", qualifier_,
              child.links, child.own("softdelete_link"), child.own("softdelete_link"), links)});
}

void Restoring::give_back_all(bool to_live, std::vector<Step>& steps) const {
  for (const Tables& group : groups_) {
    for (const std::size_t each : group) {
      for (const Reference* below : archived_children(model_, each)) {
        if (unlinks(*below)) give_back(*below, to_live, steps);
      }
    }
  }
}

}  // namespace softdelete
