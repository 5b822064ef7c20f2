#include "bytes/series.hpp"

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <map>
#include <memory>

#include "bytes/target.hpp"
#include "bytes/templates.hpp"

namespace {

// Then all connections are closed, and must have released their memory.
constexpr long kSeries = 5000;

using Key = std::pair<const Image*, unsigned>;
std::map<Key, std::unique_ptr<Sandbox>> sandboxes;
long executions = 0;

sqlite3_int64 memory_before() {
  static const sqlite3_int64 before = (templates(), sqlite3_memory_used());
  return before;
}

// What doesn't fail alone may fail after those before it in the series.
void note(const std::uint8_t* data, std::size_t size) {
  static const char* const prefix = std::getenv("SOFTDELETE_FUZZ_SERIES");
  if (prefix == nullptr) return;
  char number[8];
  std::snprintf(number, sizeof number, "%04ld", executions);
  std::ofstream(prefix + std::string(number), std::ios::binary)
      .write(reinterpret_cast<const char*>(data), static_cast<std::streamsize>(size));
}

}  // namespace

void in_shared_sandbox(const Image& like, const Image& image, unsigned settings,
                       const std::function<void(Sandbox&)>& use) {
  const Key key(&like, settings & kConnectionSettings);
  std::unique_ptr<Sandbox>& sandbox = sandboxes[key];
  if (sandbox == nullptr) sandbox = std::make_unique<Sandbox>(like, settings);
  sandbox->begin(image, settings);
  use(*sandbox);
  if (!sandbox->end()) sandbox.reset();
}

void in_own_sandbox(const Image& image, unsigned settings,
                    const std::function<void(Sandbox&)>& use) {
  Sandbox sandbox(image, settings);
  sandbox.begin(image, settings);
  use(sandbox);
  sandbox.end();
}

void execute(const std::uint8_t* data, std::size_t size) {
  memory_before();
  note(data, size);
  check(data, size);
  if (++executions == kSeries) end_series();
}

void end_series() {
  executions = 0;
  sandboxes.clear();
  close_own();
  if (sqlite3_memory_used() != memory_before()) {
    std::fputs("memory is never released\n", stderr);
    std::abort();
  }
}
