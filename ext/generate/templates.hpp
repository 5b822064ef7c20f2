// The texts of sql/templates, compiled in at build time.
#pragma once

#include <cstddef>
#include <string_view>

namespace softdelete {

struct Template {
  std::string_view name;  // the file's name without .sql
  std::string_view text;
};

extern const Template kTemplates[];
extern const std::size_t kTemplateCount;

}  // namespace softdelete
