// The objects that should exist for a managed table: a pure function of the model.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "schema/model.hpp"

namespace softdelete {

// What an object is for; an interception is a trigger that stands before a DELETE. Deleting,
// restoring and purging stand on interceptions, events and purges; without the
// others, something is missing that an application may notice.
enum class Role { interception, event, guard, purge, view, view_write, index };

struct Object {
  std::string type;  // view, index or trigger
  std::string name;
  std::string table;  // the table or view that a trigger or index belongs to; a view's own name
  std::string sql;    // as sqlite_schema has it: CREATE <type> <name> ...
  Role role;
};

// In the order in which they can be created. `table` must be managed.
std::vector<Object> wanted(const Model& model, const ModelTable& table);

// The name that a generated trigger or index has.
std::string generated_name(const Settings& settings, std::string_view suffix);

}  // namespace softdelete
