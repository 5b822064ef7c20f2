// Operations while memory runs out.
#pragma once

#include "operations.hpp"

// Tries one operation with every way to run out of memory. `most`: about how many points of failure
// are tried in each way, spread evenly; 0 tries all. False where something was wrong, which was
// printed.
bool survives(const Operation& operation, long most);
// What is being tried, for whoever must end the program.
const char* tried() noexcept;
