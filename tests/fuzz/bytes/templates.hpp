// The databases that the fuzzers begin with.
#pragma once

#include <vector>

#include "bytes/image.hpp"

// Small ones of both storages, in different states, each with a table named canary.
const std::vector<Image>& templates();
// Both storages in one.
const Image& both_storages();
