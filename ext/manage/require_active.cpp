#include "manage/require_active.hpp"

#include "manage/manage.hpp"
#include "manage/reconcile.hpp"
#include "sqlite/error.hpp"
#include "sqlite/format.hpp"
#include "sqlite/statement.hpp"
#include "storage/storage.hpp"

namespace softdelete {

const ModelTable& require_active(sqlite3* db, const std::string& caller, const Model& model,
                                 const std::string& name) {
  const ModelTable* table = model.find(name);
  if (table == nullptr) {
    Statement view(
        db,
        format(
            "SELECT 1 FROM {ident}.sqlite_schema WHERE type = 'view' AND name = ?1 COLLATE NOCASE",
            model.schema));
    view.bind(1, name);
    throw Error(caller + (view.step()
                              ? ": " + name + " is a view; name the table that it reads from"
                              : ": the table " + name + " is gone"));
  }
  if (!table->settings) {
    fail("{}: {} is not managed; enable it with INSERT INTO softdelete(table_name) VALUES ({text})",
         caller, name, name);
  }
  refuse_newer(*table->settings, caller);
  if (table->settings->suspended) {
    fail(
        "{}: {} is suspended; resume it with UPDATE softdelete SET suspended = 0 WHERE "
        "table_name = {text}",
        caller, name, name);
  }
  if (!is_usable(db, model, *table)) {
    fail("{}: soft delete of {} is damaged; repair it with SELECT softdelete_repair({text})",
         caller, name, name);
  }
  check_columns(db, model, {table});
  return *table;
}

}  // namespace softdelete
