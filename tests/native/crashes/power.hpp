// A writer that loses its power at any moment, and the database that the disk holds then.
#pragma once

#include <string>

// Loses power so many times, in a journal mode. Prints how many there were. False where something
// was wrong, which was printed.
bool survives_losses(const std::string& storage, const std::string& journal_mode, long losses,
                     unsigned seed);
