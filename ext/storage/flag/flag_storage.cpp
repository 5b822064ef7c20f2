#include "storage/flag/flag_storage.hpp"

#include <algorithm>

#include "generate/render.hpp"
#include "generate/row_references.hpp"
#include "sqlite/error.hpp"
#include "sqlite/format.hpp"
#include "storage/flag/columns.hpp"
#include "storage/flag/context.hpp"
#include "storage/flag/cycle.hpp"
#include "storage/flag/live_indexes.hpp"

namespace softdelete {
namespace {

std::string qualified(const Table& table, const std::string& name) {
  return format("{ident}.{ident}", table.schema, name);
}

// The view of rowids through which rows go that their columns don't tell apart.
std::string trash_view(const ModelTable& table) {
  return table.facts.key_is_exact() ? table.settings->deleted_view
                                    : generated_name(*table.settings, "rows");
}

std::string trash_rowid(const Settings& settings) {
  return settings.format < 2 ? "row_id" : "softdelete_rowid";
}

RowSource rows(const ModelTable& table, const std::string& condition) {
  const Mark mark(*table.settings);
  RowSource source{qualified(table.facts, table.facts.name),
                   condition,
                   mark.time(),
                   mark.time_as_text(),
                   Mark::via(),
                   table.facts.public_key(),
                   {},
                   table.facts.identity(),
                   "NULL"};
  for (const Column& each : table.facts.columns) source.columns.push_back(each.name);
  return source;
}

}  // namespace

bool FlagStorage::is_ready(const Model&, const ModelTable& table) const {
  return table.facts.column(table.settings->flag_column) != nullptr &&
         table.facts.column(table.settings->time_column) != nullptr &&
         table.facts.column(kViaColumn) != nullptr;
}

void FlagStorage::adopt(sqlite3* db, const Table& facts, const SettingsPatch& given,
                        Settings& settings) const {
  adopt_columns(db, facts, given, settings);
}

void FlagStorage::check_rows(sqlite3* db, const ModelTable& table) const {
  check_column_values(db, table);
}

void FlagStorage::check_settings(const Table&, const SettingsPatch&) const {}

void FlagStorage::check_trash(sqlite3* db, const ModelTable& table, bool resuming) const {
  check_state_is_there(db, table, resuming);
}

std::vector<std::string> FlagStorage::prepare(sqlite3*, const Model&, ModelTable& table,
                                              const std::string& qualifier) const {
  return add_missing_columns(table, qualifier);
}

std::vector<std::string> FlagStorage::take_out(const Model&, const ModelTable& table,
                                               const std::string& qualifier) const {
  std::vector<std::string> statements;
  for (const std::string& each : added_columns(*table.settings)) {
    if (table.facts.column(each) == nullptr) continue;
    statements.push_back(
        format("ALTER TABLE {}{ident} DROP COLUMN {ident}", qualifier, table.facts.name, each));
  }
  return statements;
}

Uniqueness FlagStorage::uniqueness(const Model& model, const ModelTable& table, bool live,
                                   bool exactly) const {
  return live_uniqueness(model, table, live, exactly);
}

std::vector<std::string> FlagStorage::uniqueness_script(const Model& model,
                                                        const ModelTable& table) const {
  return live_index_script(model, table);
}

bool FlagStorage::has_live_indexes(const ModelTable& table) const {
  return covers_live_rows(table);
}

std::vector<Object> FlagStorage::objects(const Model& model, const ModelTable& table) const {
  const ReferenceGraph graph(model);
  const TriggerContext context(model, graph, table);
  const std::string& name = context.facts.name;
  std::vector<Object> objects;
  objects.push_back({"index", context.name("trash"), name,
                     render_object("trash_index", {{"name", context.name("trash")},
                                                   {"table", name},
                                                   {"time", context.settings.time_column},
                                                   {"deleted", context.mark.deleted()}}),
                     Role::index});
  for (const auto part : {deletion_triggers, restoration_triggers, guard_triggers,
                          reference_triggers, view_objects, purge_objects, cycle_objects}) {
    for (Object& each : part(context)) objects.push_back(std::move(each));
  }
  bool misleading = is_row_name(name);
  for (const auto& references :
       {graph.children_of(context.index), graph.parents_of(context.index)}) {
    for (const Reference* each : references) {
      misleading = misleading || is_row_name(context.facts_at(each->parent).name) ||
                   is_row_name(context.facts_at(each->child).name);
    }
  }
  for (const std::size_t each : graph.cycle_of(context.index)) {
    misleading = misleading || is_row_name(context.facts_at(each).name);
  }
  for (Object& each : objects) {
    if (misleading && each.type == "trigger") each.sql = wrap_row_references(each.sql, table.facts);
  }
  return objects;
}

RowSource FlagStorage::live(const ModelTable& table) const {
  return rows(table, Mark(*table.settings).live());
}

RowSource FlagStorage::deleted(const ModelTable& table) const {
  return rows(table, Mark(*table.settings).deleted());
}

RowPlan FlagStorage::row_plan(sqlite3*, RowAction action, const Model&, const ModelTable& table,
                              bool has_delete_triggers) const {
  const Mark mark(*table.settings);
  const std::string base = qualified(table.facts, table.facts.name);
  const std::string is_row = table.facts.key_parameters(table.facts.public_key());
  if (action == RowAction::restore_version) {
    fail("restore_version: {} is kept by flag, which has one row of each key; call restore()",
         table.facts.name);
  }
  if (action == RowAction::restore) {
    return {
        "",
        {{format("UPDATE {} SET {} WHERE {} AND {}", base, mark.set_live(), is_row, mark.deleted()),
          ""}},
        ""};
  }
  if (action == RowAction::soft_delete) {
    const std::string live = format("{} WHERE {} AND {}", base, is_row, mark.live());
    // The clock is read in triggers alone, which can refuse where it is empty.
    if (!has_delete_triggers && !table.settings->clock) {
      return {"",
              {{format("UPDATE {} SET {} WHERE {} AND {}", base,
                       mark.set_deleted(mark.now(), "NULL"), is_row, mark.live()),
                ""}},
              ""};
    }
    return {"SELECT 1 FROM " + live, {{"DELETE FROM " + live, ""}}, "SELECT 1 FROM " + live};
  }
  const std::string find = format("SELECT 1 FROM {} WHERE {} AND {}", base, is_row, mark.deleted());
  const std::string view = qualified(table.facts, trash_view(table));
  if (table.facts.key_is_exact())
    return {find, {{format("DELETE FROM {} WHERE {}", view, is_row), ""}}, find};
  return {find,
          {{format("DELETE FROM {} WHERE {} IN (SELECT {ident} FROM {} WHERE {})", view,
                   trash_rowid(*table.settings), table.facts.rowid, base, is_row),
            ""}},
          find};
}

PurgePlan FlagStorage::purge_plan(const Model& model, const ModelTable& table,
                                  bool has_delete_triggers) const {
  const Mark mark(*table.settings);
  const ReferenceGraph graph(model);
  const TriggerContext context(model, graph, table);
  const Table& facts = table.facts;
  const std::string alias = qualifier_of(facts);
  PurgePlan plan;
  plan.from = qualified(facts, facts.name);
  plan.expired = mark.deleted_before("?1");
  plan.order = mark.time();
  plan.key = facts.exact_key();
  plan.key_value = facts.key_value(plan.key);
  plan.trash = qualified(facts, trash_view(table));
  plan.trash_key = facts.key_is_exact() ? plan.key_value : trash_rowid(*table.settings);
  for (const Reference* each : graph.children_of(context.index)) {
    if (each->on_delete != "RESTRICT" && each->on_delete != "NO ACTION") continue;
    const ModelTable& child = model.tables[each->child];
    const std::string name = alias_beside("c", {&facts});
    plan.is_kept +=
        format("{}EXISTS (SELECT 1 FROM {} {} WHERE {}{})", plan.is_kept.empty() ? "" : " OR ",
               qualified(child.facts, child.facts.name), name, refers(*each, alias, name + "."),
               child.managed() ? " AND " + context.mark_at(each->child).live(name + ".") : "");
  }
  plan.at_once = table.settings->format >= 2 && !has_delete_triggers &&
                 graph.children_of(context.index).empty();
  const std::string where = format("{ident}.{}", facts.schema, kContext);
  plan.begin =
      format("INSERT INTO {}(id, scope) VALUES (random(), {text})", where, purge_scope(context));
  plan.end = format("DELETE FROM {} WHERE id = last_insert_rowid()", where);
  return plan;
}

}  // namespace softdelete
