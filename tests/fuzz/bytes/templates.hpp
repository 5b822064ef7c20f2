// The databases that the fuzzers begin with.
#pragma once

#include <vector>

#include "bytes/image.hpp"

// Eight small ones of both storages, in different states, each with a table named canary.
const std::vector<Image>& templates();
// Eight for statements: one that has both storages, and seven with one managed table, with which a
// statement takes less time.
const std::vector<Image>& statement_templates();
