// The user's own triggers that have a say when a row is deleted.
#pragma once

#include <string>
#include <vector>

#include "generate/wanted.hpp"
#include "schema/model.hpp"

namespace softdelete {

// Whether a trigger of the user's fires when a row of the table is deleted: it may forbid that, or
// delete others. One of the schema temp counts too.
bool has_delete_trigger(sqlite3* db, const ModelTable& table);

// Statements that create the user's BEFORE DELETE triggers of a table again, word for word. SQLite
// runs the newest trigger first, so they then run before one of `ours` that was created just now.
// What has the name of one of ours is none of the user's. An Error where a text in the file is not
// one CREATE TRIGGER statement.
std::vector<std::string> recreate_before_delete(sqlite3* db, const Table& table,
                                                const std::vector<Object>& ours,
                                                const std::string& qualifier);

}  // namespace softdelete
