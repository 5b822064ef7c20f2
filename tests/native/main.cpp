// softdelete_native --list           the names of the tests
// softdelete_native NAME [MOST]      runs one; MOST points of failure in each way, 0 is all
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <string>

#include "close.hpp"
#include "faults.hpp"
#include "out_of_memory.hpp"

namespace {

void say_what_ended_it() {
  std::fprintf(stderr, "std::terminate was called: %s\n", tried());
  std::abort();
}

int run(const std::string& name, long most) {
  if (name == "--list") {
    std::puts("close");
    for (const Operation& each : operations()) std::puts(each.name);
    return 0;
  }
  if (name == "close") return closes() ? 0 : 1;
  for (const Operation& each : operations()) {
    if (name == each.name) return survives(each, most) ? 0 : 1;
  }
  std::fprintf(stderr, "there is no test %s\n", name.c_str());
  return 2;
}

}  // namespace

int main(int argc, char** argv) {
  std::set_terminate(say_what_ended_it);
  if (!faults::install() || argc < 2) return 2;
  try {
    return run(argv[1], argc > 2 ? std::atol(argv[2]) : 0);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "%s: %s\n", tried(), error.what());
    return 2;
  }
}
