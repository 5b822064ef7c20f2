#include "operations.hpp"

const std::vector<Operation>& operations() {
  static const std::vector<Operation> all = [] {
    std::vector<Operation> both;
    for (Operation& each : flag_operations()) {
      each.name = "flag/" + each.name;
      both.push_back(each);
    }
    for (Operation& each : archive_operations()) {
      each.name = "archive/" + each.name;
      both.push_back(each);
    }
    return both;
  }();
  return all;
}

std::string with_schema(std::string text, const std::string& schema) {
  for (std::size_t at = 0; (at = text.find("{s}", at)) != std::string::npos;) {
    text.replace(at, 3, schema);
  }
  return text;
}
