// How rows come back from archives, as statements.
//
// Each table has a list of its rows that come back. Those that are asked for are put there first.
// The statements then add what was taken along with them, take out what waits for another deleted
// parent, insert what is listed, parents before children, give references back that a deletion
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
  // schema and a dot, or nothing. An Error where require_columns() finds one.
  Restoring(sqlite3* db, const Model& model, const Tables& tables, std::string qualifier);

  // Asks for the rows of an archive that a query gives as its column id; before the others.
  Step ask_for(const ArchiveTable& own, const std::string& ids) const;
  // Asks for the deleted parents of what is asked for, upwards.
  std::vector<Step> ask_for_parents() const;
  // Everything but removing from the archives; the checks are made when it is known what comes
  // back.
  std::vector<Step> insert(const std::vector<Step>& checks) const;
  // Where a check asks what foreign_keys is: not for a trigger.
  std::vector<Step> check_parents_exist() const;
  // Where what runs the statements can't say what collides, or says to replace what does.
  std::vector<Step> check_unique() const;
  // Empties the lists too.
  std::vector<Step> remove() const;
  // A query for how many rows are listed.
  std::string count() const;
  // Rows of several tables refer to each other, so that none can come first.
  bool needs_deferred_keys() const;

 private:
  ArchiveTable at(std::size_t table) const { return ArchiveTable(model_.tables[table]); }
  // Whether rows of a table may be among those that come back.
  bool may_come_back(std::size_t table) const;
  std::string archive_of(const ArchiveTable& table) const;
  std::string list_of(const ArchiveTable& table) const;
  std::string live(const ArchiveTable& table) const;
  // FROM a table's list, m, and its archive under another name: the rows that come back.
  std::string listed(const ArchiveTable& table, const std::string& as) const;
  std::string is_listed(const ArchiveTable& table, const std::string& id) const;
  // The id of the archived row that is the parent of a row of the child's archive, or NULL. Where
  // the reference led nowhere when the row was deleted, what `lost` selects comes first.
  std::string parent_of(const Reference& reference, std::string_view row,
                        const std::string& lost = "") const;
  // The same, but where SET DEFAULT made it lead nowhere, the row whose deletion did.
  std::string parent_before_default(const Reference& reference, std::string_view row) const;
  std::string links_of(const Reference& reference) const;
  std::string since(const ArchiveTable& child) const;
  std::string taken(const Reference& reference, const std::string& parents) const;
  std::string is_kept(const Reference& reference, std::string_view row) const;
  std::string listed_in_cycle(const Tables& group) const;
  std::string above_in_cycle(const Tables& group) const;
  std::string below_in_cycle(const Tables& group) const;
  std::string kept_in_cycle(const Tables& group) const;

  Step ask_for_more(const ArchiveTable& own, const std::string& ids) const;
  Step list_along(const ArchiveTable& own, const std::string& ids) const;
  Step unlist(const ArchiveTable& own, const std::string& ids) const;
  using Work = Step (Restoring::*)(const ArchiveTable& own, const std::string& ids) const;
  void with_cycle(const Tables& group, const std::string& query, Work work,
                  std::vector<Step>& steps) const;
  void come_along(const Tables& group, std::vector<Step>& steps) const;
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
