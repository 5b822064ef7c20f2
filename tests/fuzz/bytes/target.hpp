// What a fuzz target that reads bytes is made of, and what drives it.
#pragma once

#include <sqlite3.h>

#include <cstddef>
#include <cstdint>

// Tries what the bytes stand for; ends the program where a promise is broken.
void check(const std::uint8_t* data, std::size_t size);
// Changes an input to one that takes less time.
void make_quick(std::uint8_t* data, std::size_t size, unsigned random);
// Closes the connections that the target keeps open itself.
void close_own();

// Does so, and now and then ends the series of executions that share connections.
void execute(const std::uint8_t* data, std::size_t size);
// Writes the inputs of the series to files, where SOFTDELETE_FUZZ_SERIES says how their names
// begin: what doesn't fail alone may fail after those before it.
void write_series();
// Closes all connections, and looks whether their memory was released.
void end_series();

// Registers softdelete; each driver has its own way. Ends the program where that fails.
void load_softdelete(sqlite3* db);
