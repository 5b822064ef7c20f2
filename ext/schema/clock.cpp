#include "schema/clock.hpp"

namespace softdelete {

std::string clock_script() {
  // The time that a node has is none: SQLite refuses 'now' in a CHECK.
  return "CREATE TABLE IF NOT EXISTS " + std::string(kClock) +
         "(id INTEGER PRIMARY KEY CHECK (id = 1), now NOT NULL CHECK (julianday(now) IS NOT NULL))";
}

std::string time_of_deletion(const Settings& settings) {
  if (!settings.clock) return "'now'";
  return "coalesce((SELECT now FROM " + std::string(kClock) +
         "), RAISE(ABORT, 'softdelete_clock is empty: write the time of the deletion there before"
         " it, in the same transaction'))";
}

}  // namespace softdelete
