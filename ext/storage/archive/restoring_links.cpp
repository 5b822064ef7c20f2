// The references that deletions took from rows, and how they are given back.
#include "sqlite/quote.hpp"
#include "storage/archive/restoring.hpp"
#include "storage/archive/triggers.hpp"

namespace softdelete {
namespace {

std::string assign(const Names& columns, const std::string& row, const Names& values) {
  std::string out;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    out += (i == 0 ? "" : ", ") + quote_ident(columns[i]) + " = " + row + quote_ident(values[i]);
  }
  return out;
}

// What SQLite made of a reference: columns IS NULL, or their default. As a value, so that no index
// is asked for all rows that refer to nothing.
std::string is_unlinked(const Reference& reference, const ArchiveTable& child,
                        const std::string& row) {
  std::string out;
  for (const std::string& each : reference.child_columns) {
    out += (out.empty() ? "(" : " AND (") + row + quote_ident(each) + " IS " +
           unlinked_value(reference, child, each) + ") = 1";
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
                                             const std::string& row) const {
  if (reference.on_delete != "SET DEFAULT") return parent_of(reference, row);
  const ArchiveTable child = at(reference.child);
  const ArchiveTable parent = at(reference.parent);
  const std::string default_went_later =
      "EXISTS (SELECT 1 FROM " + archive_of(parent) + " d WHERE " +
      match("d.", reference.parent_columns, row, reference.child_columns) + " AND d." +
      quote_ident(parent.operation) + " > l." + quote_ident(child.operation) + ")";
  return parent_of(reference, row,
                   "SELECT b." + quote_ident(parent.id) + " FROM " + links_of(reference) +
                       " WHERE NOT " + default_went_later + " AND " +
                       match("l.", child.archived_locator, row, child.archived_locator, "IS") +
                       " AND " + row + quote_ident(child.id) + " = " + "(SELECT min(a." +
                       quote_ident(child.id) + ")" + since(child) + ") AND " +
                       all_given(row, reference.child_columns) + " AND " +
                       is_unlinked(reference, child, row));
}

// The archived row that a reference led to, b, and what deletions took of the reference, l.
std::string Restoring::links_of(const Reference& reference) const {
  const ArchiveTable parent = at(reference.parent);
  const ArchiveTable child = at(reference.child);
  return archive_of(parent) + " b JOIN " + qualifier_ + quote_ident(child.links) + " l ON b." +
         quote_ident(parent.operation) + " = l." + quote_ident(child.operation) + " AND " +
         match("b.", reference.parent_columns, "l.", was(reference, child)) + " AND l." +
         quote_ident(child.link_reference()) + " = " + quote_text(link_name(reference));
}

// FROM the archive, a: what was deleted since a reference, l, was taken and has the key of its row.
// Of several the first is that row.
std::string Restoring::since(const ArchiveTable& child) const {
  return " FROM " + archive_of(child) + " a WHERE " +
         match("a.", child.archived_locator, "l.", child.archived_locator, "IS") + " AND a." +
         quote_ident(child.operation) + " >= l." + quote_ident(child.operation);
}

void Restoring::give_back(const Reference& reference, bool to_live,
                          std::vector<Step>& steps) const {
  const ArchiveTable parent = at(reference.parent);
  const ArchiveTable child = at(reference.child);
  // From the rows that come back, which are few, to what was taken of references to them.
  const std::string links =
      links_of(reference) + " AND likelihood(b." + quote_ident(parent.state) + " >= 2, 0.0001)";
  const std::string set =
      " SET " + assign(reference.child_columns, "l.", was(reference, child)) + " FROM " + links;
  const std::string name = quote_ident(child.facts.name) + ".";
  const std::string archived = quote_ident(child.archive) + ".";
  if (!to_live) {
    steps.push_back({"UPDATE " + archive_of(child) + set + " WHERE " + archived +
                         quote_ident(child.id) + " = (SELECT min(a." + quote_ident(child.id) + ")" +
                         since(child) + ") AND " + is_unlinked(reference, child, archived),
                     ""});
    return;
  }
  steps.push_back({"UPDATE " + live(child) + set + " WHERE " +
                       match("l.", child.archived_locator, name, child.locator, "IS") + " AND " +
                       is_unlinked(reference, child, name) + " AND NOT EXISTS (SELECT 1" +
                       since(child) + ")",
                   ""});
  steps.push_back({"DELETE FROM " + qualifier_ + quote_ident(child.links) + " WHERE " +
                       quote_ident(child.own("softdelete_link")) + " IN (SELECT l." +
                       quote_ident(child.own("softdelete_link")) + " FROM " + links + ")",
                   ""});
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
