// The tables of an archive: made, extended after a column came, renamed after the table was.
#pragma once

#include <string>
#include <vector>

#include "storage/archive/archive_table.hpp"

namespace softdelete {

// Statements that make what a table needs, and what its neighbours need for it; each may run again
// where nothing changed. An Error where a name is taken by something else.
std::vector<std::string> prepare_archive(sqlite3* db, const Model& model, const ModelTable& table,
                                         const std::string& qualifier);
// Statements that drop it.
std::vector<std::string> drop_archive(const Model& model, const ModelTable& table,
                                      const std::string& qualifier);

}  // namespace softdelete
