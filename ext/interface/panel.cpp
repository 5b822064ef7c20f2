#include "interface/panel.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "interface/arguments.hpp"
#include "interface/panel_columns.hpp"
#include "interface/results.hpp"
#include "manage/manage.hpp"
#include "sqlite/quote.hpp"
#include "sqlite/statement.hpp"
#include "storage/storage.hpp"

namespace softdelete {
namespace {

// A panel's rowid holds the database's number and the registry's rowid, so that it stays the same
// while a statement works through the panel.
constexpr int kSchemaShift = 40;
constexpr sqlite3_int64 kIdMask = (sqlite3_int64{1} << kSchemaShift) - 1;

std::string schema_at(sqlite3* db, sqlite3_int64 row) {
  Statement find(db, "SELECT name FROM pragma_database_list WHERE seq = ?1");
  find.bind(1, row >> kSchemaShift);
  if (!find.step()) throw Error("softdelete: that database is not attached any more");
  return find.text(0);
}

sqlite3_int64 schema_number(sqlite3* db, const std::string& schema) {
  Statement find(db, "SELECT seq FROM pragma_database_list WHERE name = ?1");
  find.bind(1, schema);
  return find.step() ? find.integer(0) : 1;
}

}  // namespace

Panel::Panel(Connection& connection)
    : connection_(connection.shared_from_this()), rows_(connection.db, connection.tables) {
  connection.catch_up();
  connection.rows = &rows_;
}

Panel::~Panel() {
  if (connection_->rows == &rows_) connection_->rows = nullptr;
}

void Panel::best_index(sqlite3_index_info& info) const {
  info.estimatedCost = 1000;
  info.estimatedRows = 100;
}

sqlite3_int64 Panel::update(int argc, sqlite3_value** argv) {
  if (connection_->run_unit()) return 0;
  const bool is_delete = argc == 1;
  const bool is_insert = !is_delete && sqlite3_value_type(argv[0]) == SQLITE_NULL;
  const sqlite3_int64 row = is_insert ? 0 : sqlite3_value_int64(argv[0]);
  Request request = is_delete   ? disabling(row)
                    : is_insert ? enabling(argv + 2)
                                : changing(row, argv + 2);
  if (connection_->collect(request) || connection_->is_done()) return row;
  connection_->carry_out(request);
  return row;
}

void Panel::begin_reading() {
  if (!looking_ && !connection_->collects()) connection_->begin_reading();
}

Request Panel::disabling(sqlite3_int64 row) const {
  sqlite3* db = connection_->db;
  const std::string schema = schema_at(db, row);
  const sqlite3_int64 id = row & kIdMask;
  TableCache* const tables = &connection_->tables;
  return {"disable " + std::to_string(row), [=] { disable(db, schema, id, *tables); }};
}

Request Panel::enabling(sqlite3_value** columns) const {
  sqlite3* db = connection_->db;
  const PanelValues values(columns);
  values.refuse_computed(false);
  std::optional<std::string> schema;
  if (values.given(schema_name))
    schema = name_argument("softdelete", "schema_name", values[schema_name]);
  const std::string table = name_argument("softdelete", "table_name", values[table_name]);
  const Wishes wishes = values.wishes();
  TableCache* const tables = &connection_->tables;
  return {"enable " + values.key(),
          [=] { enable(db, locate(db, "softdelete", schema, table), wishes, *tables); }};
}

Request Panel::changing(sqlite3_int64 row, sqlite3_value** columns) {
  sqlite3* db = connection_->db;
  PanelValues values(columns);
  if (values.all_written()) {
    Statement now(db, "SELECT * FROM softdelete WHERE rowid = ?1");
    now.bind(1, row);
    looking_ = true;
    const std::unique_ptr<bool, void (*)(bool*)> end(&looking_,
                                                     [](bool* looks) { *looks = false; });
    if (now.step()) values.compare(now);
  }
  values.refuse_computed(true);
  for (const PanelColumn column : {schema_name, table_name}) {
    if (!values.is_written(column)) continue;
    throw Error("softdelete: " + std::string(kPanelColumnNames[column]) +
                " is given at enabling only and cannot be changed");
  }
  for (const PanelColumn column : {flag_column, time_column, active_view, deleted_view, children,
                                   suspended, live_indexes, reuse_keys}) {
    if (values.is_written(column) && !values.given(column)) {
      throw Error("softdelete: " + std::string(kPanelColumnNames[column]) + " must not be NULL");
    }
  }
  Wishes wishes = values.wishes();
  if (values.is_written(retention) && !values.given(retention))
    wishes.retention.emplace(std::nullopt);
  const std::string schema = schema_at(db, row);
  const sqlite3_int64 id = row & kIdMask;
  TableCache* const tables = &connection_->tables;
  return {"change " + std::to_string(row) + " " + values.key(),
          [=] { configure(db, schema, id, wishes, *tables); }};
}

void PanelCursor::filter(int, const char*, int, sqlite3_value**) {
  sqlite3* db = panel_.connection().db;
  panel_.begin_reading();
  models_.clear();
  objects_.clear();
  rows_.clear();
  at_ = 0;
  for (const std::string& schema : schemas_in_lookup_order(db)) {
    if (read_registry(db, schema).empty()) continue;
    models_.push_back(read_model(db, schema, panel_.connection().tables));
    const Model& model = models_.back();
    for (std::size_t i = 0; i < model.tables.size(); ++i) {
      if (model.tables[i].settings)
        rows_.push_back({models_.size() - 1, *model.tables[i].settings, i});
    }
    for (const Settings& each : model.missing)
      rows_.push_back({models_.size() - 1, each, std::nullopt});
  }
}

sqlite3_int64 PanelCursor::rowid() {
  const Row& row = rows_[at_];
  const sqlite3_int64 schema = schema_number(panel_.connection().db, models_[row.model].schema);
  return (schema << kSchemaShift) | row.settings.id;
}

void PanelCursor::count(sqlite3_context* context, const std::string& what, bool deleted) const {
  const Row& row = rows_[at_];
  const Model& model = models_[row.model];
  if (!row.table) return;
  const ModelTable& table = model.tables[*row.table];
  if (!table.ready) return;
  const Storage& storage = storage_of(row.settings);
  const RowSource source = deleted ? storage.deleted(table) : storage.live(table);
  Statement query(panel_.connection().db,
                  "SELECT " + (what.empty() ? "min(" + source.time_as_text + ")" : what) + " FROM " +
                      source.from + " WHERE " + source.where);
  if (query.step()) sqlite3_result_value(context, query.value(0));
}

const SchemaObjects& PanelCursor::objects_of(std::size_t model) {
  const auto found = objects_.find(model);
  if (found != objects_.end()) return found->second;
  SchemaObjects read(panel_.connection().db, models_[model].schema);
  return objects_.emplace(model, std::move(read)).first->second;
}

void PanelCursor::column(sqlite3_context* context, int index) {
  // An UPDATE asks for the columns that it doesn't write only to give them back.
  if (sqlite3_vtab_nochange(context) != 0) return;
  const Row& row = rows_[at_];
  const Model& model = models_[row.model];
  const Settings& settings = row.settings;
  const ModelTable* table = row.table ? &model.tables[*row.table] : nullptr;
  switch (static_cast<PanelColumn>(index)) {
    case schema_name:
      return result_text(context, model.schema);
    case table_name:
      return result_text(context, table != nullptr ? table->facts.name : settings.table);
    case flag_column:
      return result_text(context, settings.flag_column);
    case time_column:
      return result_text(context, settings.time_column);
    case active_view:
      return result_text(context, settings.active_view);
    case deleted_view:
      return result_text(context, settings.deleted_view);
    case children:
      return result_text(context, settings.children);
    case retention:
      if (settings.retention) result_text(context, *settings.retention);
      return;
    case suspended:
      return sqlite3_result_int(context, settings.suspended);
    case live_indexes:
      return sqlite3_result_int(context, settings.live_indexes);
    case reuse_keys:
      return sqlite3_result_int(context, settings.reuse_keys);
    case live_rows:
      return count(context, "count(*)", false);
    case deleted_rows:
      return count(context, "count(*)", true);
    case oldest_deleted_at:
      return count(context, "", true);
    case status:
      return result_text(context, status_name(status_of(model, table, objects_of(row.model))));
    case column_count:
      return;
  }
}

}  // namespace softdelete
