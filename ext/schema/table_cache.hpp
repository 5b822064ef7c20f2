// Reads the tables of a schema, and keeps what it read for the next time.
#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "schema/table.hpp"

namespace softdelete {

// What a table is like follows from its own text and those of its indexes. So each reading takes
// the texts of the whole schema, in one query, and asks SQLite about the tables alone whose texts
// are new. Nothing has to be told to it: what was rolled back, or changed by another connection, or
// attached under the same name, has other texts, or is the same. Owned by a connection; throws
// Error.
class TableCache {
 public:
  // The ordinary tables of a schema in order of the alphabet, SQLite's own left out.
  std::vector<Table> read(sqlite3* db, const std::string& schema);

  // Forgets everything: for when SQLite's own memory of the schema may have differed from the file.
  void clear() noexcept { schemas_.clear(); }

 private:
  struct Entry {
    std::string texts;
    Table facts;
  };
  std::unordered_map<std::string, std::unordered_map<std::string, Entry>> schemas_;
};

}  // namespace softdelete
