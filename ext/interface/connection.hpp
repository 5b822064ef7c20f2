// What the functions and virtual tables of one database connection share. The functions keep it
// until SQLite drops them, with the connection or because the library is loaded once more; a
// virtual table that is still in use keeps it longer.
#pragma once

#include <exception>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "schema/table_cache.hpp"
#include "sqlite/running.hpp"

namespace softdelete {

class RowStatements;

// What a statement asks of one row of the virtual table, free of SQLite's values.
struct Request {
  std::string key;  // the same for the same values
  std::function<void()> work;
};

struct Connection : std::enable_shared_from_this<Connection> {
  explicit Connection(sqlite3* handle) : db(handle) {}

  // Runs `work` as one unit: what it throws is thrown on, and everything that it wrote is taken
  // back, be it in autocommit mode, inside a transaction, or inside a statement that is writing
  // (where SQLite refuses a SAVEPOINT). The unit is a nested INSERT ... SELECT into the virtual
  // table, for which SQLite keeps a statement journal.
  void atomically(const std::function<void()>& work);
  // What the virtual table's INSERT is to run, if it is a unit of atomically()'s.
  bool run_unit();

  // Does what an xUpdate call asks for, as one unit.
  //
  // Dropping an index or a table is refused with SQLITE_LOCKED while any statement runs, the one
  // that called xUpdate included. Work that needs it is put off: xUpdate fails with SQLITE_SCHEMA,
  // upon which sqlite3_step() ends the statement, prepares it anew and runs it again. Preparing
  // connects the virtual table anew, and there, with no statement running, the work of the whole
  // statement is done as one; in the second run there is nothing left to do.
  void carry_out(const Request& request);
  // Whether this xUpdate call comes from look_ahead(); takes the request then.
  bool collect(Request& request);
  bool collects() const { return collects_; }
  // Does what was put off. Called while the virtual table connects. Error SQLITE_SCHEMA where the
  // schema must be read anew first.
  void catch_up();
  // Whether the statement that runs is one whose whole work catch_up() has done, in its second run,
  // so that its xUpdate calls have nothing left to do; throws what the work threw.
  bool is_done();
  // A statement begins to read the panel.
  void begin_reading();

  // Keeps itself until release().
  void keep() { self_ = shared_from_this(); }
  void release() noexcept { self_.reset(); }

  sqlite3* db;
  // Lives in the virtual table, because SQLite disconnects those before it looks for open
  // statements in sqlite3_close(); null until the table is first used.
  RowStatements* rows = nullptr;
  TableCache tables{};

 private:
  bool schema_is_known();
  std::exception_ptr attempt(const std::function<void()>& work);

  struct Rerun {
    Run run;  // 0 before it is seen
    int calls;
    std::exception_ptr failure;
  };
  struct Whole {
    Run run;
    int calls;         // of the program, this one included
    std::string text;  // with the values of its parameters
    std::vector<Request> requests;
    std::size_t next;
  };
  // Finds out what the statement that runs asks for in all its xUpdate calls, of which this is the
  // next, before the first of them changes anything: its text is run once more for that, which
  // changes nothing.
  void look_ahead(const Request& request);
  [[noreturn]] void put_off(const Request& request, std::optional<Whole> whole);
  bool is_rerun();

  std::optional<Whole> whole_;    // the statement that runs
  std::optional<Whole> put_off_;  // the one that waits
  std::optional<Rerun> rerun_;    // the one that is run again, and what came of its work
  bool collects_ = false;
  bool asked_to_reload_ = false;
  const std::function<void()>* unit_ = nullptr;
  std::exception_ptr failure_;
  std::shared_ptr<Connection> self_;
};

// Registers the virtual table `softdelete`; again where it is known already, so that the next
// statement that names it connects it anew. An SQLite result code.
int register_panel(sqlite3* db, Connection& connection);

}  // namespace softdelete
