// softdelete_native --list
//     the operations
// softdelete_native close
//     sqlite3_close() with statements that the extension keeps
// softdelete_native FAULT OPERATION [POINTS [WAYS]]
//     one operation while memory runs out (memory), the file system fails (io) or someone
//     interrupts (interrupt), at so many points, in so many ways; 0 is all
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <stdexcept>
#include <string>
#include <vector>

#include "close.hpp"
#include "faults/memory.hpp"
#include "faults/survives.hpp"
#include "vfs.hpp"

namespace {

void say_what_ended_it() {
  std::fprintf(stderr, "std::terminate was called: %s\n", tried());
  std::abort();
}

using Arguments = std::vector<std::string>;

long number(const Arguments& arguments, std::size_t at) {
  return at < arguments.size() ? std::stol(arguments[at]) : 0;
}

int run(const Arguments& arguments) {
  if (arguments[0] == "--list") {
    for (const Operation& each : operations()) std::puts(each.name.c_str());
    return 0;
  }
  if (arguments[0] == "close") return closes() ? 0 : 1;
  for (const Operation& each : operations()) {
    if (arguments.size() < 2 || arguments[1] != each.name) continue;
    return survives(arguments[0], each, number(arguments, 2), number(arguments, 3)) ? 0 : 1;
  }
  throw std::runtime_error("there is no such operation");
}

}  // namespace

int main(int argc, char** argv) {
  std::set_terminate(say_what_ended_it);
  // What a statement may have to take back goes to a file at once, so that this can fail too.
  const bool ready = memory::install() &&
                     sqlite3_config(SQLITE_CONFIG_STMTJRNL_SPILL, 0) == SQLITE_OK && vfs::install();
  if (!ready || argc < 2) return 2;
  try {
    return run(Arguments(argv + 1, argv + argc));
  } catch (const std::exception& error) {
    std::fprintf(stderr, "%s: %s\n", tried(), error.what());
    return 2;
  }
}
