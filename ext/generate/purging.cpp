#include <algorithm>

#include "generate/parts.hpp"
#include "generate/render.hpp"
#include "generate/walk.hpp"
#include "sqlite/quote.hpp"

namespace softdelete {
namespace {

// A deleted row depends on its parent unless losing the parent leaves it a reference-less row.
bool depends(const Model& model, const Reference& reference) {
  return both_managed(model, reference) && reference.on_delete != "SET NULL" &&
         reference.on_delete != "SET DEFAULT";
}

// A column of the child that can be set to NULL, so that the row refers to nothing; or none.
std::string nullable_column(const Model& model, const Reference& reference) {
  const Table& child = model.tables[reference.child].facts;
  for (const std::string& each : reference.child_columns) {
    const Column& column = *child.column(each);
    if (!column.not_null && !column.generated && !contains(child.key, each)) return each;
  }
  return "";
}

}  // namespace

std::string purge_statements(const Subject& subject, const std::string& is_row) {
  const Model& model = subject.model;
  const Walk walk(
      model, {subject.index, ""}, [&](const Reference& each) { return depends(model, each); },
      [&](std::size_t table, const std::string& row) {
        return storage_of(model, table).deleted(row);
      },
      marked_by(model, kPurgeMark));
  std::vector<std::size_t> tables = walk.tables();
  std::string out =
      render("mark", {{"table", subject.facts.name},
                      {"time", subject.settings.time_column},
                      {"mark", kPurgeMark},
                      {"rows", is_row + " AND " + subject.storage.deleted(subject.self())}});
  for (std::size_t table : tables) {
    out += render("mark", {{"table", model.tables[table].facts.name},
                           {"time", model.tables[table].settings->time_column},
                           {"mark", kPurgeMark},
                           {"rows", walk.is_next(table)}});
  }
  if (std::find(tables.begin(), tables.end(), subject.index) == tables.end()) {
    tables.insert(tables.begin(), subject.index);
  }
  // Children first, as a RESTRICT of SQLite's own wants it. In a cycle none is first, so there the
  // rows that go let go of others that go, before.
  for (const Reference& each : model.references) {
    if (each.on_delete != "RESTRICT" || !depends(model, each)) continue;
    const std::string column = nullable_column(model, each);
    if (column.empty() || !walk.in_one_cycle(each.parent, each.child)) continue;
    const ModelTable& child = model.tables[each.child];
    const std::string self = qualifier_of(child.facts);
    out += render("unlink", {{"table", child.facts.name},
                             {"column", column},
                             {"time", child.settings->time_column},
                             {"mark", kPurgeMark},
                             {"deleted", storage_of(model, each.child).deleted(self)},
                             {"refers_marked", walk.refers_marked(each, self)}});
  }
  std::reverse(tables.begin(), tables.end());
  for (std::size_t table : tables) {
    out += render(
        "purge_marked",
        {{"table", model.tables[table].facts.name},
         {"time", model.tables[table].settings->time_column},
         {"mark", kPurgeMark},
         {"deleted", storage_of(model, table).deleted(qualifier_of(model.tables[table].facts))}});
  }
  // A user's trigger that ignores a DELETE would leave a marked row, which nothing guards any more.
  for (std::size_t table : tables) {
    const ModelTable& each = model.tables[table];
    const Storage storage = storage_of(model, table);
    out +=
        refuse(each.facts.name + ": cannot purge: a trigger keeps a row from being removed",
               "EXISTS (SELECT 1 FROM " + quote_ident(each.facts.name) + " WHERE " +
                   storage.deleted(qualifier_of(each.facts)) + " AND " +
                   storage.time(qualifier_of(each.facts)) + " = " + quote_text(kPurgeMark) + ")");
  }
  // One that ignores the UPDATE keeps the mark off.
  out += refuse(subject.facts.name + ": cannot purge: a trigger keeps a row from being changed",
                "EXISTS (SELECT 1 FROM " + quote_ident(subject.facts.name) + " WHERE " + is_row +
                    " AND " + subject.storage.deleted(subject.self()) + ")");
  return out;
}

}  // namespace softdelete
