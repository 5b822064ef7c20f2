// What a CREATE INDEX text says of an index on expressions or over some rows only.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "schema/table.hpp"

namespace softdelete {

struct IndexText {
  Names expressions;                 // the indexed columns and expressions, without ASC and DESC
  std::string list;                  // the same as written: what stands between the parentheses
  std::optional<std::string> where;  // which rows it covers
};

IndexText parse_create_index(std::string_view sql);

// The expression of an index or a CHECK with each column of the table put behind a qualifier, as
// NEW."name". A word in double quotes that is no column is a string, as SQLite takes it there.
std::string qualify_columns(const std::string& expression, const Table& table,
                            const std::string& qualifier);
// The same with each column of the table written as `write` gives it.
std::string rewrite_columns(const std::string& expression, const Table& table,
                            const std::function<std::string(const std::string&)>& write);

}  // namespace softdelete
