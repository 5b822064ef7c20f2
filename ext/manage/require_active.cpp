#include "manage/require_active.hpp"

#include "manage/manage.hpp"
#include "manage/reconcile.hpp"
#include "sqlite/error.hpp"
#include "sqlite/quote.hpp"
#include "sqlite/statement.hpp"
#include "storage/storage.hpp"

namespace softdelete {

const ModelTable& require_active(sqlite3* db, const std::string& caller, const Model& model,
                                 const std::string& name) {
  const ModelTable* table = model.find(name);
  if (table == nullptr) {
    Statement view(db, "SELECT 1 FROM " + quote_ident(model.schema) +
                           ".sqlite_schema WHERE type = 'view' AND name = ?1 COLLATE NOCASE");
    view.bind(1, name);
    throw Error(caller + (view.step()
                              ? ": " + name + " is a view; name the table that it reads from"
                              : ": the table " + name + " is gone"));
  }
  if (!table->settings) {
    throw Error(caller + ": " + name +
                " is not managed; enable it with INSERT INTO softdelete(table_name) VALUES (" +
                quote_text(name) + ")");
  }
  refuse_newer(*table->settings, caller);
  if (table->settings->suspended) {
    throw Error(caller + ": " + name +
                " is suspended; resume it with UPDATE softdelete SET suspended = 0 WHERE"
                " table_name = " +
                quote_text(name));
  }
  if (!is_usable(db, model, *table)) {
    throw Error(caller + ": soft delete of " + name +
                " is damaged; repair it with SELECT softdelete_repair(" + quote_text(name) + ")");
  }
  storage_of(*table->settings).check_columns(model, *table);
  return *table;
}

}  // namespace softdelete
