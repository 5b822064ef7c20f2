// softdelete_clock: its one row is the time of a deletion, where there is such a table. For engines
// on which several nodes, each with a clock of its own, run each statement.
#pragma once

#include <string>

#include "schema/settings.hpp"

namespace softdelete {

inline constexpr const char* kClock = "softdelete_clock";

// A statement that makes it.
std::string clock_script();
// What a trigger gives to SQLite's time functions for the time of a deletion.
std::string time_of_deletion(const Settings& settings);

}  // namespace softdelete
