#include "sqlite/concatenate.hpp"

#include <utility>

namespace softdelete {

std::string&& operator+(std::string&& left, const std::string& right) {
  return std::move(left.append(right));
}

std::string&& operator+(std::string&& left, std::string&& right) {
  return std::move(left.append(right));
}

std::string&& operator+(std::string&& left, const char* right) {
  return std::move(left.append(right));
}

}  // namespace softdelete
