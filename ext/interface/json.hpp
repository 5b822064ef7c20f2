// Values as JSON, exact where JSON allows it.
#pragma once

#include <string>
#include <string_view>

#include "sqlite/api.hpp"

namespace softdelete {

// A JSON string. Bytes that are no UTF-8 become U+FFFD.
std::string json_string(std::string_view text);

// NULL, a number, a string; a BLOB as a string of its hexadecimal digits, as hex() writes them.
// Integers keep all digits, reals read back as the same number; infinities, for which JSON has no
// word, are 9e999 and -9e999, as SQLite's own JSON functions read them.
std::string json_value(sqlite3_value* value);

}  // namespace softdelete
