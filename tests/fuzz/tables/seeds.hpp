// The texts that fuzzing starts from.
#pragma once

#include <string>
#include <vector>

const std::vector<std::string>& seeds();
