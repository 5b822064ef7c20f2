// The columns of a table kept by flag: what is there already and can serve, and what is missing.
#pragma once

#include <string>
#include <vector>

#include "schema/model.hpp"
#include "storage/settings_patch.hpp"

namespace softdelete {

// See Storage.
void adopt_columns(sqlite3* db, const Table& facts, const SettingsPatch& given, Settings& settings);
void check_column_values(sqlite3* db, const ModelTable& table);
// An Error where a column of a managed table is gone, and with it what its trash says.
void check_state_is_there(sqlite3* db, const ModelTable& table, bool resuming);
std::vector<std::string> add_missing_columns(ModelTable& table, const std::string& qualifier);

}  // namespace softdelete
