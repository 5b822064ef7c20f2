#include "memory.hpp"

#include <sqlite3.h>

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <iterator>
#include <limits>
#include <new>

#ifdef SOFTDELETE_FUZZ_ADDRESS
#include <sanitizer/asan_interface.h>
#endif

namespace {

constexpr int kSmallest = 5;  // blocks of 32 bytes, as a power of two
constexpr int kLists = 12;    // up to 64 KB; larger ones are malloc's own
constexpr std::size_t kChunk = 1 << 16;

// Lies before what SQLite gets, and stays poisoned.
struct alignas(16) Head {
  int list;
  int size;
};

struct Free {
  Free* next;
};
// Blocks that were released last wait, so that what is used after its release is found; so few
// that the processor has them at hand.
constexpr std::size_t kWaiting = 64;
constexpr std::size_t kWaitingBytes = 16384;
struct List {
  Free* first;
  void* waiting[kWaiting];
  std::size_t oldest;
} lists[kLists];

// The sanitizer's own functions for this check and lock more than is needed here, which took a
// tenth of the time. A byte of its shadow tells of eight bytes of memory how many may be used, none
// with its highest bit (LLVM's documentation of AddressSanitizer). Volatile, as memset is the
// sanitizer's.
#ifdef SOFTDELETE_FUZZ_ADDRESS
volatile unsigned char* shadow_of(const void* memory) {
  static const std::uintptr_t offset = [] {
    std::size_t scale = 0;
    std::size_t from = 0;
    __asan_get_shadow_mapping(&scale, &from);
    if (scale != 3) std::abort();
    return from;
  }();
  return reinterpret_cast<unsigned char*>((reinterpret_cast<std::uintptr_t>(memory) >> 3) + offset);
}

// A whole block, whose size is a multiple of 32.
void poison(const void* block, std::size_t bytes) {
  auto* shadow = reinterpret_cast<volatile std::uint32_t*>(shadow_of(block));
  for (std::size_t i = 0; i < bytes / 32; ++i) shadow[i] = 0xf7f7f7f7;
}

void unpoison(const void* memory, std::size_t bytes) {
  volatile unsigned char* shadow = shadow_of(memory);
  const std::size_t last = bytes / 8;
  std::size_t i = 0;
  for (; i + 8 <= last; i += 8) *reinterpret_cast<volatile std::uint64_t*>(shadow + i) = 0;
  for (; i < last; ++i) shadow[i] = 0;
  if (bytes % 8 != 0) shadow[last] = static_cast<unsigned char>(bytes % 8);
}
#else
void poison(const void*, std::size_t) {}
void unpoison(const void*, std::size_t) {}
#endif

// What finds leaks does not look into poisoned memory; here it sees the chunks.
void* chunks[1 << 13];
std::size_t chunk_count = 0;

constexpr std::size_t bytes_of(int list) { return std::size_t{1} << (kSmallest + list); }

Head* head_of(void* memory) { return static_cast<Head*>(memory) - 1; }

int list_for(std::size_t bytes) {
  int list = 0;
  while (list < kLists && bytes_of(list) < bytes) ++list;
  return list;
}

void put(List& list, void* memory) {
  auto* block = static_cast<Free*>(memory);
  block->next = list.first;
  list.first = block;
}

bool fill(int list) {
  if (chunk_count == std::size(chunks)) return false;
  auto* chunk = static_cast<char*>(std::malloc(kChunk));
  if (chunk == nullptr) return false;
  chunks[chunk_count++] = chunk;
  poison(chunk, kChunk);
  for (std::size_t at = 0; at < kChunk; at += bytes_of(list)) put(lists[list], chunk + at);
  return true;
}

void* allocate(int size) {
  const std::size_t bytes = sizeof(Head) + static_cast<std::size_t>(size);
  const int list = list_for(bytes);
  void* block = nullptr;
  if (list == kLists) {
    block = std::malloc(bytes);
  } else if (lists[list].first != nullptr || fill(list)) {
    block = lists[list].first;
    lists[list].first = lists[list].first->next;
  }
  if (block == nullptr) return nullptr;
  auto* head = static_cast<Head*>(block);
  head->list = list;
  head->size = size;
  unpoison(head + 1, static_cast<std::size_t>(size));
  return head + 1;
}

int size_of(void* memory) { return memory == nullptr ? 0 : head_of(memory)->size; }

void release(void* memory) {
  if (memory == nullptr) return;
  Head* head = head_of(memory);
  if (head->list == kLists) {
    std::free(head);
    return;
  }
  poison(head, bytes_of(head->list));
  List& list = lists[head->list];
  const std::size_t waiting = kWaitingBytes / bytes_of(head->list);
  const std::size_t most = std::min(std::max(waiting, std::size_t{4}), kWaiting);
  void*& oldest = list.waiting[list.oldest++ % most];
  if (oldest != nullptr) put(list, oldest);
  oldest = head;
}

void* reallocate(void* memory, int size) {
  void* larger = allocate(size);
  if (larger == nullptr) return nullptr;
  std::memcpy(larger, memory, static_cast<std::size_t>(std::min(size, size_of(memory))));
  release(memory);
  return larger;
}

int rounded(int size) { return (size + 7) & ~7; }
int start(void*) { return SQLITE_OK; }
void stop(void*) {}

}  // namespace

void use_block_memory() {
  static sqlite3_mem_methods methods = {allocate, release, reallocate, size_of,
                                        rounded,  start,   stop,       nullptr};
  static const int result = sqlite3_config(SQLITE_CONFIG_MALLOC, &methods);
  if (result != SQLITE_OK) std::abort();
  // Its locks cost time too. It refuses where it has none, or is in use.
  sqlite3_config(SQLITE_CONFIG_SINGLETHREAD);
}

// Where leaks are looked for, the memory of C++ stays the sanitizer's own.
#ifdef SOFTDELETE_FUZZ_NEW
namespace {

void* allocate_any(std::size_t size) {
  constexpr std::size_t kMost = std::numeric_limits<int>::max();
  return size > kMost ? nullptr : allocate(static_cast<int>(size));
}

void* allocate_or_throw(std::size_t size) {
  void* memory = allocate_any(size);
  if (memory == nullptr) throw std::bad_alloc();
  return memory;
}

}  // namespace

void* operator new(std::size_t size) { return allocate_or_throw(size); }
void* operator new[](std::size_t size) { return allocate_or_throw(size); }
void* operator new(std::size_t size, const std::nothrow_t&) noexcept { return allocate_any(size); }
void* operator new[](std::size_t size, const std::nothrow_t&) noexcept {
  return allocate_any(size);
}
void operator delete(void* memory) noexcept { release(memory); }
void operator delete[](void* memory) noexcept { release(memory); }
void operator delete(void* memory, std::size_t) noexcept { release(memory); }
void operator delete[](void* memory, std::size_t) noexcept { release(memory); }
#endif
