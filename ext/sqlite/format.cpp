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
  std::string_view rest = text;
  for (;;) {
    const std::size_t open = rest.find('{');
    out += rest.substr(0, open);
    if ((open == std::string_view::npos) != (values == end)) {
      throw Error(SQLITE_INTERNAL,
                  "softdelete: too many or too few values for " + std::string(text));
    }
    if (values == end) return out;
    const std::size_t close = rest.find('}', open);
    const std::string_view place = rest.substr(open, close + 1 - open);
    const std::string_view value = *values++;
    if (place == "{ident}") {
      append_ident(out, value);
    } else if (place == "{text}") {
      append_text(out, value);
    } else {
      out += value;
    }
    rest.remove_prefix(close + 1);
  }
}

}  // namespace softdelete
