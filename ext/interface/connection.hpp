// What the functions and virtual tables of one database connection share.
#pragma once

#include <exception>
#include <functional>

#include "schema/table_cache.hpp"
#include "sqlite/api.hpp"

namespace softdelete {

class RowStatements;

// Owned by all functions and virtual tables of the connection together, and used by the thread that
// uses the connection.
class Connection {
 public:
  explicit Connection(sqlite3* handle) : db(handle) {}

  // Runs the work of an xUpdate call as one unit: what it throws is thrown on, and everything that
  // it wrote is taken back, whatever the transaction around it did before. SQLite refuses a
  // SAVEPOINT there, so the unit is a nested INSERT ... SELECT into the panel, for which it keeps a
  // statement journal.
  void run_nested(const std::function<void()>& work);
  // Runs the work, if the xUpdate call is the one of the nested INSERT.
  bool is_nested();

  sqlite3* const db;
  TableCache tables;  // what was read of tables whose texts have not changed
  // Lives in the panel, because SQLite disconnects virtual tables before it looks for open
  // statements in sqlite3_close(); null until the panel is first used.
  RowStatements* rows = nullptr;

 private:
  const std::function<void()>* work_ = nullptr;
  std::exception_ptr failure_;
};

}  // namespace softdelete
