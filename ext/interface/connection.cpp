#include "interface/connection.hpp"

#include <algorithm>
#include <utility>

#include "interface/panel.hpp"
#include "schema/registry.hpp"
#include "schema/tokens.hpp"
#include "sqlite/module.hpp"
#include "sqlite/quote.hpp"
#include "sqlite/rebuild_settings.hpp"
#include "sqlite/running.hpp"
#include "sqlite/statement.hpp"

namespace softdelete {

namespace {

bool speaks_of_panel(sqlite3_stmt* statement) {
  const char* sql = sqlite3_sql(statement);
  if (sql == nullptr) return false;
  const std::vector<Token> tokens = tokenize(sql);
  return std::any_of(tokens.begin(), tokens.end(),
                     [](const Token& each) { return same_name(each.unquoted(), "softdelete"); });
}

bool returns_rows(const std::string& sql) {
  const std::vector<Token> tokens = tokenize(sql);
  return std::any_of(tokens.begin(), tokens.end(),
                     [](const Token& each) { return each.is("RETURNING"); });
}

// With no statement of ours left, it is one of the user's.
std::exception_ptr another_is_open() {
  return std::make_exception_ptr(
      Error(SQLITE_LOCKED,
            "softdelete: an index must be dropped, which SQLite refuses while another statement"
            " of this connection is open (database table is locked); finish or reset that one"));
}

// What undoes the work is prepared beforehand: afterwards there may be no memory for it.
void in_savepoint(sqlite3* db, const std::function<void()>& work) {
  Statement undo(db, "ROLLBACK TO softdelete");
  Statement end(db, "RELEASE softdelete");
  execute(db, "SAVEPOINT softdelete");
  try {
    work();
  } catch (...) {
    sqlite3_step(undo.handle());
    sqlite3_step(end.handle());
    throw;
  }
  end.run();
}

// A unit names a hidden column that only our table has.
Statement prepare_unit(sqlite3* db) {
  try {
    return Statement(db, "INSERT INTO softdelete(softdelete_unit) SELECT NULL");
  } catch (const Error& error) {
    if (error.code() != SQLITE_ERROR) throw;
    throw Error("softdelete: the name softdelete is taken by a table or view; rename that");
  }
}

}  // namespace

void Connection::atomically(const std::function<void()>& work) {
  // The virtual table belongs to main, and a unit writes there. Without one, in a SELECT, a
  // savepoint does.
  if (running_writers(db).empty()) {
    in_savepoint(db, work);
    return;
  }
  Statement unit = prepare_unit(db);
  unit_ = &work;
  failure_ = nullptr;
  const sqlite3_int64 last = sqlite3_last_insert_rowid(db);
  try {
    unit.run();
    sqlite3_set_last_insert_rowid(db, last);
  } catch (const Error&) {
    sqlite3_set_last_insert_rowid(db, last);
    unit_ = nullptr;
    tables.clear();
    if (failure_) std::rethrow_exception(std::exchange(failure_, nullptr));
    throw;
  }
}

bool Connection::run_unit() {
  if (unit_ == nullptr) return false;
  const std::function<void()>& work = *std::exchange(unit_, nullptr);
  try {
    work();
  } catch (...) {
    failure_ = std::current_exception();
    throw;
  }
  return true;
}

void Connection::look_ahead(const Request& request) {
  const std::vector<sqlite3_stmt*> writers = running_writers(db);
  // Another statement must not be run once more, nor one whose trigger writes the panel. While it
  // is open, nothing can be put off anyway.
  if (writers.size() != 1 || !speaks_of_panel(writers[0])) {
    whole_.reset();
    return;
  }
  const std::unique_ptr<char, void (*)(void*)> text(sqlite3_expanded_sql(writers[0]),
                                                    [](void* memory) { sqlite3_free(memory); });
  if (!text) {
    whole_.reset();
    return;
  }
  const Run now{{writers[0], sqlite3_sql(writers[0])}, runs_of(writers[0])};
  const bool goes_on = whole_ && whole_->run == now && whole_->text == text.get() &&
                       whole_->next < whole_->requests.size() &&
                       whole_->requests[whole_->next].key == request.key;
  if (!goes_on) {
    whole_.emplace(Whole{now, calls_of(writers[0]), text.get(), {}, 0});
    collects_ = true;
    try {
      execute(db, whole_->text);
    } catch (...) {
      collects_ = false;
      whole_.reset();
      throw;
    }
    collects_ = false;
  }
  ++whole_->next;
}

bool Connection::collect(Request& request) {
  if (collects_) whole_->requests.push_back(std::move(request));
  return collects_;
}

void Connection::carry_out(const Request& request) {
  look_ahead(request);
  try {
    atomically(request.work);
  } catch (const Error& error) {
    // The statement ends here.
    std::optional<Whole> whole = std::exchange(whole_, std::nullopt);
    if ((error.code() & 0xff) == SQLITE_LOCKED) put_off(request, std::move(whole));
    throw;
  } catch (...) {
    whole_.reset();
    throw;
  }
}

void Connection::put_off(const Request& request, std::optional<Whole> whole) {
  if (whole) {
    // While SQLite prepares a statement with RETURNING, its trigger for that catches every other
    // statement, and crashes it.
    if (returns_rows(whole->run.writer.text)) {
      throw Error(
          "softdelete: an index must be dropped for this, which SQLite does not allow in a"
          " statement with RETURNING; leave RETURNING out");
    }
    const bool known = std::any_of(whole->requests.begin(), whole->requests.end(),
                                   [&](const Request& each) { return each.key == request.key; });
    if (!known) {
      throw Error(
          "softdelete: an index must be dropped for this, and the statement asks for other rows"
          " each time it runs; name the tables in it");
    }
    put_off_ = std::move(whole);
    register_panel(db, *this);
  } else if (running_writers(db).size() > 1) {
    std::rethrow_exception(another_is_open());
  }
  rerun_.reset();
  asked_to_reload_ = false;
  throw Error(SQLITE_SCHEMA, "softdelete: the statement could not be prepared anew; run it again");
}

// What was tried and taken back may have left SQLite's memory of the schema ahead of the file. Most
// versions see that and read it again; from 3.51 on they can't while a virtual table connects.
bool Connection::schema_is_known() {
  try {
    for (const std::string& schema : schemas_in_lookup_order(db)) {
      Statement(db, "SELECT 1 FROM " + quote_ident(schema) + ".sqlite_schema").step();
    }
    return true;
  } catch (const Error& error) {
    return (error.code() & 0xff) != SQLITE_SCHEMA;
  }
}

void Connection::catch_up() {
  if (!put_off_) return;
  if (!asked_to_reload_ && !schema_is_known()) {
    asked_to_reload_ = true;
    // sqlite3_prepare() answers this by reading the schema and trying once more.
    throw Error(SQLITE_SCHEMA, "softdelete: the schema could not be read anew; run it again");
  }
  const Whole whole = *std::exchange(put_off_, std::nullopt);
  const Writer& writer = whole.run.writer;
  // Where the statement was reset or is gone, its step has failed for another reason, and its work
  // must not be done later, for another statement that may have its address.
  if (!is_open(db, writer) || is_reset(writer.statement)) return;
  try {
    rerun_.emplace(Rerun{{writer, 0}, whole.calls, nullptr});
    rerun_->failure = attempt([&] {
      for (const Request& each : whole.requests) each.work();
    });
  } catch (...) {
    // No memory to begin with: nothing was done, and the statement's second run asks for it again.
    rerun_.reset();
  }
}

// The failure of the work, which then has changed nothing. What undoes it is prepared beforehand:
// afterwards there may be no memory for it. CREATE INDEX makes SQLite prepare it again all the
// same, for which memory is kept back.
std::exception_ptr Connection::attempt(const std::function<void()>& work) {
  // Also for the sake of one that writes: a ROLLBACK here would take its changes back.
  if (any_statement_runs(db)) return another_is_open();
  const bool autocommit = sqlite3_get_autocommit(db) != 0;
  const sqlite3_int64 last = sqlite3_last_insert_rowid(db);
  const RebuildSettings settings(db);
  constexpr int kReserve = 64 * 1024;
  std::unique_ptr<void, void (*)(void*)> reserve(sqlite3_malloc(kReserve),
                                                 [](void* memory) { sqlite3_free(memory); });
  if (!reserve) throw std::bad_alloc();
  Statement begin(db, autocommit ? "BEGIN" : "SAVEPOINT softdelete");
  Statement undo(db, autocommit ? "ROLLBACK" : "ROLLBACK TO softdelete");
  Statement end(db, autocommit ? "COMMIT" : "RELEASE softdelete");
  try {
    begin.run();
    work();
    end.run();
    sqlite3_set_last_insert_rowid(db, last);
    return nullptr;
  } catch (...) {
    reserve.reset();
    std::exception_ptr failure = std::current_exception();
    sqlite3_set_last_insert_rowid(db, last);
    // SQLite may have rolled everything back by itself.
    if (sqlite3_get_autocommit(db) != 0) return failure;
    sqlite3_step(undo.handle());
    if (!autocommit) sqlite3_step(end.handle());
    return failure;
  }
}

bool Connection::is_rerun() {
  if (!rerun_) return false;
  const Writer& writer = rerun_->run.writer;
  if (is_open(db, writer) && is_writing(writer.statement)) {
    const Run now{writer, runs_of(writer.statement)};
    // It may begin, find nothing to do and end unseen: the next run is then one call later.
    const bool begins = rerun_->run.number == 0 && calls_of(writer.statement) <= rerun_->calls;
    if (begins) rerun_->run = now;
    if (rerun_->run == now) return true;
  }
  rerun_.reset();
  return false;
}

bool Connection::is_done() {
  if (!is_rerun()) return false;
  if (rerun_->failure) {
    const std::exception_ptr failure = rerun_->failure;
    rerun_.reset();
    std::rethrow_exception(failure);
  }
  return true;
}

void Connection::begin_reading() {
  is_rerun();  // forgets a run that is over
}

int register_panel(sqlite3* db, Connection& connection) {
  return sqlite3_create_module_v2(db, "softdelete", &Module<Panel, Connection, true>::kModule,
                                  &connection, nullptr);
}

}  // namespace softdelete
