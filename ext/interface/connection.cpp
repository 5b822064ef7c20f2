#include "interface/connection.hpp"

#include <algorithm>
#include <utility>

#include "interface/panel.hpp"
#include "schema/registry.hpp"
#include "sqlite/module.hpp"
#include "sqlite/quote.hpp"
#include "sqlite/rebuild_settings.hpp"
#include "sqlite/statement.hpp"

namespace softdelete {

namespace {

// Whether `test` holds for any prepared statement of the connection.
template <typename Test>
bool any_statement(sqlite3* db, Test&& test) {
  for (sqlite3_stmt* each = sqlite3_next_stmt(db, nullptr); each != nullptr;
       each = sqlite3_next_stmt(db, each)) {
    if (test(each)) return true;
  }
  return false;
}

bool is_writing(sqlite3_stmt* statement) {
  return sqlite3_stmt_busy(statement) != 0 && sqlite3_stmt_readonly(statement) == 0;
}

// Whether a statement was reset since it ran last. No call tells; but a parameter that it doesn't
// have is out of range for one that was, and misuse for one that wasn't.
bool is_reset(sqlite3_stmt* statement) {
  constexpr int kNoSuchParameter = 0x7fffff;
  return sqlite3_bind_null(statement, kNoSuchParameter) == SQLITE_RANGE;
}

// With no statement of ours left, it is one of the user's.
std::exception_ptr another_is_open() {
  return std::make_exception_ptr(
      Error(SQLITE_LOCKED,
            "softdelete: an index must be dropped, which SQLite refuses while another statement"
            " of this connection is open (database table is locked); finish or reset that one"));
}

}  // namespace

void Connection::atomically(const std::function<void()>& work) {
  Statement unit(db, "INSERT INTO softdelete(table_name) SELECT NULL");
  unit_ = &work;
  failure_ = nullptr;
  const sqlite3_int64 last = sqlite3_last_insert_rowid(db);
  try {
    unit.run();
    sqlite3_set_last_insert_rowid(db, last);
  } catch (const Error&) {
    sqlite3_set_last_insert_rowid(db, last);
    unit_ = nullptr;
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

std::vector<Request> Connection::whole_insert(const Request& request) {
  std::vector<sqlite3_stmt*> writers;
  any_statement(db, [&](sqlite3_stmt* each) {
    if (is_writing(each)) writers.push_back(each);
    return false;
  });
  // Another statement must not be run once more. While it is open the work is refused anyway.
  if (writers.size() != 1) return {request};
  const std::unique_ptr<char, void (*)(void*)> text(sqlite3_expanded_sql(writers[0]),
                                                    [](void* memory) { sqlite3_free(memory); });
  if (!text) return {request};
  std::vector<Request> all;
  collected_ = &all;
  try {
    execute(db, text.get());
  } catch (...) {
    collected_ = nullptr;
    throw;
  }
  collected_ = nullptr;
  const bool known = std::any_of(all.begin(), all.end(),
                                 [&](const Request& each) { return each.key == request.key; });
  return known ? all : std::vector<Request>{request};
}

bool Connection::collect(Request& request) {
  if (collected_ == nullptr) return false;
  collected_->push_back(std::move(request));
  return true;
}

void Connection::put_off(std::vector<Request> requests) {
  std::vector<Writer> writers;
  any_statement(db, [&](sqlite3_stmt* each) {
    const char* text = sqlite3_sql(each);
    if (is_writing(each) && text != nullptr) writers.push_back({each, text});
    return false;
  });
  finished_.clear();
  asked_to_reload_ = false;
  put_off_ = std::move(requests);
  writers_ = std::move(writers);
  register_panel(db, *this);
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
  if (put_off_.empty()) return;
  if (!asked_to_reload_ && !schema_is_known()) {
    asked_to_reload_ = true;
    // sqlite3_prepare() answers this by reading the schema and trying once more.
    throw Error(SQLITE_SCHEMA, "softdelete: the schema could not be read anew; run it again");
  }
  std::vector<Request> requests = std::exchange(put_off_, {});
  const std::vector<Writer> waiting = std::exchange(writers_, {});
  // Where the statement was reset or is gone, its step has failed for another reason, and its work
  // must not be done later, for another statement that may have its address.
  const auto waits = [&](sqlite3_stmt* each) {
    const char* text = sqlite3_sql(each);
    return text != nullptr && !is_reset(each) &&
           std::any_of(waiting.begin(), waiting.end(), [&](const Writer& writer) {
             return writer.statement == each && writer.text == text;
           });
  };
  if (!any_statement(db, waits)) return;
  try {
    finished_.reserve(requests.size());
    const std::exception_ptr failure = attempt([&] {
      for (const Request& each : requests) each.work();
    });
    for (Request& each : requests) finished_.push_back({std::move(each.key), failure});
    replayed_ = 0;
    rerun_begins_ = true;
  } catch (...) {
    // No memory to begin with: nothing was done, and the statement's second run asks for it again.
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

void Connection::begin_reading() {
  if (!std::exchange(rerun_begins_, false)) finished_.clear();
}

bool Connection::finished(const std::string& key) {
  if (replayed_ >= finished_.size() || finished_[replayed_].key != key) return false;
  const std::exception_ptr failure = finished_[replayed_++].failure;
  if (!failure) return true;
  finished_.clear();
  std::rethrow_exception(failure);
}

int register_panel(sqlite3* db, Connection& connection) {
  return sqlite3_create_module_v2(db, "softdelete", &Module<Panel, Connection, true>::kModule,
                                  &connection, nullptr);
}

}  // namespace softdelete
