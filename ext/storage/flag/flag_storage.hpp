// Deleted rows stay in their table, marked.
#pragma once

#include "storage/storage.hpp"

namespace softdelete {

class FlagStorage : public Storage {
 public:
  bool is_ready(const Model& model, const ModelTable& table) const override;
  void adopt(sqlite3* db, const Table& facts, const SettingsPatch& given,
             Settings& settings) const override;
  void check_settings(const Table& facts, const SettingsPatch& given) const override;
  void check_rows(sqlite3* db, const ModelTable& table) const override;
  void check_trash(sqlite3* db, const ModelTable& table, bool resuming) const override;
  std::vector<std::string> prepare(sqlite3* db, const Model& model, ModelTable& table,
                                   const std::string& qualifier) const override;
  std::vector<std::string> take_out(const Model& model, const ModelTable& table,
                                    const std::string& qualifier) const override;
  std::vector<Object> objects(const Model& model, const ModelTable& table) const override;
  Uniqueness uniqueness(const Model& model, const ModelTable& table, bool live,
                        bool exactly) const override;
  bool has_live_indexes(const ModelTable& table) const override;
  std::vector<std::string> uniqueness_script(const Model& model,
                                             const ModelTable& table) const override;
  RowSource live(const ModelTable& table) const override;
  RowSource deleted(const ModelTable& table) const override;
  RowPlan row_plan(sqlite3* db, RowAction action, const Model& model, const ModelTable& table,
                   bool has_delete_triggers) const override;
  PurgePlan purge_plan(const Model& model, const ModelTable& table,
                       bool has_delete_triggers) const override;
  sqlite3_int64 restore_all(sqlite3* db, const Model& model,
                            const std::vector<const ModelTable*>& tables,
                            std::optional<double> since) const override;
  int restore_upwards(sqlite3* db, const Model& model, const ModelTable& table, int key_count,
                      sqlite3_value** key) const override;
};

}  // namespace softdelete
