// Making the generated objects of tables agree with a model, as far as the caller may.
#pragma once

#include <string>
#include <vector>

#include "schema/model.hpp"
#include "sqlite/transaction.hpp"

namespace softdelete {

// What a caller may drop. SQLite refuses to drop an index or a table while a statement reads or
// writes, as one does that writes to the panel; a function alone in its SELECT may drop anything.
enum class Drops { triggers_and_views, everything };

// Statements that make the objects of the target, and of the tables that it affects, agree with the
// model. The target's index stays where the target is suspended.
struct Refit {
  const ModelTable* target;
  bool is_new;      // it was not managed before
  bool owns_names;  // what stands under the names of its views and triggers is its own
  bool owns_index;  // the same of its index
  Drops drops;
};
std::vector<std::string> refit(sqlite3* db, const Model& after, const Refit& how,
                               const std::string& qualifier);

// Whether resuming a suspended table would need an index dropped.
bool index_hinders(sqlite3* db, const Model& model, const ModelTable& suspended);

// Drops the views and triggers of a table, which may be gone, and its index if `drops` says so.
void drop_objects(sqlite3* db, const std::string& schema, const Settings& settings,
                  const std::string& table, Drops drops);

// The Error for an index that a panel statement would have to drop.
[[noreturn]] void refuse_to_drop_index(const std::string& index, const std::string& table,
                                       bool is_new);

// Runs statements, in the transaction if there is one.
void run(sqlite3* db, const std::vector<std::string>& statements, Transaction* transaction);

}  // namespace softdelete
