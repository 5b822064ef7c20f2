#include "interface/panel.hpp"

#include <string>
#include <utility>

#include "interface/arguments.hpp"
#include "interface/panel_columns.hpp"
#include "interface/results.hpp"
#include "manage/lookup.hpp"
#include "manage/manage.hpp"
#include "sqlite/format.hpp"
#include "sqlite/quote.hpp"
#include "sqlite/statement.hpp"
#include "storage/storage.hpp"

namespace softdelete {

Panel::Panel(const std::shared_ptr<Connection>& connection)
    : connection_(connection), rows_(*connection) {
  connection_->rows = &rows_;
}

Panel::~Panel() {
  if (connection_->rows == &rows_) connection_->rows = nullptr;
}

void Panel::best_index(sqlite3_index_info& info) const {
  info.estimatedCost = 1000;
  info.estimatedRows = 100;
}

sqlite3_int64 Panel::update(int argc, sqlite3_value** argv) {
  if (connection_->is_nested()) return 0;
  if (argc == 1) {
    const sqlite3_int64 rowid = sqlite3_value_int64(argv[0]);
    connection_->run_nested(disabling(rowid));
    return rowid;
  }
  if (sqlite3_value_type(argv[0]) != SQLITE_NULL) {
    const sqlite3_int64 rowid = sqlite3_value_int64(argv[0]);
    connection_->run_nested(changing(rowid, argv + 2));
    return rowid;
  }
  const PanelValues values(argv + 2);
  std::optional<std::string> schema;
  if (values.given(PanelColumn::schema_name))
    schema = name_argument("softdelete", "schema_name", values[PanelColumn::schema_name]);
  const std::string table =
      name_argument("softdelete", "table_name", values[PanelColumn::table_name]);
  values.refuse_computed(false);
  const SettingsPatch patch = values.patch();
  const Location location = locate(db(), "softdelete", schema, table);
  connection_->run_nested([&] { enable(db(), location, patch, connection_->tables); });
  return rowid_of(location);
}

sqlite3_int64 Panel::rowid_of(const Location& managed) {
  std::size_t i = 0;
  while (i < numbered_.size() && !(same_name(numbered_[i].schema, managed.schema) &&
                                   same_name(numbered_[i].table, managed.table))) {
    ++i;
  }
  if (i == numbered_.size()) numbered_.push_back(managed);
  return static_cast<sqlite3_int64>(i) + 1;
}

const Location& Panel::at(sqlite3_int64 rowid) const {
  return numbered_[static_cast<std::size_t>(rowid) - 1];
}

std::function<void()> Panel::disabling(sqlite3_int64 rowid) const {
  return [this, location = at(rowid)] { disable(db(), location, connection_->tables); };
}

std::function<void()> Panel::changing(sqlite3_int64 rowid, sqlite3_value** columns) const {
  PanelValues values(columns);
  if (values.all_written()) {
    Statement now(db(), "SELECT * FROM main.softdelete WHERE rowid = ?1");
    now.bind(1, rowid);
    if (now.step()) values.compare(now);
  }
  values.refuse_computed(true);
  for (const PanelColumn column : {PanelColumn::schema_name, PanelColumn::table_name}) {
    if (!values.is_written(column)) continue;
    fail("softdelete: {} is given at enabling only and cannot be changed", column_name(column));
  }
  for (const PanelColumn column :
       {PanelColumn::storage, PanelColumn::flag_column, PanelColumn::time_column,
        PanelColumn::time_format, PanelColumn::active_view, PanelColumn::deleted_view,
        PanelColumn::children, PanelColumn::suspended, PanelColumn::live_indexes,
        PanelColumn::reuse_keys}) {
    if (values.is_written(column) && !values.given(column)) {
      fail("softdelete: {} must not be NULL", column_name(column));
    }
  }
  SettingsPatch patch = values.patch();
  if (values.is_written(PanelColumn::retention) && !values.given(PanelColumn::retention))
    patch.retention.emplace(std::nullopt);
  return [this, location = at(rowid), patch = std::move(patch)] {
    configure(db(), location, patch, connection_->tables);
  };
}

void PanelCursor::filter(int, const char*, int, sqlite3_value**) {
  sqlite3* db = panel_.db();
  models_.clear();
  rows_.clear();
  snapshots_.clear();
  objects_.clear();
  at_ = 0;
  for (const std::string& schema : schemas_in_lookup_order(db)) {
    Snapshot snapshot(db, schema);
    if (read_registry(db, schema).empty()) continue;
    models_.push_back(read_model(db, schema, panel_.tables()));
    snapshots_.push_back(std::move(snapshot));
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
  return panel_.rowid_of({models_[row.model].schema, row.settings.table});
}

void PanelCursor::count(sqlite3_context* context, Count what) const {
  const Row& row = rows_[at_];
  if (!row.table) return;
  const ModelTable& table = models_[row.model].tables[*row.table];
  if (!table.ready || row.settings.format > kFormat) return;
  const Storage& storage = storage_of(row.settings);
  const RowSource source = what == Count::live ? storage.live(table) : storage.deleted(table);
  Statement query(panel_.db(), format("SELECT {} FROM {} WHERE {}",
                                      what == Count::oldest ? format("min({})", source.time_as_text)
                                                            : std::string("count(*)"),
                                      source.from, source.where));
  if (query.step()) sqlite3_result_value(context, query.value(0));
}

// All objects of a schema, read once for all of its rows.
const SchemaObjects& PanelCursor::objects_of(std::size_t model) {
  const auto found = objects_.find(model);
  if (found != objects_.end()) return found->second;
  return objects_.emplace(model, SchemaObjects(panel_.db(), models_[model].schema)).first->second;
}

// A literal of ours as the value that it stands for.
void PanelCursor::result_literal(sqlite3_context* context,
                                 const std::optional<std::string>& literal) const {
  if (!literal) return;
  Statement value(panel_.db(), "SELECT " + *literal);
  if (value.step()) sqlite3_result_value(context, value.value(0));
}

void PanelCursor::column(sqlite3_context* context, int index) {
  // An UPDATE asks for the columns that it doesn't write only to give them back.
  if (sqlite3_vtab_nochange(context) != 0) return;
  const Row& row = rows_[at_];
  const Model& model = models_[row.model];
  const Settings& settings = row.settings;
  const ModelTable* table = row.table ? &model.tables[*row.table] : nullptr;
  switch (static_cast<PanelColumn>(index)) {
    case PanelColumn::schema_name:
      return result_text(context, model.schema);
    case PanelColumn::table_name:
      return result_text(context, table != nullptr ? table->facts.name : settings.table);
    case PanelColumn::storage:
      return result_text(context, settings.storage);
    case PanelColumn::time_format:
      return result_text(context, settings.time_format);
    case PanelColumn::live_value:
      return result_literal(context, settings.live_value);
    case PanelColumn::deleted_value:
      return result_literal(context, settings.deleted_value);
    case PanelColumn::flag_column:
      return result_text(context, settings.flag_column);
    case PanelColumn::time_column:
      return result_text(context, settings.time_column);
    case PanelColumn::active_view:
      return result_text(context, settings.active_view);
    case PanelColumn::deleted_view:
      return result_text(context, settings.deleted_view);
    case PanelColumn::children:
      return result_text(context, settings.children);
    case PanelColumn::retention:
      if (settings.retention) result_text(context, *settings.retention);
      return;
    case PanelColumn::suspended:
      return sqlite3_result_int(context, settings.suspended);
    case PanelColumn::live_indexes:
      return sqlite3_result_int(context, settings.live_indexes);
    case PanelColumn::reuse_keys:
      return sqlite3_result_int(context, settings.reuse_keys);
    case PanelColumn::live_rows:
      return count(context, Count::live);
    case PanelColumn::deleted_rows:
      return count(context, Count::deleted);
    case PanelColumn::oldest_deleted_at:
      return count(context, Count::oldest);
    case PanelColumn::status:
      return result_text(context,
                         status_name(status_of(panel_.db(), model, table, objects_of(row.model))));
  }
}

}  // namespace softdelete
