// How the columns of a table are defined in its archive.
#pragma once

#include <string>

#include "schema/table.hpp"

namespace softdelete {

// A column that holds what one of the table does, without constraints.
std::string archived_column(const Table& table, const std::string& name, const Column& column);

// ADD COLUMN of an ALTER TABLE, for a column that is new in the table: rows that are there get its
// default, as far as that is known.
std::string add_column(const Table& table, const Column& column);

}  // namespace softdelete
