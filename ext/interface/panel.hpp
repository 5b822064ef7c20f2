// The control panel: the virtual table `softdelete`, one row for each managed table.
#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <vector>

#include "interface/connection.hpp"
#include "interface/rows.hpp"
#include "manage/reconcile.hpp"
#include "schema/model.hpp"
#include "sqlite/transaction.hpp"

namespace softdelete {

class PanelCursor;

// One for each connection, owned by SQLite, which disconnects it when it closes the connection or
// drops the module. It keeps the Connection as long.
class Panel {
 public:
  using Cursor = PanelCursor;
  static constexpr const char* kDeclaration =
      "CREATE TABLE softdelete(schema_name TEXT COLLATE NOCASE, table_name TEXT COLLATE NOCASE,"
      " storage TEXT, flag_column TEXT COLLATE NOCASE, time_column TEXT COLLATE NOCASE,"
      " time_format TEXT, live_value, deleted_value,"
      " active_view TEXT COLLATE NOCASE, deleted_view TEXT COLLATE NOCASE, children TEXT,"
      " retention TEXT, suspended INTEGER, live_indexes INTEGER, reuse_keys INTEGER,"
      " live_rows INTEGER, deleted_rows INTEGER, oldest_deleted_at TEXT, status TEXT,"
      " softdelete_unit HIDDEN)";

  explicit Panel(const std::shared_ptr<Connection>& connection);
  ~Panel();
  Panel(const Panel&) = delete;
  Panel& operator=(const Panel&) = delete;

  void best_index(sqlite3_index_info& info) const;
  sqlite3_int64 update(int argc, sqlite3_value** argv);
  // A statement that failed may have left SQLite's memory of the schema ahead of the file.
  void before_commit() const { compare_schemas(db()); }

  sqlite3* db() const { return connection_->db; }
  TableCache& tables() const { return connection_->tables; }
  // The rowid of a managed table, which may be gone: `table` as the registry names it. It stays the
  // same as long as the panel does.
  sqlite3_int64 rowid_of(const Location& managed);

 private:
  // `rowid` is one that a cursor gave.
  const Location& at(sqlite3_int64 rowid) const;
  std::function<void()> enabling(const Location& location, sqlite3_value** columns) const;
  std::function<void()> changing(sqlite3_int64 rowid, sqlite3_value** columns) const;
  std::function<void()> disabling(sqlite3_int64 rowid) const;

  std::shared_ptr<Connection> connection_;
  RowStatements rows_;
  // Rowids count from 1 in here, and hold nothing that a file says.
  std::vector<Location> numbered_;
};

// Owned by SQLite, between xOpen and xClose.
class PanelCursor {
 public:
  explicit PanelCursor(Panel& panel) : panel_(panel) {}
  void filter(int plan, const char* text, int argc, sqlite3_value** argv);
  void next() { ++at_; }
  bool eof() const { return at_ >= rows_.size(); }
  void column(sqlite3_context* context, int index);
  sqlite3_int64 rowid();

 private:
  struct Row {
    std::size_t model;
    Settings settings;
    std::optional<std::size_t> table;  // in the model; nothing where it is gone
  };
  enum class Count { live, deleted, oldest };
  void count(sqlite3_context* context, Count what) const;
  const SchemaObjects& objects_of(std::size_t model);
  void result_literal(sqlite3_context* context, const std::optional<std::string>& literal) const;

  Panel& panel_;
  std::vector<Model> models_;
  std::vector<Snapshot> snapshots_;  // status and counts are read later
  std::map<std::size_t, SchemaObjects> objects_;
  std::vector<Row> rows_;
  std::size_t at_ = 0;
};

}  // namespace softdelete
