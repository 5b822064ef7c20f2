#include "manage/in_force.hpp"

#include "manage/manage.hpp"
#include "manage/reconcile.hpp"
#include "sqlite/error.hpp"
#include "sqlite/quote.hpp"
#include "sqlite/statement.hpp"

namespace softdelete {

const ModelTable& in_force(sqlite3* db, const std::string& speaker, const Model& model,
                           const std::string& name) {
  const ModelTable* table = model.find(name);
  if (table == nullptr) {
    Statement view(db, "SELECT 1 FROM " + quote_ident(model.schema) +
                           ".sqlite_schema WHERE type = 'view' AND name = ?1 COLLATE NOCASE");
    view.bind(1, name);
    throw Error(speaker + (view.step()
                               ? ": " + name + " is a view; name the table that it reads from"
                               : ": the table " + name + " is gone"));
  }
  if (!table->settings) {
    throw Error(speaker + ": " + name +
                " is not managed; enable it with INSERT INTO softdelete(table_name) VALUES (" +
                quote_text(name) + ")");
  }
  refuse_newer(*table->settings, speaker);
  if (table->settings->suspended) {
    throw Error(speaker + ": " + name +
                " is suspended; resume it with UPDATE softdelete SET suspended = 0 WHERE"
                " table_name = " +
                quote_text(name));
  }
  if (!is_usable(db, model, *table)) {
    throw Error(speaker + ": soft delete of " + name +
                " is damaged; repair it with INSERT INTO"
                " softdelete(table_name) VALUES (" +
                quote_text(name) + ")");
  }
  return *table;
}

}  // namespace softdelete
