// What several functions and modules of one connection share, as SQLite keeps it for them.
#pragma once

#include <memory>

namespace softdelete {

// SQLite drops each function and module at its own time, as when a host registers another one of
// its name. So each owns a reference of its own: the pointer that SQLite is given with it, and
// gives to `release`, also where the registration fails.
template <typename T>
using Shared = std::shared_ptr<T>;

template <typename T>
void* new_reference(const Shared<T>& shared) {
  return std::make_unique<Shared<T>>(shared).release();
}

template <typename T>
const Shared<T>& shared_of(void* reference) {
  return *static_cast<Shared<T>*>(reference);
}

template <typename T>
void release(void* reference) noexcept {
  const std::unique_ptr<Shared<T>> owned(static_cast<Shared<T>*>(reference));
}

}  // namespace softdelete
