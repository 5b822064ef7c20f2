#include "sqlite/format.hpp"

#include "sqlite/error.hpp"
#include "sqlite/quote.hpp"

namespace softdelete {

std::string fill_places(std::string_view text, const std::string_view* values, std::size_t count) {
  const std::string_view* const end = values + count;
  std::size_t size = text.size();
  for (const std::string_view* each = values; each != end; ++each) size += each->size();
  std::string out;
  out.reserve(size);
  for (std::string_view rest = text;;) {
    const std::size_t open = rest.find('{');
    out += rest.substr(0, open);
    if (open == std::string_view::npos && values == end) return out;
    if (open == std::string_view::npos || values == end) break;
    const std::size_t close = rest.find('}', open);
    const std::string_view place = rest.substr(open + 1, close - open - 1);
    if (!append_as(out, place.empty() ? "sql" : place, *values++)) break;
    rest.remove_prefix(close + 1);
  }
  throw Error(SQLITE_INTERNAL, "softdelete: the values do not fit " + std::string(text));
}

}  // namespace softdelete
