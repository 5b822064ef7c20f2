// Takes the place of the C++ runtime's on macOS, where zig's linker would export these for a whole
// program to use. All of them, or the runtime's come in too.
#include <cstdlib>
#include <new>

void* operator new(std::size_t size, std::align_val_t alignment) {
  for (;;) {
    void* memory = nullptr;
    const auto at = static_cast<std::size_t>(alignment);
    if (posix_memalign(&memory, at < sizeof(void*) ? sizeof(void*) : at, size) == 0) return memory;
    const std::new_handler handler = std::get_new_handler();
    if (handler == nullptr) throw std::bad_alloc();
    handler();
  }
}

void* operator new(std::size_t size) {
  return operator new (size, std::align_val_t{__STDCPP_DEFAULT_NEW_ALIGNMENT__});
}

template <typename... Alignment>
void* new_or_null(std::size_t size, Alignment... alignment) noexcept {
  try {
    return operator new(size, alignment...);
  } catch (...) {
    return nullptr;
  }
}

using Nothrow = const std::nothrow_t&;
using Size = std::size_t;
using Align = std::align_val_t;

void* operator new[](Size size) { return operator new(size); }
void* operator new[](Size size, Align alignment) { return operator new(size, alignment); }
void* operator new(Size size, Nothrow) noexcept { return new_or_null(size); }
void* operator new[](Size size, Nothrow) noexcept { return new_or_null(size); }
void* operator new(Size size, Align at, Nothrow) noexcept { return new_or_null(size, at); }
void* operator new[](Size size, Align at, Nothrow) noexcept { return new_or_null(size, at); }

void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete[](void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, Size) noexcept { std::free(memory); }
void operator delete[](void* memory, Size) noexcept { std::free(memory); }
void operator delete(void* memory, Align) noexcept { std::free(memory); }
void operator delete[](void* memory, Align) noexcept { std::free(memory); }
void operator delete(void* memory, Size, Align) noexcept { std::free(memory); }
void operator delete[](void* memory, Size, Align) noexcept { std::free(memory); }
void operator delete(void* memory, Nothrow) noexcept { std::free(memory); }
void operator delete[](void* memory, Nothrow) noexcept { std::free(memory); }
void operator delete(void* memory, Align, Nothrow) noexcept { std::free(memory); }
void operator delete[](void* memory, Align, Nothrow) noexcept { std::free(memory); }
