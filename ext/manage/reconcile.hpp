// wanted against actual: what must be dropped and created until they agree.
#pragma once

#include <string>
#include <vector>

#include "generate/wanted.hpp"
#include "schema/model.hpp"

namespace softdelete {

// The generated objects that exist for a table: those that carry our marker and sit on the table
// or on its views.
std::vector<Object> actual(sqlite3* db, const std::string& schema, const Settings& settings,
                           const std::string& table);

// Statements that turn `actual` into `wanted`. `qualifier` stands before each name: a quoted
// schema and a dot, or nothing.
std::vector<std::string> difference(const std::vector<Object>& actual,
                                    const std::vector<Object>& wanted,
                                    const std::string& qualifier);

// An index that is as it is wanted, but for its name, which is that of the table before it was
// renamed, is as good: it then is what is wanted.
void take_over_index(std::vector<Object>& wanted, const std::vector<Object>& actual);

// Whether every wanted object exists as it should and no other of ours does. `exactly`: under its
// own name, too.
bool fits(sqlite3* db, const Model& model, const ModelTable& table, bool exactly = false);
// The same for what deleting, restoring and purging stand on; a column more or less in the views
// does not matter to them.
bool events_fit(sqlite3* db, const Model& model, const ModelTable& table);

// What isn't recognised as ours but stands under a name that `wanted` needs. Where the table is
// managed already (`owned`), the names are ours, and what has them was edited; else an Error.
std::vector<Object> strangers(sqlite3* db, const std::string& schema,
                              const std::vector<Object>& actual, const std::vector<Object>& wanted,
                              bool owned);

}  // namespace softdelete
