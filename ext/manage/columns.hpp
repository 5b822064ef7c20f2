// The columns that a managed table needs: what is missing, and whether what is there can serve.
#pragma once

#include <string>
#include <vector>

#include "schema/model.hpp"

namespace softdelete {

// ALTER TABLE statements for the columns that are missing; they are put into the facts, as a later
// look at the database would find them, and into Settings::added_columns. An Error where an
// existing column can't serve. `guarded`: triggers in force have kept wrong flags out, and no row
// needs to be looked at.
std::vector<std::string> missing_columns(sqlite3* db, ModelTable& table, bool guarded,
                                         const std::string& qualifier);

// The columns that enabling added, and that go with soft delete.
Names added_columns(const Settings& settings);

// Statements that write a registry row by plain SQL.
std::vector<std::string> settings_script(const Settings& settings);

}  // namespace softdelete
