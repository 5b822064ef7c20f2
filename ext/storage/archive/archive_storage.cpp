#include "storage/archive/archive_storage.hpp"

#include "generate/render.hpp"
#include "sqlite/deferred_keys.hpp"
#include "sqlite/format.hpp"
#include "sqlite/quote.hpp"
#include "sqlite/statement.hpp"
#include "storage/archive/restoring.hpp"
#include "storage/archive/tables.hpp"
#include "storage/archive/triggers.hpp"

namespace softdelete {
namespace {

std::string schema_prefix(const Table& table) { return format("{ident}.", table.schema); }

void append(std::vector<Step>& steps, const std::vector<Step>& more) {
  steps.insert(steps.end(), more.begin(), more.end());
}

// Runs the statements behind the marks; how many rows came back.
sqlite3_int64 bring_back(sqlite3* db, const Restoring& restoring, std::vector<Step> steps) {
  const DeferredKeys deferred(db, restoring.needs_deferred_keys());
  const auto run = [&](const std::vector<Step>& some) {
    for (const Step& each : some) {
      Statement statement(db, each.sql);
      run_step(statement, each, "softdelete");
    }
  };
  append(steps, restoring.insert(restoring.check_parents_exist()));
  run(steps);
  Statement count(db, restoring.count());
  const sqlite3_int64 restored = count.step() ? count.integer(0) : 0;
  count.reset();
  run(restoring.remove());
  return restored;
}

}  // namespace

Names ArchiveStorage::trash_tables(const Settings& settings) const {
  return {archive_name(settings), links_name(settings), restoring_name(settings)};
}

bool ArchiveStorage::is_ready(const Model& model, const ModelTable& table) const {
  const ModelTable* archive = model.find(archive_name(*table.settings));
  return archive != nullptr && is_archive_of(ArchiveTable(table), archive->facts) &&
         model.find(restoring_name(*table.settings)) != nullptr;
}

void ArchiveStorage::check_columns(sqlite3* db, const Model& model,
                                   const std::vector<const ModelTable*>& tables) const {
  require_columns(db, model, tables);
}

void ArchiveStorage::check_settings(const Table& facts, const SettingsPatch& given) const {
  const auto refuse = [&](bool wrong, const char* setting, const char* why) {
    if (wrong) {
      fail("softdelete: {} cannot be given for {} with storage = 'archive': {}", setting,
           facts.name, why);
    }
  };
  refuse(given.children && *given.children != "declared", "children = 'cascade' or 'keep'",
         "SQLite's own foreign keys say what happens to a row's children; give 'declared'");
  refuse(given.live_indexes.value_or(false), "live_indexes", "deleted rows are in no index of it");
  refuse(given.reuse_keys.value_or(false), "reuse_keys", "deleted rows hold no key of it");
  refuse(given.live_value || given.deleted_value, "live_value or deleted_value",
         "deleted rows are in the archive");
  refuse(given.time_format && *given.time_format != "text", "time_format",
         "the times are in the archive, and shown as text");
}

void ArchiveStorage::adopt(sqlite3*, const Table& facts, const SettingsPatch& given,
                           Settings& settings) const {
  const auto name = [&](const std::optional<std::string>& wanted, const char* usual) {
    if (wanted && facts.column(*wanted) != nullptr) {
      fail(
          "softdelete: {} has a column {}; with storage = 'archive', flag_column and "
          "time_column name columns of the view of deleted rows",
          facts.name, *wanted);
    }
    std::string out = wanted.value_or(usual);
    while (facts.column(out) != nullptr) out += "_";
    return out;
  };
  settings.flag_column = name(given.flag_column, "is_deleted");
  settings.time_column = name(given.time_column, "deleted_at");
  settings.active_view = "";
}

void ArchiveStorage::check_rows(sqlite3*, const ModelTable&) const {}

void ArchiveStorage::check_trash(sqlite3*, const ModelTable&, bool) const {}

std::vector<std::string> ArchiveStorage::prepare(sqlite3* db, const Model& model, ModelTable& table,
                                                 const std::string& qualifier) const {
  return prepare_archive(db, model, table, qualifier);
}

std::vector<std::string> ArchiveStorage::take_out(const Model& model, const ModelTable& table,
                                                  const std::string& qualifier) const {
  return drop_archive(model, table, qualifier);
}

std::vector<Object> ArchiveStorage::objects(const Model& model, const ModelTable& table) const {
  const ArchiveContext context(model, table);
  std::vector<Object> objects;
  for (const auto part :
       {archive_views, archive_cycle, archive_delete_triggers, archive_update_triggers}) {
    for (Object& each : part(context)) objects.push_back(std::move(each));
  }
  return objects;
}

RowSource ArchiveStorage::live(const ModelTable& table) const {
  const ArchiveTable own(table);
  return {format("{}{ident}", schema_prefix(own.facts), own.facts.name),
          "1",
          "NULL",
          "NULL",
          "NULL",
          own.facts.public_key(),
          own.columns,
          own.facts.identity(),
          "NULL"};
}

RowSource ArchiveStorage::deleted(const ModelTable& table) const {
  const ArchiveTable own(table);
  return {format("{}{ident}", schema_prefix(own.facts), own.archive),
          "1",
          quote_ident(own.at),
          format("strftime('%Y-%m-%d %H:%M:%f', {ident})", own.at),
          quote_ident(own.via),
          own.archived_key,
          own.columns,
          {own.id},
          quote_ident(own.id)};
}

RowPlan ArchiveStorage::row_plan(sqlite3* db, RowAction action, const Model& model,
                                 const ModelTable& table, bool) const {
  const ArchiveTable own(table);
  const std::string qualifier = schema_prefix(own.facts);
  const std::string archive = format("{}{ident}", qualifier, own.archive);
  const std::string id = quote_ident(own.id);
  if (action == RowAction::soft_delete) {
    return {"",
            {{format("DELETE FROM {}{ident} WHERE {}", qualifier, own.facts.name,
                     own.facts.key_parameters(own.facts.public_key())),
              ""}},
            "",
            false};
  }
  const std::string is_row = action == RowAction::restore_version
                                 ? id + " = ?1"
                                 : own.facts.key_parameters(own.archived_key);
  if (action == RowAction::purge) {
    return {format("SELECT count(*) FROM {} WHERE {}", archive, is_row),
            {{format("DELETE FROM {}{ident} WHERE {ident} IN (SELECT {} FROM {} WHERE {})",
                     qualifier, own.settings.deleted_view, own.view_id, id, archive, is_row),
              ""}},
            "",
            false};
  }
  const Restoring restoring(db, model, {model.index_of(table)}, qualifier);
  RowPlan plan{format("SELECT 1 FROM {} WHERE {}", archive, is_row),
               {},
               "",
               restoring.needs_deferred_keys()};
  plan.steps.push_back(
      restoring.ask_for(own, format("SELECT max({}) AS id FROM {} WHERE {}", id, archive, is_row)));
  append(plan.steps, restoring.insert(restoring.check_parents_exist()));
  append(plan.steps, restoring.remove());
  return plan;
}

PurgePlan ArchiveStorage::purge_plan(const Model& model, const ModelTable& table, bool) const {
  const ArchiveTable own(table);
  const std::string qualifier = schema_prefix(own.facts);
  PurgePlan plan;
  plan.from = format("{}{ident}", qualifier, own.archive);
  plan.expired = format("{ident} <= ?1", own.at);
  plan.order = format("{ident}, {ident}", own.at, own.id);
  plan.key = {own.id};
  plan.key_value = quote_ident(own.id);
  plan.trash = format("{}{ident}", qualifier, own.settings.deleted_view);
  plan.trash_key = quote_ident(own.view_id);
  plan.at_once = !has_dependents(model, model.index_of(table));
  return plan;
}

sqlite3_int64 ArchiveStorage::restore_all(sqlite3* db, const Model& model,
                                          const std::vector<const ModelTable*>& tables,
                                          std::optional<double> since) const {
  Tables roots;
  for (const ModelTable* each : tables) roots.push_back(model.index_of(*each));
  const Restoring restoring(db, model, roots, schema_prefix(tables.front()->facts));
  for (const ModelTable* each : tables) {
    const ArchiveTable own(*each);
    // Of several deleted rows of one key, the last.
    const std::string has_key = own.has_key("");
    const std::string by =
        column_list(own.archived_key) +
        (has_key.empty() ? "" : ", iif(" + has_key + ", NULL, " + quote_ident(own.id) + ")");
    Statement ask(db,
                  restoring
                      .ask_for(own, format("SELECT max({ident}) AS id FROM {}{ident}{} GROUP BY {}",
                                           own.id, schema_prefix(own.facts), own.archive,
                                           since ? format(" WHERE {ident} >= ?1", own.at) : "", by))
                      .sql);
    if (since) sqlite3_bind_double(ask.handle(), 1, *since);
    ask.run();
  }
  return bring_back(db, restoring, {});
}

int ArchiveStorage::restore_upwards(sqlite3* db, const Model& model, const ModelTable& table,
                                    int key_count, sqlite3_value** key) const {
  const ArchiveTable own(table);
  const std::string qualifier = schema_prefix(own.facts);
  const Restoring restoring(db, model, with_parents(model, {model.index_of(table)}), qualifier);
  Statement ask(
      db,
      restoring
          .ask_for(
              own,
              format("SELECT {ident} AS id FROM {}{ident} WHERE {} ORDER BY 1 DESC LIMIT 1", own.id,
                     qualifier, own.archive, own.facts.key_parameters(own.archived_key)))
          .sql);
  for (int i = 0; i < key_count; ++i) ask.bind(i + 1, key[i]);
  ask.run();
  if (sqlite3_changes(db) == 0) return 0;
  bring_back(db, restoring, restoring.ask_for_parents());
  return 1;
}

std::string ArchiveStorage::restore_script(sqlite3* db, const Model& model,
                                           const ModelTable& table) const {
  const ArchiveTable own(table);
  const ArchiveContext context(model, table);
  const Restoring restoring(db, model, {context.index}, "");
  std::vector<Step> steps{
      restoring.ask_for(own, format("SELECT {ident} AS id FROM {ident} WHERE {ident} = OLD.{ident}",
                                    own.id, own.archive, own.id, own.view_id))};
  append(steps, restoring.insert(restoring.check_unique()));
  append(steps, restoring.remove());
  std::string statements;
  for (const Step& each : steps) {
    statements += each.refusal.empty()
                      ? format("  {};\n", each.sql)
                      : render("refuse", {{"message", each.refusal},
                                          {"condition", format("EXISTS ({})", each.sql)}});
  }
  return render_object("archive_restore", {{"name", own.name("restore")},
                                           {"view", own.settings.deleted_view},
                                           {"flag", own.settings.flag_column},
                                           {"archive", own.archive},
                                           {"followers", followers(context)},
                                           {"assignments", changed_row(context)},
                                           {"id", own.id},
                                           {"view_id", own.view_id},
                                           {"statements", statements}});
}

}  // namespace softdelete
