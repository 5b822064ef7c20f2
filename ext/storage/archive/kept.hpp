// What the delete trigger of a table says about its archive. SQLite keeps that true when the table
// or a column is renamed.
#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "schema/table.hpp"

namespace softdelete {

// Empty where there is no such trigger.
struct Kept {
  std::string archive;
  std::vector<std::pair<std::string, std::string>> columns;  // of the archive, of the table

  // The column of the archive that holds a column of the table, the last one; empty where none
  // does.
  std::string holder(const std::string& column) const;
  // The column of the table that one of the archive holds; empty where it holds none.
  std::string held(const std::string& archived) const;
};

// Of these tables of a schema, by their folded names.
std::map<std::string, Kept> read_kept(sqlite3* db, const std::string& schema, const Names& tables);

}  // namespace softdelete
