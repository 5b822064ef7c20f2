// How objects of softdelete's own are told from the user's: by a comment in their text, which every
// ALTER TABLE, VACUUM and dump keeps. Tools that read the heads of views and indexes stumble over
// comments there, so theirs is at the end.
#pragma once

#include <string>
#include <string_view>

namespace softdelete {

inline constexpr std::string_view kMarker = "/* softdelete */";

// Whether a text of sqlite_schema is a generated object's: CREATE <type> <name> and the marker, at
// the end of a view or index, and behind the name of a trigger and of everything of format 1. A
// comment elsewhere, or in a name, is the user's.
bool has_marker(const std::string& type, const std::string& name, const std::string& sql,
                std::string_view marker = kMarker);

}  // namespace softdelete
