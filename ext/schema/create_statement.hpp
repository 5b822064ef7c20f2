// The head of a CREATE statement, and whether a text of sqlite_schema is what its row says. A file
// may hold any text there, and what is run again or printed must be that one statement and no more.
#pragma once

#include <string>
#include <string_view>

namespace softdelete {

// Whether `sql` is one CREATE statement of this type (table, index, view or trigger) and name, of
// an index or trigger on this table, with nothing behind it.
bool is_create(const std::string& sql, std::string_view type, std::string_view name,
               std::string_view table);

// The table that the text of a trigger or an index names as its own; nothing where it is no such
// text.
std::string table_of_create(const std::string& sql);

// A CREATE statement with the qualifier, a quoted schema and a dot or nothing, before its name. An
// Error where the text is no CREATE statement, or names a schema already.
std::string qualify_create(const std::string& sql, std::string_view qualifier);

}  // namespace softdelete
