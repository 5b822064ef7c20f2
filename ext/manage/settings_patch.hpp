// The settings that a statement gives, checked and put into a model.
#pragma once

#include <optional>
#include <string>

#include "manage/lookup.hpp"
#include "schema/model.hpp"
#include "storage/settings_patch.hpp"

namespace softdelete {

struct Target {
  ModelTable* table;
  bool is_new;
};

// Puts the settings that a table would have into the model. An Error where the table isn't there, a
// setting can't be changed, or a view's name is taken.
Target apply_patch(sqlite3* db, Model& model, const Location& location, const SettingsPatch& patch);

// An Error where the patch asks for other live indexes than the table has: that takes a function.
void refuse_live_indexes(const SettingsPatch& patch, const std::string& table, bool now);

}  // namespace softdelete
