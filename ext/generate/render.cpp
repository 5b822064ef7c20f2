#include "generate/render.hpp"

#include <algorithm>

#include "generate/templates.hpp"
#include "sqlite/error.hpp"
#include "sqlite/quote.hpp"

namespace softdelete {
namespace {

std::string_view find_template(std::string_view name) {
  for (std::size_t i = 0; i < kTemplateCount; ++i) {
    if (kTemplates[i].name == name) return kTemplates[i].text;
  }
  throw Error(SQLITE_INTERNAL, "softdelete: no template " + std::string(name));
}

void fill(std::string& out, std::string_view placeholder, Values values) {
  const std::size_t colon = placeholder.find(':');
  for (const auto& [name, value] : values) {
    if (name != placeholder.substr(colon + 1)) continue;
    if (append_as(out, placeholder.substr(0, colon), value)) return;
  }
  throw Error(SQLITE_INTERNAL, "softdelete: unknown placeholder " + std::string(placeholder));
}

}  // namespace

std::string render(std::string_view template_name, Values values) {
  std::string_view rest = find_template(template_name);
  std::string out;
  for (;;) {
    const std::size_t open = rest.find("{{");
    out += rest.substr(0, open);
    if (open == std::string_view::npos) return out;
    const std::size_t close = rest.find("}}", open);
    fill(out, rest.substr(open + 2, close - open - 2), values);
    rest.remove_prefix(close + 2);
  }
}

std::string render_object(std::string_view template_name, Values values) {
  std::string out = render(template_name, values);
  while (!out.empty() && out.back() == '\n') out.pop_back();
  return out;
}

}  // namespace softdelete
