// Deleting, restoring and purging one row by its key: the statements behind soft_delete(),
// restore() and purge(), kept between calls.
#pragma once

#include <optional>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "interface/connection.hpp"
#include "manage/lookup.hpp"
#include "sqlite/statement.hpp"
#include "storage/storage.hpp"

namespace softdelete {

const char* action_name(RowAction action);

// Owned by the panel, so that SQLite finalizes the statements before it closes the connection.
class RowStatements {
 public:
  explicit RowStatements(Connection& connection) : db_(connection.db), tables_(connection.tables) {}

  // Runs an action on the row of `table` that has the key: 1 where it did something, else 0.
  // Throws Error for a table that isn't managed or a wrong number of key values.
  int run(RowAction action, const std::string& table, int key_count, sqlite3_value** key);

 private:
  struct Entry {
    Location location;
    int key_count;
    std::string key_names;
    std::optional<Statement> find;  // none where the last step counts what it did
    std::vector<std::pair<Statement, Step>> steps;
    std::optional<Statement> check;
    bool defers_foreign_keys;
  };
  // The kept statements, where they still hold for that name and number of key values; else new
  // ones.
  Entry& entry(RowAction action, const std::string& table, int key_count);
  bool holds(RowAction action, const std::string& table, const Entry& entry) const;
  Entry prepare(RowAction action, const std::string& table);
  // Runs the steps of a plan; how many rows the last one changed.
  int run_steps(Entry& entry, const char* caller);
  int perform(Entry& statements, const char* caller, const std::string& table, int key_count,
              sqlite3_value** key);
  int attempt(RowAction action, const std::string& table, int key_count, sqlite3_value** key);

  sqlite3* db_;
  TableCache& tables_;
  std::unordered_map<std::string, Entry> entries_[4];
};

}  // namespace softdelete
