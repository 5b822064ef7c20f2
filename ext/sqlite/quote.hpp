// Quoting, the one place where names and strings become SQL text.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace softdelete {

// An identifier: "name", with inner double quotes doubled. The names that we give need no quotes,
// unless they hold a table's name that does.
std::string quote_ident(std::string_view name);
// The same with quotes in any case.
std::string in_quotes(std::string_view name);
// 'text': a string literal, with inner single quotes doubled.
std::string quote_text(std::string_view text);
// Puts a value at the end of `out`, as `kind` says: ident and text as these two do, sql as it is.
// False where it says something else.
bool append_as(std::string& out, std::string_view kind, std::string_view value);
// The names as identifiers, separated by commas: row."a", row."b".
std::string column_list(const std::vector<std::string>& names, std::string_view row = "");
// left."x" = right."y" AND ...: the left side's collation decides. `equal` is = or IS.
std::string match(std::string_view left, const std::vector<std::string>& left_columns,
                  std::string_view right, const std::vector<std::string>& right_columns,
                  const char* equal = "=");
// Equality of identifiers as SQLite has it: ASCII letters match in either case.
bool same_name(std::string_view a, std::string_view b);
// The name in lower case: the same for the same names.
std::string folded(std::string_view name);

}  // namespace softdelete
