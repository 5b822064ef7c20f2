// Which statements of a connection are open, run or write, and what tells one run from another.
#pragma once

#include <string>
#include <vector>

#include "sqlite/api.hpp"

namespace softdelete {

// A statement that writes. The text tells it from one that gets its address later.
struct Writer {
  sqlite3_stmt* statement;
  std::string text;
};

// One run of it: SQLite counts them.
struct Run {
  Writer writer;
  int number;

  bool operator==(const Run& other) const {
    return writer.statement == other.writer.statement && writer.text == other.writer.text &&
           number == other.number;
  }
};

// Whether a statement of the connection has begun and not ended.
bool any_statement_runs(sqlite3* db);
// Whether a statement runs that may write.
bool is_writing(sqlite3_stmt* statement);
std::vector<sqlite3_stmt*> running_writers(sqlite3* db);

// Whether the connection has this statement, which may be gone, and another have its address.
bool is_open(sqlite3* db, const Writer& writer);
// Whether a statement was reset since it ran last.
bool is_reset(sqlite3_stmt* statement);

// How often a statement has begun to run.
int runs_of(sqlite3_stmt* statement);
// The same less those runs that SQLite began again by itself, having prepared the statement anew.
int calls_of(sqlite3_stmt* statement);

}  // namespace softdelete
