#include "out_of_memory.hpp"

#include <algorithm>
#include <cstdio>
#include <optional>
#include <stdexcept>

#include "database.hpp"
#include "faults.hpp"

namespace {

struct Way {
  const char* schema;
  bool in_transaction;
  faults::Source source;
  faults::Mode mode;
};

char description[200] = "";
constexpr long kNever = 1L << 60;
constexpr int kMostComplaints = 5;

bool is_no_memory(int code) { return code == SQLITE_NOMEM || code == SQLITE_IOERR_NOMEM; }

// Names of ours that a connection knows.
constexpr const char* kRegistered =
    "SELECT name FROM pragma_function_list WHERE name IN ('soft_delete', 'restore', 'purge')"
    " OR name LIKE 'softdelete%'"
    " UNION ALL SELECT name FROM pragma_module_list WHERE name LIKE 'softdelete%'";

// Where two texts begin to differ.
std::string difference(const std::string& expected, const std::string& seen) {
  constexpr std::size_t kShown = 60;
  const std::size_t shorter = std::min(expected.size(), seen.size());
  std::size_t at = 0;
  while (at < shorter && expected[at] == seen[at]) ++at;
  const std::size_t from = at == 0 ? 0 : expected.rfind('\n', at - 1) + 1;
  return "<" + expected.substr(from, at - from + kShown) + "> to <" +
         seen.substr(from, at - from + kShown) + ">";
}

class Trial {
 public:
  Trial(const Operation& operation, const Way& way, const Database& setup)
      : operation_(operation),
        way_(way),
        setup_(setup),
        loads_(operation.sql.empty()),
        first_load_(loads_ && operation.before.empty()),
        sql_(with_schema(operation.sql, way.schema)) {}

  // The whole of it without a failure; how many allocations there are.
  long rehearse() {
    Database db;
    begin(db);
    unchanged_ = db.dump();
    faults::arm(way_.source, kNever, faults::Mode::one);
    const int code = act(db);
    const long count = faults::disarm();
    if (code != SQLITE_OK) throw std::runtime_error(sqlite3_errmsg(db.handle()));
    finish(db);
    done_ = db.dump();
    return count;
  }

  // Fails the nth allocation; nothing where there are less.
  std::optional<std::string> attempt(long nth) {
    Database db;
    begin(db);
    faults::arm(way_.source, nth, way_.mode);
    const int code = act(db);
    faults::disarm();
    if (!faults::injected()) return std::nullopt;
    std::string wrong;
    if (code != SQLITE_OK) {
      if (!is_no_memory(code)) wrong = complaint("the error is", code, sqlite3_errmsg(db.handle()));
      if (wrong.empty()) wrong = check_unchanged(db);
      if (wrong.empty()) wrong = try_again(db);
    }
    if (wrong.empty()) wrong = check_done(db);
    // Also where something else was wrong: what is left open would blur the next attempt.
    const int closed = db.close();
    if (wrong.empty() && closed != SQLITE_OK) wrong = complaint("closing gave", closed, "");
    return wrong;
  }

 private:
  static std::string complaint(const char* what, int code, const char* message) {
    return std::string(what) + " " + std::to_string(code) + " " + message;
  }

  void begin(Database& db) const {
    db.copy_from(setup_);
    if (!first_load_ && db.load() != SQLITE_OK) throw std::runtime_error("load");
    db.must(with_schema(operation_.before, way_.schema));
    begin_transaction(db);
  }

  void begin_transaction(Database& db) const {
    if (way_.in_transaction)
      db.must(with_schema("BEGIN; INSERT INTO {s}.witness VALUES (1)", way_.schema));
  }

  int act(Database& db) const noexcept { return loads_ ? db.load() : db.run(sql_); }

  void finish(Database& db) const {
    if (way_.in_transaction) db.must("COMMIT");
  }

