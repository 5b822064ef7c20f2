// Allocations that fail when told to: SQLite's, through sqlite3_config(), and C++'s, through the
// global operator new. Nothing here is thread-safe; the program has one thread.
#pragma once

namespace faults {

enum class Source { sqlite, cpp };
enum class Mode {
  one,   // the nth allocation fails
  all,   // and every one after it
  full,  // from then on the heap has no more room than what is freed makes
};

// Replaces SQLite's allocator. Before any other call of SQLite's.
bool install();

// From now on allocations of a source fail, beginning with the nth.
void arm(Source source, long nth, Mode mode);
// How many allocations of the source there were since arm(); no more of them fail.
long disarm();
// Whether an allocation was failed between the last arm() and disarm().
bool injected();

// What C++ has allocated and not freed.
long live_blocks();

}  // namespace faults
