// How rows come back from archives, as statements.
//
// The rows that are asked for are marked first (softdelete_state = 2). The statements then mark
// what was taken along with them (3), take back the marks of rows that wait for another deleted
// parent, insert what is marked, parents before children, give references back that a deletion
// took, and remove what is live again from the archives.
#pragma once

#include <string>
#include <vector>

#include "storage/archive/archive_table.hpp"
#include "storage/archive/order.hpp"
#include "storage/storage.hpp"

namespace softdelete {

class Restoring {
 public:
  // For rows that are asked for in these tables; `qualifier` stands before the names: a quoted
  // schema and a dot, or nothing. An Error where an archive lacks a column of its table.
  Restoring(const Model& model, const Tables& tables, std::string qualifier);

  // Marks the deleted parents of what is asked for, upwards; before the others.
  std::vector<Step> mark_parents() const;
  // Everything but removing from the archives; the checks are made when it is known what comes
  // back.
  std::vector<Step> insert(const std::vector<Step>& checks) const;
  // Where a check asks what foreign_keys is: not for a trigger.
  std::vector<Step> check_parents_exist() const;
  // Where what runs the statements can't say what collides, or says to replace what does.
  std::vector<Step> check_unique() const;
  std::vector<Step> remove() const;
  // A query for how many rows are marked.
  std::string count() const;
  // Rows of several tables refer to each other, so that none can come first.
  bool needs_deferred_keys() const;

 private:
  ArchiveTable at(std::size_t table) const { return ArchiveTable(model_.tables[table]); }
  // Whether rows of a table may be among those that come back.
  bool may_come_back(std::size_t table) const;
  std::string archive_of(const ArchiveTable& table) const;
  std::string live(const ArchiveTable& table) const;
  // The id of the archived row that is the parent of a row of the child's archive, or NULL. Where
  // the reference led nowhere when the row was deleted, what `lost` selects comes first.
  std::string parent_of(const Reference& reference, std::string_view row,
                        const std::string& lost = "") const;
  // The same, but where SET DEFAULT made it lead nowhere, the row whose deletion did.
  std::string parent_before_default(const Reference& reference, std::string_view row) const;
  std::string links_of(const Reference& reference) const;
  std::string since(const ArchiveTable& child) const;
  std::string taken(const Reference& reference) const;
  std::string is_kept(const Reference& reference, std::string_view row) const;
  std::string marked_in_cycle(const Tables& group) const;
  std::string above_in_cycle(const Tables& group) const;
  std::string below_in_cycle(const Tables& group) const;
  std::string kept_in_cycle(const Tables& group) const;

  void mark_in_cycle(const Tables& group, const std::string& query, const std::string& state,
                     const std::string& new_state, std::vector<Step>& steps) const;
  void mark_along(const Tables& group, std::vector<Step>& steps) const;
  void keep_waiting(const Tables& group, std::vector<Step>& steps) const;
  void make_rowids_free(const ArchiveTable& table, std::vector<Step>& steps) const;
  void insert_rows(const ArchiveTable& table, std::vector<Step>& steps) const;
  void refuse_collisions(const ArchiveTable& table, std::vector<Step>& steps) const;
  void refuse_waiting(std::vector<Step>& steps) const;
  // Gives references back to rows in the archive, before they come back; or to live rows.
  void give_back(const Reference& reference, bool to_live, std::vector<Step>& steps) const;
  void give_back_all(bool to_live, std::vector<Step>& steps) const;

  const Model& model_;
  std::string qualifier_;
  Tables roots_;
  std::vector<Tables> above_;   // the roots and their ancestors, parents first
  std::vector<Tables> groups_;  // what may come back, parents first
};

}  // namespace softdelete
