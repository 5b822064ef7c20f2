// A database in memory, in which a text from anywhere can be tried.
#pragma once

#include <sqlite3.h>

#include <optional>
#include <string>

class Database {
 public:
  Database();
  ~Database();
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;

  // Runs the first statement of a text if it is a CREATE TABLE; true where SQLite takes it.
  bool create_table(const std::string& text);
  // Runs one statement; its error, or nothing.
  std::optional<std::string> error(const std::string& sql);
  // The rows of a query, as one text; its error where it fails.
  std::string rows(const std::string& sql);
  // Schema and rows of main and temp.
  std::string dump();

 private:
  sqlite3* handle_ = nullptr;
};

// Registers softdelete; each program has its own way.
bool load_softdelete(sqlite3* db);

std::string quote(const std::string& name, char mark);
