#include "faults/trial.hpp"

#include <stdexcept>

namespace {

// Names of ours that a connection knows.
constexpr const char* kRegistered =
    "SELECT name FROM pragma_function_list WHERE name IN ('soft_delete', 'restore', 'purge')"
    " OR name LIKE 'softdelete%'"
    " UNION ALL SELECT name FROM pragma_module_list WHERE name LIKE 'softdelete%'";

constexpr const char* kPanel =
    "SELECT schema_name, table_name, status, live_rows, deleted_rows FROM softdelete";

std::string complaint(const char* what, int code, const char* message) {
  return std::string(what) + " " + std::to_string(code) + " " + message;
}

void load(Database& db) {
  if (db.load() != SQLITE_OK) throw std::runtime_error("load");
}

}  // namespace

Trial::Trial(const Operation& operation, const Way& way, Place& place)
    : operation_(operation),
      way_(way),
      place_(place),
      first_load_(operation.sql.empty() && operation.before.empty()),
      sql_(with_schema(operation.sql, way.schema)) {}

long Trial::rehearse(Fault& fault) {
  const auto db = place_.open();
  begin(*db);
  unchanged_ = state(*db);
  fault.arm(db->handle(), Fault::kNever);
  const int code = act(*db);
  const long count = fault.disarm();
  if (code != SQLITE_OK) throw std::runtime_error(sqlite3_errmsg(db->handle()));
  finish(*db);
  done_ = state(*db);
  return count;
}

std::optional<std::string> Trial::attempt(Fault& fault, long nth) {
  auto db = place_.open();
  begin(*db);
  fault.arm(db->handle(), nth);
  const int code = act(*db);
  fault.disarm();
  if (!fault.injected()) return std::nullopt;
  std::string wrong;
  if (code != SQLITE_OK) {
    // SQLite may have rolled back without saying what failed.
    if (!fault.explains(code) && code != SQLITE_ABORT_ROLLBACK)
      wrong = complaint("the error is", code, sqlite3_errmsg(db->handle()));
    if (wrong.empty() && !(fault.comes_late() && state(*db) == done_)) {
      wrong = check_left(fault);
      if (wrong.empty()) wrong = check_failed(*db);
    }
  }
  if (wrong.empty()) wrong = check_done(*db);
  // Also where something else was wrong: what is left open would blur the next attempt.
  const int closed = db->close();
  if (wrong.empty() && closed != SQLITE_OK) wrong = complaint("closing gave", closed, "");
  return wrong.empty() ? check_reopened() : wrong;
}

void Trial::begin(Database& db) {
  if (!first_load_) load(db);
  db.must(with_schema(operation_.before, way_.schema));
  if (committed_.empty()) committed_ = state(db);
  begin_transaction(db);
}

void Trial::begin_transaction(Database& db) const {
  if (way_.in_transaction)
    db.must(with_schema("BEGIN; INSERT INTO {s}.witness VALUES (1)", way_.schema));
}

int Trial::act(Database& db) const noexcept {
  return operation_.sql.empty() ? db.load() : db.run(sql_);
}

void Trial::finish(Database& db) const {
  if (way_.in_transaction) db.must("COMMIT");
}

// The panel sees it as well, unless the entry point alone is tried.
std::string Trial::state(Database& db) const {
  return first_load_ ? db.dump() : db.dump() + db.query(kPanel);
}

// Ends where all is done.
std::string Trial::check_failed(Database& db) {
  if (way_.in_transaction && !db.in_transaction()) {
    // SQLite takes a whole transaction back where it can't take back the statement alone.
    begin_transaction(db);
  } else if (!way_.in_transaction && db.in_transaction()) {
    return "a transaction was left open";
  }
  const std::string now = state(db);
  if (now != unchanged_) return "the failed operation changed " + difference(unchanged_, now);
  if (first_load_) {
    const std::string registered = db.query(kRegistered);
    if (!registered.empty()) return "the failed entry point left " + registered;
  } else {
    const std::string wrong = check_nothing_waits(db);
    if (!wrong.empty()) return wrong;
  }
  const int code = act(db);
  return code == SQLITE_OK ? "" : complaint("trying again gave", code, sqlite3_errmsg(db.handle()));
}

// Nothing may be left to be done by a statement that has nothing to do with it.
std::string Trial::check_nothing_waits(Database& db) const {
  db.run("SELECT count(*) FROM softdelete_trash");  // which what is damaged may refuse
  db.must("UPDATE softdelete SET retention = '1 day' WHERE table_name = 'no such table'");
  const std::string now = state(db);
  if (now == unchanged_) return "";
  return "a later statement did the work of the failed one: " + difference(unchanged_, now);
}

std::string Trial::check_left(const Fault& fault) {
  const auto db = place_.left();
  if (db == nullptr) return "";
  if (!first_load_) load(*db);
  const std::string now = state(*db);
  const bool late = fault.comes_late() && !way_.in_transaction && now == done_;
  if (now != committed_ && !late)
    return "the file of the failed operation has " + difference(committed_, now);
  const std::string found = db->unsound();
  return found.empty() ? "" : "the file of the failed operation is unsound: " + found;
}

std::string Trial::check_done(Database& db) const {
  finish(db);
  const std::string now = state(db);
  if (now != done_) return "the operation succeeded with another result: " + difference(done_, now);
  const std::string found = db.unsound();
  return found.empty() ? "" : "it is unsound: " + found;
}

std::string Trial::check_reopened() {
  const auto db = place_.reopen();
  if (db == nullptr) return "";
  if (!first_load_) load(*db);
  const std::string now = state(*db);
  if (now != done_) return "reopened, it has " + difference(done_, now);
  const std::string found = db->unsound();
  return found.empty() ? "" : "reopened, it is unsound: " + found;
}
