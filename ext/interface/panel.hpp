// The control panel: the virtual table `softdelete`, one row for each managed table.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "interface/connection.hpp"
#include "interface/rows.hpp"
#include "manage/reconcile.hpp"
#include "schema/model.hpp"

namespace softdelete {

class PanelCursor;

class Panel {
 public:
  using Cursor = PanelCursor;
  static constexpr const char* kDeclaration =
      "CREATE TABLE softdelete(schema_name TEXT, table_name TEXT, flag_column TEXT, time_column "
      "TEXT,"
      " active_view TEXT, deleted_view TEXT, children TEXT, retention TEXT, suspended INTEGER,"
      " live_indexes INTEGER, reuse_keys INTEGER, live_rows INTEGER, deleted_rows INTEGER,"
      " oldest_deleted_at TEXT, status TEXT, softdelete_unit HIDDEN)";

  explicit Panel(Connection& connection);
  ~Panel();
  Panel(const Panel&) = delete;
  Panel& operator=(const Panel&) = delete;

  void best_index(sqlite3_index_info& info) const;
  sqlite3_int64 update(int argc, sqlite3_value** argv);
  Connection& connection() const { return *connection_; }

  void begin_reading();  // by a cursor

 private:
  Request enabling(sqlite3_value** columns) const;
  Request changing(sqlite3_int64 row, sqlite3_value** columns);
  Request disabling(sqlite3_int64 row) const;

  std::shared_ptr<Connection> connection_;
  RowStatements rows_;
  bool looking_ = false;  // the panel itself reads, inside a statement
};

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
  void count(sqlite3_context* context, const std::string& what, bool deleted) const;

  const SchemaObjects& objects_of(std::size_t model);  // read when a status is asked for

  Panel& panel_;
  std::vector<Model> models_;
  std::map<std::size_t, SchemaObjects> objects_;
  std::vector<Row> rows_;
  std::size_t at_ = 0;
};

}  // namespace softdelete
