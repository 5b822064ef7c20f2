// The columns of archives and of what lies beside them, and how they follow those of their tables.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "storage/archive/archive_table.hpp"
#include "storage/archive/kept.hpp"

namespace softdelete {

// Statements that make the columns of an archive fit its table as it is now; `alter` is ALTER TABLE
// and its name. A column that the table has no more stays under another name, which says so. An
// Error where only a person can know whether a column was renamed, and values depend on it; or
// where the archive is none.
std::vector<std::string> follow_columns(sqlite3* db, const ArchiveTable& table,
                                        const Table& archive, const Kept& kept,
                                        const std::string& alter);
// The same of what remembers references, which should have these columns besides ours.
using NewColumns = std::vector<std::pair<std::string, std::string>>;  // names and definitions
std::vector<std::string> follow_links(const Model& model, const ArchiveTable& table,
                                      const Table& links, const NewColumns& wanted,
                                      const Kept& kept, const std::string& alter,
                                      const std::string& update);

// CREATE TABLE IF NOT EXISTS, for a table of ours as it is.
std::string create_as_it_is(const Table& table, const std::string& qualifier);

[[noreturn]] void refuse_taken(const ArchiveTable& table, const std::string& what);

}  // namespace softdelete
