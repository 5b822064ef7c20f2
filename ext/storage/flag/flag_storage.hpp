// Deleted rows stay in their table, marked.
#pragma once

#include "storage/storage.hpp"

namespace softdelete {

class FlagStorage : public Storage {
 public:
  bool is_ready(const ModelTable& table) const override;
  void adopt(sqlite3* db, const Table& facts, const SettingsPatch& given,
             Settings& settings) const override;
  void check_rows(sqlite3* db, const ModelTable& table) const override;
  std::vector<std::string> prepare(ModelTable& table, const std::string& qualifier) const override;
  std::vector<Object> objects(const Model& model, const ModelTable& table) const override;
  RowSource live(const ModelTable& table) const override;
  RowSource deleted(const ModelTable& table) const override;
  RowPlan row_plan(RowAction action, const Model& model, const ModelTable& table,
                   bool has_delete_triggers) const override;
  RestorePlan restore_plan(const Model& model, const ModelTable& table) const override;
  PurgePlan purge_plan(const Model& model, const ModelTable& table,
                       bool has_delete_triggers) const override;
};

}  // namespace softdelete
