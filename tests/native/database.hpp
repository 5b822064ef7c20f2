// Connections to test with, and what is in them.
#pragma once

#include <sqlite3.h>

#include <string>
#include <vector>

// Two databases, main and `other`, with foreign keys on. Closing must find nothing left open.
class Database {
 public:
  // Both are in memory, and empty.
  Database();
  Database(const std::string& main, const std::string& other, const char* vfs = nullptr);
  ~Database();
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;

  // Registers softdelete; SQLite's result code.
  int load();
  // Makes both databases equal to those of a template.
  void copy_from(const Database& other);
  // Runs statements that must succeed.
  void must(const std::string& sql);
  // Runs one statement, which may fail, to its end; an extended result code.
  int run(const std::string& sql) noexcept;
  // All values of a query that must succeed, as one text.
  std::string query(const std::string& sql);
  // Schema and rows of both databases, with the times of deletion made equal.
  std::string dump();
  // What integrity_check and foreign_key_check complain of; "" where both databases are sound.
  std::string unsound();
  bool in_transaction() const { return sqlite3_get_autocommit(handle_) == 0; }
  // Closes early; SQLite's result code.
  int close();
  sqlite3* handle() const { return handle_; }

 private:
  sqlite3* handle_ = nullptr;
};
