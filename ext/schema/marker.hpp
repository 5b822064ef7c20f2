// How objects of softdelete's own are told from the user's: by the comment behind their name.
#pragma once

#include <string>
#include <string_view>

namespace softdelete {

inline constexpr std::string_view kMarker = "/* softdelete */";

// Whether a text of sqlite_schema begins as a generated object's does: CREATE <type> "name" and the
// marker. A comment elsewhere, or in a name, is the user's.
bool has_marker(const std::string& type, const std::string& name, const std::string& sql,
                std::string_view marker = kMarker);

}  // namespace softdelete
