// Checks of the values that people give to functions and to the control panel.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "sqlite/api.hpp"

namespace softdelete {

// A name must be text. `caller` and `what` begin the Error: "restore: the table's name ...".
std::string name_argument(std::string_view caller, std::string_view what, sqlite3_value* value);

// 0 or 1, also as a text or a double.
bool switch_argument(std::string_view caller, std::string_view what, sqlite3_value* value);

// An age: a number (0 or more) and a unit, seconds to years, as in '30 days'. The result is a
// modifier for SQLite's date functions that goes back that far.
std::string age_modifier(const std::string& caller, sqlite3_value* value);
// The same of an age that was checked before, as a retention in the registry.
std::string age_modifier(const std::string& caller, const std::string& age);

}  // namespace softdelete
