// A connection with the extension to a database that is not trusted, and what must hold whatever is
// in it:
//
// - nothing of the file is run as SQL of the application's: the function direct_attack(), which
// SQLite keeps
//   a schema from calling, is never called;
// - reading and managing call no function that the file names at all, and where the schema isn't
// trusted
//   (PRAGMA trusted_schema = OFF) nothing does;
// - the other databases of the connection stay as they are, and so does the table canary of this
// one;
// - there is an end: SQLite's steps and its memory have a bound;
// - a statement that fails changes nothing.
#pragma once

#include <string>
#include <vector>

#include "bytes/image.hpp"
#include "bytes/input.hpp"

// Whether each statement is to be printed: SOFTDELETE_FUZZ_TRACE is set.
bool traced();

enum class Kind {
  reads,    // the panel, the trash, a script
  manages,  // enabling, settings, repair, removal
  rows      // deletes, restores or purges; the file's own triggers may run
};

// Whether a statement that fails changes nothing. The file's own triggers may say otherwise
// (RAISE(FAIL)).
enum class Failing { changes_nothing, may_change };

// What of the settings is the connection's own.
constexpr unsigned kConnectionSettings = 15;

class Sandbox {
 public:
  // Loads softdelete into a connection to a database that has these bytes.
  Sandbox(const Image& image, unsigned settings);
  ~Sandbox();
  Sandbox(const Sandbox&) = delete;
  Sandbox& operator=(const Sandbox&) = delete;

  // One execution lies between begin() and end(). It begins with these bytes. Whether the
  // connection can be used for another one: what it has besides is as it was.
  void begin(const Image& image, unsigned settings);
  bool end();

  // Runs one statement to its end; SQLite's result code.
  int run(Kind kind, const std::string& sql, const std::vector<Value>& values = {},
          Failing failing = Failing::changes_nothing);
  // The first value of a query of the test's own, as a text.
  std::string ask(const std::string& sql);
  sqlite3* handle() const { return db_; }
  [[noreturn]] void fail(const std::string& why) const;

 private:
  int step_through(const std::string& sql, const std::vector<Value>& values);
  std::string first_text(sqlite3_stmt* statement);
  std::string canary(sqlite3_stmt*& kept, const char* sql);
  std::string other_canaries();
  std::string main_canary();
  Image besides() const;
  void look(Kind kind);
  static int tick(void* self);
  static void attack(sqlite3_context* context, int, sqlite3_value**);

  sqlite3* db_;
  sqlite3_stmt* ask_other_ = nullptr;
  sqlite3_stmt* ask_main_ = nullptr;
  std::vector<std::pair<std::string, std::vector<Value>>> log_;
  Image besides_;
  Image before_;
  std::string other_canaries_;
  std::string main_canary_;
  sqlite3_int64 room_ = 0;
  unsigned settings_;
  int ticks_ = 0;
  int attacks_ = 0;
  int direct_attacks_ = 0;
};
