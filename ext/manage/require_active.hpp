// The check that stands before every use of a managed table.
#pragma once

#include <string>

#include "schema/model.hpp"

namespace softdelete {

// The table of that name in the model, with soft delete in working order: an Error where it is
// gone, not managed, suspended or damaged, begun with `caller` and saying what to do.
const ModelTable& require_active(sqlite3* db, const std::string& caller, const Model& model,
                                 const std::string& name);

}  // namespace softdelete
