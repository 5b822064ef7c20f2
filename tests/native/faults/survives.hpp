// Operations with a failure at every point of them.
#pragma once

#include <string>

#include "operations.hpp"

// Tries one operation with every failure of a kind: "memory", "io" or "interrupt". `points`: about
// how many points of failure are tried in each way, spread evenly; `ways`: in how many of the ways;
// 0 is all. Prints how many there were. False where something was wrong, which was printed.
bool survives(const std::string& kind, const Operation& operation, long points, long ways);
// What is being tried, for whoever must end the program.
const char* tried() noexcept;
