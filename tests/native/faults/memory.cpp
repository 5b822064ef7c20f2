#include "faults/memory.hpp"

#include <cstdlib>
#include <new>

namespace memory {
namespace {

sqlite3_mem_methods real;
bool armed = false;
Source armed_source = Source::sqlite;
Lasting armed_lasting = Lasting::once;
bool has_failed = false;
long failing = 0;
long count = 0;
long room = 0;  // what was freed since the heap was full
long blocks = 0;

bool fails(Source source, long size) {
  if (!armed || source != armed_source) return false;
  ++count;
  bool now = armed_lasting == Lasting::once ? count == failing : count >= failing;
  if (now && has_failed && armed_lasting == Lasting::full) now = size > room;
  if (has_failed && !now) room -= size;
  has_failed = has_failed || now;
  return now;
}

void* failing_malloc(int size) {
  return fails(Source::sqlite, real.xRoundup(size)) ? nullptr : real.xMalloc(size);
}

void failing_free(void* block) {
  if (has_failed) room += real.xSize(block);
  real.xFree(block);
}

void* failing_realloc(void* block, int size) {
  const long more = real.xRoundup(size) - real.xSize(block);
  return fails(Source::sqlite, more) ? nullptr : real.xRealloc(block, size);
}

}  // namespace

bool install() {
  if (sqlite3_config(SQLITE_CONFIG_GETMALLOC, &real) != SQLITE_OK) return false;
  sqlite3_mem_methods methods = real;
  methods.xMalloc = failing_malloc;
  methods.xRealloc = failing_realloc;
  methods.xFree = failing_free;
  // Lookaside memory would serve most small allocations, which then could not fail.
  return sqlite3_config(SQLITE_CONFIG_MALLOC, &methods) == SQLITE_OK &&
         sqlite3_config(SQLITE_CONFIG_LOOKASIDE, 0, 0) == SQLITE_OK;
}

void OutOfMemory::arm(sqlite3*, long nth) {
  armed_source = source_;
  failing = nth;
  armed_lasting = lasting_;
  count = 0;
  room = 0;
  has_failed = false;
  armed = true;
}

long OutOfMemory::disarm() {
  armed = false;
  return count;
}

bool OutOfMemory::injected() const { return has_failed; }

long live_blocks() { return blocks; }

static void* allocate(std::size_t size) {
  if (fails(Source::cpp, static_cast<long>(size))) throw std::bad_alloc();
  void* block = std::malloc(size == 0 ? 1 : size);
  if (block == nullptr) throw std::bad_alloc();
  ++blocks;
  return block;
}

static void release(void* block) noexcept {
  if (block != nullptr) --blocks;
  std::free(block);
}

}  // namespace memory

// The forms for arrays call these. So does the one that doesn't throw, but not a sanitizer's own.
void* operator new(std::size_t size) { return memory::allocate(size); }
void* operator new(std::size_t size, const std::nothrow_t&) noexcept {
  try {
    return memory::allocate(size);
  } catch (const std::bad_alloc&) {
    return nullptr;
  }
}
void operator delete(void* block) noexcept { memory::release(block); }
void operator delete(void* block, std::size_t) noexcept { memory::release(block); }
