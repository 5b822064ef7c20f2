#include "bytes/series.hpp"

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "bytes/target.hpp"
#include "bytes/templates.hpp"

namespace {

// Then all connections are closed, and must have released their memory.
constexpr std::size_t kSeries = 5000;

using Key = std::pair<const Image*, unsigned>;
std::map<Key, std::unique_ptr<Sandbox>> sandboxes;
std::vector<std::string> inputs;

sqlite3_int64 memory_before() {
  static const sqlite3_int64 before = (templates(), sqlite3_memory_used());
  return before;
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

void write_series() {
  const char* const prefix = std::getenv("SOFTDELETE_FUZZ_SERIES");
  if (prefix == nullptr) return;
  for (std::size_t i = 0; i < inputs.size(); ++i) {
    std::ofstream(prefix + std::to_string(kSeries + i), std::ios::binary) << inputs[i];
  }
}

// The sanitizers call these before they end the program.
extern "C" void __asan_on_error() { write_series(); }
extern "C" void __ubsan_on_report() { write_series(); }

void execute(const std::uint8_t* data, std::size_t size) {
  memory_before();
  inputs.emplace_back(reinterpret_cast<const char*>(data), size);
  check(data, size);
  if (inputs.size() == kSeries) end_series();
}

void end_series() {
  inputs.clear();
  sandboxes.clear();
  close_own();
  if (sqlite3_memory_used() != memory_before()) {
    std::fputs("memory is never released\n", stderr);
    std::abort();
  }
}
