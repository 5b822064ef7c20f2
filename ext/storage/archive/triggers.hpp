// The views and triggers of a table that is kept in an archive. All but the table's own triggers
// name archives alone: a tool that makes the table anew, by dropping it and renaming another, must
// find nothing in its way.
#pragma once

#include <string>
#include <vector>

#include "storage/archive/archive_table.hpp"

namespace softdelete {

// What the generation of one table's objects knows; refers to the model, which must outlive it.
struct ArchiveContext {
  const Model& model;
  std::size_t index;
  ArchiveTable own;

  ArchiveContext(const Model& model_in, const ModelTable& table)
      : model(model_in), index(model_in.index_of(table)), own(table) {}
  ArchiveTable at(std::size_t table) const { return ArchiveTable(model.tables[table]); }
  Object trigger(Role role, std::string_view suffix, const std::string& on, std::string sql) const {
    return {"trigger", own.name(suffix), on, std::move(sql), role};
  }
};

// A row that leaves the table goes into the archive.
std::vector<Object> archive_delete_triggers(const ArchiveContext& context);
// What a deletion or change of a parent's key does to references is remembered, or followed.
std::vector<Object> archive_update_triggers(const ArchiveContext& context);
// The view of the trash, and of the table where one was asked for, and what makes them writable.
std::vector<Object> archive_views(const ArchiveContext& context);

// The softdelete_id of the parent of a row of the child's archive, or NULL where it is not in the
// trash: of the rows with the key that it refers to, the first that was deleted after it, or along
// with it. Qualifier: a schema's name with a dot, or "". Where the OLD row of a trigger is known to
// have the key, that is asked for.
std::string archived_parent(const Model& model, const Reference& reference, std::string_view row,
                            const std::string& qualifier = "", bool has_key_of_old = false);

// The number of the deletion of the parent of a trigger's OLD row that is pending, or NULL: of the
// archived rows with its key the last can be.
std::string pending_parent(const Model& model, const Reference& reference);

// Assignments of the columns of an archive by those of the NEW row of the view of the trash,
// for behind the followers.
std::string changed_row(const ArchiveContext& context);

// Statements that purge what depends on a deleted row, and the row itself where it is in a cycle.
std::string purge_dependents(const ArchiveContext& context);
// The view by which the rows of a cycle of tables are purged, where this table owns it.
std::vector<Object> archive_cycle(const ArchiveContext& context);

// Statements by which what refers to a deleted row goes on referring to it, where the NEW row of
// the view of the trash has another key.
std::string followers(const ArchiveContext& context);

// A reference's name in the links of its child.
std::string link_name(const Reference& reference);

}  // namespace softdelete