  std::string check_unchanged(Database& db) {
    if (way_.in_transaction && !db.in_transaction()) {
      // SQLite takes a whole transaction back where it can't take back the statement alone.
      begin_transaction(db);
    } else if (!way_.in_transaction && db.in_transaction()) {
      return "a transaction was left open";
    }
    std::string now = db.dump();
    if (now != unchanged_) return "the failed operation changed " + difference(unchanged_, now);
    if (first_load_) {
      const std::string left = db.query(kRegistered);
      return left.empty() ? "" : "the failed entry point left " + left;
    }
    // Nothing may be left to be done by a statement that has nothing to do with it.
    db.must(
        "SELECT count(*) FROM softdelete; SELECT count(*) FROM softdelete_trash;"
        "UPDATE softdelete SET children = 'keep' WHERE table_name = 'no such table'");
    now = db.dump();
    if (now == unchanged_) return "";
    return "a later statement did the work of the failed one: " + difference(unchanged_, now);
  }

  std::string try_again(Database& db) const {
    const int code = act(db);
    return code == SQLITE_OK ? ""
                             : complaint("trying again gave", code, sqlite3_errmsg(db.handle()));
  }

  std::string check_done(Database& db) {
    finish(db);
    const std::string now = db.dump();
    if (now != done_)
      return "the operation succeeded with another result: " + difference(done_, now);
    const std::string found = db.unsound();
    return found.empty() ? "" : "integrity_check: " + found;
  }

  const Operation& operation_;
  const Way way_;
  const Database& setup_;
  const bool loads_;
  const bool first_load_;
  const std::string sql_;
  std::string unchanged_;
  std::string done_;
};

struct Leaks {
  sqlite3_int64 sqlite = sqlite3_memory_used();
  long cpp = faults::live_blocks();
  bool operator!=(const Leaks& other) const { return sqlite != other.sqlite || cpp != other.cpp; }
};

bool survives(const Operation& operation, const Way& way, long most, long shift) {
  Database setup;
  if (setup.load() != SQLITE_OK) throw std::runtime_error("load");
  setup.must(with_schema(operation.setup, way.schema));
  Trial trial(operation, way, setup);
  const long count = trial.rehearse();
  const long stride = most == 0 ? 1 : std::max(1L, count / most);
  int complaints = 0;
  long tries = 0;
  for (long nth = 1 + shift % stride;; nth += stride) {
    std::snprintf(description, sizeof description, "%s, %s, %s, %s allocation %ld%s",
                  operation.name, way.schema,
                  way.in_transaction ? "in a transaction" : "autocommit",
                  way.source == faults::Source::sqlite ? "SQLite's" : "C++'s", nth,
                  way.mode == faults::Mode::one ? "" : " and all after it");
    std::string wrong;
    const Leaks before;
    {
      std::optional<std::string> answer;
      try {
        answer = trial.attempt(nth);
      } catch (const std::exception& error) {
        answer = error.what();
      }
      if (!answer) break;
      wrong = std::move(*answer);
    }
    ++tries;
    if (wrong.empty() && before != Leaks()) wrong = "memory was not freed";
    if (wrong.empty()) continue;
    std::printf("%s: %s\n", description, wrong.c_str());
    if (++complaints == kMostComplaints) break;
  }
  if (tries == 0 && count > 0) throw std::runtime_error("nothing was tried");
  return complaints == 0;
}

}  // namespace

const char* tried() noexcept { return description; }

bool survives(const Operation& operation, long most) {
  bool well = true;
  long shift = 0;
  for (const char* schema : {"main", "other"}) {
    for (const bool in_transaction : {false, true}) {
      for (const faults::Source source : {faults::Source::sqlite, faults::Source::cpp}) {
        // What creates indexes at the top level must prepare its undoing anew, and keeps memory
        // back for that.
        const faults::Mode lasting = operation.rebuilds && source == faults::Source::sqlite
                                         ? faults::Mode::full
                                         : faults::Mode::all;
        for (const faults::Mode mode : {faults::Mode::one, lasting}) {
          // Each way fails at other points, where not all are tried.
          shift += 7;
          well = survives(operation, {schema, in_transaction, source, mode}, most, shift) && well;
        }
      }
    }
  }
  return well;
}
