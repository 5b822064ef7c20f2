// What a person gave for the settings of a table; the rest keeps its value, or gets its default.
#pragma once

#include <optional>
#include <string>

namespace softdelete {

struct SettingsPatch {
  std::optional<std::string> storage;
  std::optional<std::string> flag_column;
  std::optional<std::string> time_column;
  std::optional<std::string> time_format;
  // SQL literals, NULL among them.
  std::optional<std::string> live_value;
  std::optional<std::string> deleted_value;
  std::optional<std::string> active_view;
  std::optional<std::string> deleted_view;
  std::optional<std::string> children;
  std::optional<std::optional<std::string>> retention;
  std::optional<bool> suspended;
  std::optional<bool> live_indexes;
  std::optional<bool> reuse_keys;
};

}  // namespace softdelete
