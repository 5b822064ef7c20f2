// Settings of a connection under which a table can be dropped and made anew.
#pragma once

#include <array>

#include "sqlite/api.hpp"

namespace softdelete {

// Puts the settings back when it goes. Both expire every prepared statement, so what is to be
// undone must be undone before: afterwards there may be no memory to prepare ROLLBACK again.
class RebuildSettings {
 public:
  explicit RebuildSettings(sqlite3* db) : db_(db) {
    for (Setting& each : all_) {
      sqlite3_db_config(db_, each.option, -1, &each.before);
      sqlite3_db_config(db_, each.option, each.during, nullptr);
    }
  }
  ~RebuildSettings() {
    for (const Setting& each : all_) sqlite3_db_config(db_, each.option, each.before, nullptr);
  }
  RebuildSettings(const RebuildSettings&) = delete;
  RebuildSettings& operator=(const RebuildSettings&) = delete;

 private:
  struct Setting {
    int option;
    int during;
    int before;
  };
  sqlite3* db_;
  std::array<Setting, 3> all_{{
      // A dropped table must not take the children of its rows along.
      {SQLITE_DBCONFIG_ENABLE_FKEY, 0, 0},
      // A table that is renamed away must leave alone what refers to its name.
      {SQLITE_DBCONFIG_LEGACY_ALTER_TABLE, 1, 0},
      // What was created with strings in double quotes must be accepted again.
      {SQLITE_DBCONFIG_DQS_DDL, 1, 0},
  }};
};

}  // namespace softdelete
