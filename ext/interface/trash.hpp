// The virtual table `softdelete_trash`: the deleted rows of all managed tables. Read-only.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "interface/connection.hpp"
#include "schema/model.hpp"
#include "sqlite/statement.hpp"

namespace softdelete {

class TrashCursor;

// One for each connection, owned by SQLite until it disconnects it; keeps the Connection as long.
// Throws Error.
class Trash {
 public:
  using Cursor = TrashCursor;
  // The hidden column tells rows apart: for conditions joined by OR, SQLite reads the table several
  // times and leaves out rows that it has had.
  static constexpr const char* kDeclaration =
      "CREATE TABLE softdelete_trash(schema_name TEXT COLLATE NOCASE, table_name TEXT COLLATE "
      "NOCASE,"
      " key TEXT, deleted_at, deleted_via TEXT, row TEXT, softdelete_id INTEGER, identity HIDDEN, "
      "PRIMARY KEY(identity))"
      " WITHOUT ROWID";

  explicit Trash(const std::shared_ptr<Connection>& connection) : connection_(connection) {}
  // Takes equality on the names, comparisons of the time, and ORDER BY deleted_at alone. The plan
  // goes to the cursor as words in info.idxStr, and shows in EXPLAIN QUERY PLAN.
  void best_index(sqlite3_index_info& info) const;
  sqlite3* db() const { return connection_->db; }
  TableCache& tables() const { return connection_->tables; }

 private:
  std::shared_ptr<Connection> connection_;
};

// Goes through the tables side by side, each in the order of its trash index. Owned by SQLite.
class TrashCursor {
 public:
  explicit TrashCursor(Trash& trash) : trash_(trash) {}
  void filter(int plan, const char* words, int argc, sqlite3_value** argv);
  void next();
  bool eof() const { return at_ >= sources_.size(); }
  void column(sqlite3_context* context, int index);

 private:
  struct Source {
    std::string schema;
    std::string table;
    Names key;
    Names columns;
    Statement rows;  // time, via, id, key..., columns..., identity...
    bool has_row;
    // The columns by the identity, where SQLite can't have so many in one result; else they are
    // above.
    std::optional<Statement> wide;
  };
  void open(const Model& model, const ModelTable& table,
            const std::vector<std::string>& comparisons, const std::vector<sqlite3_value*>& times,
            bool descending);
  void choose();

  Trash& trash_;
  std::vector<Source> sources_;
  std::size_t at_ = 0;
  bool ordered_ = false;
  bool descending_ = false;
};

}  // namespace softdelete
