#include "storage/archive/archive_table.hpp"

#include <algorithm>
#include <map>

#include "sqlite/error.hpp"
#include "sqlite/format.hpp"
#include "sqlite/quote.hpp"
#include "storage/archive/kept.hpp"

namespace softdelete {

std::string archive_name(const Settings& settings) { return generated_name(settings, "archive"); }
std::string links_name(const Settings& settings) { return generated_name(settings, "links"); }
std::string restoring_name(const Settings& settings) {
  return generated_name(settings, "restoring");
}

ArchiveTable::ArchiveTable(const ModelTable& table_in)
    : table(table_in),
      facts(table_in.facts),
      settings(*table_in.settings),
      archive(archive_name(settings)),
      links(links_name(settings)),
      restoring(restoring_name(settings)),
      id(own("softdelete_id")),
      at(own("softdelete_at")),
      via(own("softdelete_via")),
      operation(own("softdelete_operation")),
      state(own("softdelete_state")),
      view_via(own("deleted_via")),
      view_id(own("softdelete_id")) {
  for (const Column& each : facts.columns) {
    columns.push_back(each.name);
    if (!each.generated) written.push_back(each.name);
  }
  if (facts.key.empty() && !facts.rowid.empty()) rowid = own("softdelete_rowid");
  if (!facts.key.empty()) {
    locator = archived_locator = facts.key;
  } else if (!rowid.empty()) {
    locator = {facts.rowid};
    archived_locator = {rowid};
  } else {
    locator = archived_locator = columns;
  }
  archived_key = facts.key.empty() ? archived_locator : facts.key;
}

std::string ArchiveTable::is_row(std::string_view archived, std::string_view row) const {
  const bool nullable = rowid.empty() && !facts.key_is_exact();
  return match(archived, archived_locator, row, locator, nullable ? "IS" : "=");
}

std::string ArchiveTable::has_key(std::string_view row) const {
  return facts.key.empty() || facts.key_is_exact() ? "" : all_given(row, facts.key);
}

std::string ArchiveTable::own(const std::string& base) const {
  std::string out = base;
  while (facts.column(out) != nullptr) out += "_";
  return out;
}

bool is_archive_of(const ArchiveTable& table, const Table& archive) {
  const Names ours{table.id, table.at, table.via, table.operation, table.state};
  return std::all_of(ours.begin(), ours.end(),
                     [&](const std::string& each) { return archive.column(each) != nullptr; });
}

void require_columns(sqlite3* db, const Model& model,
                     const std::vector<const ModelTable*>& tables) {
  Names names;
  for (const ModelTable* each : tables) names.push_back(each->facts.name);
  const std::map<std::string, Kept> all = read_kept(db, model.schema, names);
  for (const ModelTable* table : tables) {
    const ArchiveTable own(*table);
    const ModelTable* archive = model.find(own.archive);
    const Kept& kept = all.at(folded(own.facts.name));
    Names needed = own.columns;
    if (!own.rowid.empty()) needed.push_back(own.rowid);
    for (const std::string& each : needed) {
      const std::string holder = kept.holder(each);
      const bool is_there = archive != nullptr && archive->facts.column(each) != nullptr;
      if (is_there && (holder.empty() || same_name(holder, each))) continue;
      fail(
          "softdelete: soft delete of {} is damaged: its archive has no {}; repair it with "
          "SELECT softdelete_repair({text})",
          own.facts.name, each, own.facts.name);
    }
  }
}

bool is_archived(const ModelTable& table) {
  return table.managed() && table.settings->storage == "archive";
}

std::string all_given(std::string_view row, const Names& columns) {
  std::string out;
  for (const std::string& each : columns) {
    out += format("{}{}{ident} IS NOT NULL", out.empty() ? "" : " AND ", row, each);
  }
  return out;
}

std::vector<const Reference*> archived_parents(const Model& model, std::size_t table) {
  std::vector<const Reference*> found;
  for (const Reference& each : model.references) {
    if (each.child == table && is_archived(model.tables[each.parent])) found.push_back(&each);
  }
  return found;
}

std::vector<const Reference*> archived_children(const Model& model, std::size_t table) {
  std::vector<const Reference*> found;
  for (const Reference& each : model.references) {
    if (each.parent == table && is_archived(model.tables[each.child])) found.push_back(&each);
  }
  return found;
}

bool unlinks(const Reference& reference) {
  return reference.on_delete == "SET NULL" || reference.on_delete == "SET DEFAULT";
}

std::string unlinked_value(const Reference& reference, const ArchiveTable& child,
                           const std::string& column) {
  if (reference.on_delete == "SET NULL") return "NULL";
  return child.facts.column(column)->default_sql.value_or("NULL");
}

bool has_links(const Model& model, std::size_t table) {
  const std::vector<const Reference*> parents = archived_parents(model, table);
  return std::any_of(parents.begin(), parents.end(),
                     [](const Reference* each) { return unlinks(*each); });
}

bool takes_unmanaged(const Model& model, const Reference& reference) {
  return !model.tables[reference.child].settings && reference.on_delete == "CASCADE";
}

bool has_dependents(const Model& model, std::size_t table) {
  return !archived_children(model, table).empty() || has_links(model, table);
}

}  // namespace softdelete
