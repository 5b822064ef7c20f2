// Finds the elements of a list by their names, in either case of ASCII letters.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>

#include "sqlite/quote.hpp"

namespace softdelete {

// Made when it is first asked, and again when the list has another length: elements may be added,
// but keep their places and names. Not thread-safe. Where a name occurs twice, the first counts.
class NameIndex {
 public:
  NameIndex() = default;
  NameIndex(NameIndex&&) = default;
  NameIndex& operator=(NameIndex&&) = default;
  ~NameIndex() = default;
  // A copy makes its own: where memory runs out while libc++ copies a map, it loses some.
  NameIndex(const NameIndex&) {}
  NameIndex& operator=(const NameIndex&) {
    positions_.clear();
    indexed_ = 0;
    return *this;
  }

  // The position of a name in the list, or its size. `name_of(element)` gives an element's name.
  template <typename List, typename NameOf>
  std::size_t find(const List& list, std::string_view name, const NameOf& name_of) const {
    constexpr std::size_t kFew = 8;
    if (list.size() <= kFew) {
      std::size_t at = 0;
      while (at < list.size() && !same_name(name_of(list[at]), name)) ++at;
      return at;
    }
    if (indexed_ != list.size()) {
      positions_.clear();
      for (std::size_t i = 0; i < list.size(); ++i) positions_.emplace(folded(name_of(list[i])), i);
      indexed_ = list.size();
    }
    const auto found = positions_.find(folded(name));
    return found == positions_.end() ? list.size() : found->second;
  }

 private:
  mutable std::unordered_map<std::string, std::size_t> positions_;
  mutable std::size_t indexed_ = 0;
};

}  // namespace softdelete
