// The view of a cycle of tables, which its first table owns. Its triggers do the work of all tables
// of the cycle, where no trigger of one table could: they go by a list of rows in
// softdelete_context_row. A trigger of a table lists its row, and asks for work by an UPDATE of a
// column of the view.
//
// What marks the operation is a row of softdelete_context whose random id is last_insert_rowid()
// while the trigger runs. SQLite gives that number its old value back when the trigger ends,
// however it ends, so what a failed statement may leave in these tables means nothing to the next.
#pragma once

#include <string>
#include <vector>

#include "generate/wanted.hpp"

namespace softdelete {

// What is done to the rows of a list, and the column of the view that asks for it.
inline constexpr const char* kDeleted = "deleted";    // set to the time, in the owner's form
inline constexpr const char* kChecked = "checked";    // set to the time, when all is deleted
inline constexpr const char* kRestored = "restored";  // set to 1
inline constexpr const char* kPurged = "purged";      // set to 1

// Refuses a cycle for whose rows a query would need that many SELECTs. An Error.
void check_selects(const std::string& table, std::size_t selects);

class CycleView {
 public:
  // Of these tables; their rows are listed under `width` key columns.
  CycleView(const Settings& owner, const Names& tables, std::size_t width);

  const std::string& keys() const { return keys_; }  // k1, k2, ...

  // Statements that put the rows of these SELECTs (a table's name, and the keys) on an empty list
  // and have the work done. The first stands between begin_context and end_context, the second
  // makes a list for itself.
  std::string run(const Names& rows, const std::string& work, const std::string& value) const;
  std::string run_anew(const std::string& scope, const Names& rows, const std::string& work,
                       const std::string& value) const;
  // The statement that asks for work; `when` is a condition, or empty.
  std::string ask(const std::string& work, const std::string& value, const std::string& when) const;

  // For the triggers of the view. Adds to the list, again and again, what these SELECTs find from
  // softdelete_below(t, k1, ...), the rows that are listed so far. Nothing where there are none.
  std::string list(const Names& selects) const;
  std::string clear_list() const;

  // The view and its triggers, but for those that have nothing to do.
  struct Work {
    Role role;
    const char* column;
    std::string statements;
  };
  std::vector<Object> objects(const std::vector<Work>& works) const;

 private:
  const Settings& owner_;
  std::string view_;
  std::string tables_;  // 'a', 'b', ...
  std::string keys_;
};

// SELECTs joined by UNION, on lines of their own.
std::string united(const Names& selects);

}  // namespace softdelete
