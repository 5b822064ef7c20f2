#include "close.hpp"

#include <cstdio>

#include "database.hpp"
#include "operations.hpp"

namespace {

constexpr const char* kSetup =
    "CREATE TABLE color(id INTEGER PRIMARY KEY, name TEXT);"
    "INSERT INTO color VALUES (1, 'red'), (2, 'gold');"
    "INSERT INTO softdelete(table_name) VALUES ('color');"
    "SELECT soft_delete('color', 1), restore('color', 1), soft_delete('color', 1), "
    "purge('color', 1);";

// What may have happened since the statements were prepared.
constexpr const char* kSince[] = {
    "",
    "SELECT * FROM softdelete; SELECT * FROM softdelete_trash",
    "UPDATE softdelete SET suspended = 1",
    "DELETE FROM softdelete",
    "CREATE TABLE later(x)",
    "BEGIN; SELECT soft_delete('color', 2)",
    "SAVEPOINT a; SELECT soft_delete('color', 2); ROLLBACK TO a",
    "DETACH other",
    "DROP TABLE color",
};

bool closes_after(const char* since, bool load_again) {
  Database db;
  if (db.load() != SQLITE_OK) return false;
  db.must(kSetup);
  if (load_again && db.load() != SQLITE_OK) return false;
  db.must(since);
  const int code = db.close();
  if (code != SQLITE_OK) std::printf("closing after \"%s\" gave %d\n", since, code);
  return code == SQLITE_OK;
}

// A statement of the caller's own keeps the connection open, and usable.
bool stays_open_for_the_caller() {
  Database db;
  if (db.load() != SQLITE_OK) return false;
  db.must(kSetup);
  sqlite3_stmt* statement = nullptr;
  sqlite3_prepare_v2(db.handle(), "SELECT soft_delete('color', 2)", -1, &statement, nullptr);
  const bool refused = sqlite3_close(db.handle()) == SQLITE_BUSY;
  const bool works = sqlite3_step(statement) == SQLITE_ROW && sqlite3_column_int(statement, 0) == 1;
  sqlite3_finalize(statement);
  const bool closed = db.close() == SQLITE_OK;
  if (!refused || !works || !closed) {
    std::printf("closing with a statement: refused %d, works %d, closed then %d\n", refused, works,
                closed);
  }
  return refused && works && closed;
}

// sqlite3_close_v2() waits for the statement, but lets nothing be prepared any more: an error, and
// no use of what is gone.
bool outlives_close_v2() {
  sqlite3_stmt* statement = nullptr;
  {
    Database db;
    if (db.load() != SQLITE_OK) return false;
    db.must(kSetup);
    sqlite3_prepare_v2(db.handle(), "SELECT soft_delete('color', 2)", -1, &statement, nullptr);
  }
  const int code = sqlite3_step(statement);
  sqlite3_finalize(statement);
  if (code == SQLITE_ROW) std::printf("soft_delete() worked after sqlite3_close_v2()\n");
  return code != SQLITE_ROW;
}

}  // namespace

bool closes() {
  const sqlite3_int64 before = sqlite3_memory_used();
  bool well = true;
  for (const bool load_again : {false, true}) {
    for (const char* since : kSince) well = closes_after(since, load_again) && well;
  }
  well = stays_open_for_the_caller() && well;
  well = outlives_close_v2() && well;
  if (sqlite3_memory_used() != before) {
    std::printf("memory was not freed\n");
    well = false;
  }
  return well;
}
