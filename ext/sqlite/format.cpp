#include "sqlite/format.hpp"

#include "sqlite/error.hpp"
#include "sqlite/quote.hpp"

namespace softdelete {
namespace {

std::string quoted_as(std::string_view place, std::string_view value) {
  if (place == "{ident}") return quote_ident(value);
  if (place == "{text}") return quote_text(value);
  return std::string(value);
}

}  // namespace

std::string fill_places(std::string_view text, const std::string_view* values, std::size_t count) {
  const std::string_view* const end = values + count;
  std::string out;
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
    out += quoted_as(rest.substr(open, close + 1 - open), *values++);
    rest.remove_prefix(close + 1);
  }
}

}  // namespace softdelete
