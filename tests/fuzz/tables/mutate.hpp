// Changes texts in ways that SQLite often still accepts.
#pragma once

#include <random>
#include <string>

std::string mutate(const std::string& text, std::mt19937& random);
