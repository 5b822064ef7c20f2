#include "schema/clock.hpp"

#include "sqlite/format.hpp"

namespace softdelete {

std::string clock_script() {
  // The time that a node has is none: SQLite refuses 'now' in a CHECK.
  return format(
      "CREATE TABLE IF NOT EXISTS {}(id INTEGER PRIMARY KEY CHECK (id = 1), now NOT NULL CHECK "
      "(julianday(now) IS NOT NULL))",
      kClock);
}

std::string time_of_deletion(const Settings& settings) {
  if (!settings.clock) return "'now'";
  return format(
      "coalesce((SELECT now FROM {}), RAISE(ABORT, 'softdelete_clock is empty: write the time of "
      "the deletion there before it, in the same transaction'))",
      kClock);
}

}  // namespace softdelete
