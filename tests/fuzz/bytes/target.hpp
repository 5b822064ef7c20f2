// What a fuzz target that reads bytes is made of, and what drives it.
#pragma once

#include <sqlite3.h>

#include <cstddef>
#include <cstdint>

// Tries what the bytes stand for; ends the program where a promise is broken.
void check(const std::uint8_t* data, std::size_t size);

// Registers softdelete; each driver has its own way. Ends the program where that fails.
void load_softdelete(sqlite3* db);
