// A writer that is killed at any moment, and the database that it leaves.
#pragma once

#include <string>

// Kills a writer so many times, in a journal mode. Prints how many there were. False where
// something was wrong, which was printed.
bool survives_kills(const std::string& storage, const std::string& journal_mode, long kills,
                    unsigned seed);
