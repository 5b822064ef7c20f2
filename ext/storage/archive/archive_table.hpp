// The names that archive storage uses for one table: those of its archive, of the columns there,
// and of what lies beside it. Plain values that refer to the model, which must outlive them; throws
// std::bad_alloc alone.
//
// The archive of color is color_softdelete_archive: columns of ours, the rowid where the key does
// not tell rows apart, and color's own columns by their names. What of ours a column of color is
// named like has an underscore behind it.
#pragma once

#include <string>
#include <vector>

#include "generate/wanted.hpp"
#include "schema/model.hpp"

namespace softdelete {

// The names of a table's archive, and of what remembers the references that deletions took.
std::string archive_name(const Settings& settings);
std::string links_name(const Settings& settings);
// The name of what lists the rows that are coming back; empty between statements.
std::string restoring_name(const Settings& settings);

class ArchiveTable {
 public:
  explicit ArchiveTable(const ModelTable& table);

  const ModelTable& table;
  const Table& facts;
  const Settings& settings;
  std::string archive;    // its name
  std::string links;      // the name of the table that remembers references that a deletion took
  std::string restoring;  // the name of the list of rows that are coming back

  // Its columns of ours.
  std::string id;         // INTEGER PRIMARY KEY, in order of deletion
  std::string at;         // Julian day
  std::string via;        // the table of the parent whose deletion took the row along, or NULL
  std::string operation;  // the number of the deletion that it was part of
  // NULL, but while a statement runs: 1 where SQLite is about to delete the row, with its cascades.
  std::string state;
  std::string rowid;  // empty where there is none
  // Those of the view of the trash.
  std::string view_via;
  std::string view_id;

  Names columns;  // of the table, generated ones included
  Names written;  // without generated ones

  // The columns that tell its rows apart, as far as any do: in the table, and the same in the
  // archive.
  Names locator;
  Names archived_locator;
  // The key as people give it, in the archive.
  Names archived_key;

  // Condition: a row of the archive is the one of the table whose columns are behind `row`.
  std::string is_row(std::string_view archived, std::string_view row) const;
  // Condition: no column of the key is NULL, as SQLite allows in some keys and then tells no row
  // from another by; empty where none can be.
  std::string has_key(std::string_view row) const;

  std::string name(std::string_view suffix) const { return generated_name(settings, suffix); }
  std::string own(const std::string& base) const;
  // The column of `links` that holds what a column of a reference was.
  std::string was(const std::string& column) const { return own("softdelete_was_" + column); }
  // Columns of `links`.
  std::string link_reference() const { return own("softdelete_reference"); }
};

// Whether a table that has the name of the archive is one: it has the columns of ours.
bool is_archive_of(const ArchiveTable& table, const Table& archive);

// An Error where the archive of a table lacks one of its columns, or where another column than the
// one of its name holds its values: a RENAME COLUMN does both until a repair.
void require_columns(sqlite3* db, const Model& model, const std::vector<const ModelTable*>& tables);

// The managed table at a place of the model is kept in an archive.
bool is_archived(const ModelTable& table);

// row.x IS NOT NULL AND ...
std::string all_given(std::string_view row, const Names& columns);

// The references between tables that are kept in archives, of which a table is the child or parent.
std::vector<const Reference*> archived_parents(const Model& model, std::size_t table);
std::vector<const Reference*> archived_children(const Model& model, std::size_t table);
// Whether SQLite takes the reference out of the child's row, or gives it its default.
bool unlinks(const Reference& reference);
// What it makes of a column of the child: SQL.
std::string unlinked_value(const Reference& reference, const ArchiveTable& child,
                           const std::string& column);
// Whether what deletions took of a table's references is remembered: it has one that unlinks.
bool has_links(const Model& model, std::size_t table);
// Whether SQLite would take rows along that nobody keeps.
bool takes_unmanaged(const Model& model, const Reference& reference);
// Whether anything depends on the deleted rows of a table.
bool has_dependents(const Model& model, std::size_t table);

}  // namespace softdelete
