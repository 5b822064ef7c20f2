// What the functions and virtual tables of one database connection share. The functions keep it
// until SQLite drops them, with the connection or because the library is loaded once more; a
// virtual table that is still in use keeps it longer.
#pragma once

#include <exception>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "sqlite/api.hpp"

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

  // Dropping an index or a table is refused with SQLITE_LOCKED while any statement runs, the one
  // that called xUpdate included. Work that needs it is put off: xUpdate fails with SQLITE_SCHEMA,
  // upon which sqlite3_step() ends the statement, prepares it anew and runs it again. Preparing
  // connects the virtual table anew, and there, with no statement running, the work is done; the
  // second run finds it finished. `requests` are the xUpdate calls of the statement, in order: they
  // are done as one.
  [[noreturn]] void put_off(std::vector<Request> requests);
  // All requests of the INSERT that asks for `request`, which is one of several rows perhaps: its
  // text is run once more for that, and changes nothing.
  std::vector<Request> whole_insert(const Request& request);
  // Whether this xUpdate call comes from there; takes the request then.
  bool collect(Request& request);
  // Does what was put off. Called while the virtual table connects. Error SQLITE_SCHEMA where the
  // schema must be read anew first.
  void catch_up();
  // Whether catch_up() did the work of this xUpdate call for the statement that runs; throws what
  // the work threw.
  bool finished(const std::string& key);
  // An UPDATE or DELETE begins. Where it is not the one that is run again, nothing is finished.
  void begin_reading();

  // Keeps itself until release().
  void keep() { self_ = shared_from_this(); }
  void release() noexcept { self_.reset(); }

  sqlite3* db;
  // Lives in the virtual table, because SQLite disconnects those before it looks for open
  // statements in sqlite3_close(); null until the table is first used.
  RowStatements* rows = nullptr;

 private:
  bool schema_is_known();
  std::exception_ptr attempt(const std::function<void()>& work);

  struct Finished {
    std::string key;
    std::exception_ptr failure;
  };
  std::vector<Finished> finished_;  // for the statement that is run again, in its order
  std::size_t replayed_ = 0;
  bool rerun_begins_ = false;
  std::vector<Request> put_off_;
  std::vector<Request>* collected_ = nullptr;
  bool asked_to_reload_ = false;
  struct Writer {
    const sqlite3_stmt* statement;
    std::string text;
  };
  std::vector<Writer> writers_;  // the statements that ran when the work was put off
  const std::function<void()>* unit_ = nullptr;
  std::exception_ptr failure_;
  std::shared_ptr<Connection> self_;
};

// Registers the virtual table `softdelete`; again where it is known already, so that the next
// statement that names it connects it anew. An SQLite result code.
int register_panel(sqlite3* db, Connection& connection);

}  // namespace softdelete
