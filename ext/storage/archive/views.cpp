// The view of the trash, and of the table where one was asked for, and what makes them writable.
#include <algorithm>

#include "generate/render.hpp"
#include "generate/row_references.hpp"
#include "sqlite/format.hpp"
#include "sqlite/quote.hpp"
#include "storage/archive/order.hpp"
#include "storage/archive/triggers.hpp"

namespace softdelete {
namespace {

std::string named_columns(const Names& columns) {
  std::string out;
  for (const std::string& each : columns) {
    out += format("{}{ident} AS {ident}", out.empty() ? "t." : ", t.", each, each);
  }
  return out;
}

std::string marks(const ArchiveTable& own, const std::string& flag, const std::string& time,
                  const std::string& via) {
  return format(", {} AS {ident}, {} AS {ident}, {} AS {ident}", flag, own.settings.flag_column,
                time, own.settings.time_column, via, own.view_via);
}

Object view(const std::string& name, const std::string& source, const std::string& columns) {
  return {"view", name, name,
          render_object("archive_view", {{"name", name}, {"columns", columns}, {"source", source}}),
          Role::view};
}

// A row of the live view in its table.
std::string is_live_row(const ArchiveTable& own, std::string_view row) {
  if (!own.facts.key.empty()) return match("", own.facts.key, row, own.facts.key, "IS");
  std::string is_row = match("", own.columns, row, own.columns, "IS");
  if (own.facts.rowid.empty()) return is_row;
  const std::string rowid = quote_ident(own.facts.rowid);
  return format("{} = (SELECT {} FROM {ident} WHERE {} LIMIT 1)", rowid, rowid, own.facts.name,
                is_row);
}

// The view of the table, for those who want what a view of flag storage gives.
std::vector<Object> live_view(const ArchiveContext& context) {
  const ArchiveTable& own = context.own;
  const std::string& name = own.settings.active_view;
  std::string values;
  std::string assignments;
  for (const Column& each : own.facts.columns) {
    if (each.generated) continue;
    const std::string value = format("NEW.{ident}", each.name);
    const std::string comma = values.empty() ? "" : ", ";
    values +=
        comma + (each.default_sql ? "coalesce(" + value + ", " + *each.default_sql + ")" : value);
    assignments += format("{}{ident} = {}", comma, each.name, value);
  }
  std::vector<Object> objects{
      view(name, own.facts.name, named_columns(own.columns) + marks(own, "0", "NULL", "NULL"))};
  objects.push_back(
      context.trigger(Role::view_write, "active_insert", name,
                      render_object("active_insert", {{"name", own.name("active_insert")},
                                                      {"view", name},
                                                      {"table", own.facts.name},
                                                      {"refusals", ""},
                                                      {"columns", column_list(own.written)},
                                                      {"values", values}})));
  objects.push_back(context.trigger(
      Role::view_write, "active_update", name,
      render_object("archive_active_update", {{"name", own.name("active_update")},
                                              {"view", name},
                                              {"table", own.facts.name},
                                              {"assignments", assignments},
                                              {"is_old_row", is_live_row(own, "OLD.")},
                                              {"is_new_row", is_live_row(own, "NEW.")},
                                              {"flag", own.settings.flag_column}})));
  objects.push_back(context.trigger(
      Role::view_write, "active_delete", name,
      render_object("archive_active_delete", {{"name", own.name("active_delete")},
                                              {"view", name},
                                              {"table", own.facts.name},
                                              {"is_old_row", is_live_row(own, "OLD.")}})));
  for (Object& each : objects) {
    if (is_row_name(own.facts.name)) each.sql = wrap_row_references(each.sql, own.facts);
  }
  return objects;
}

}  // namespace

std::string changed_row(const ArchiveContext& context) {
  const Tables cycle = cycle_of(context.model, context.index);
  Names followed;
  for (const Reference* each : archived_parents(context.model, context.index)) {
    if (!contains(cycle, each->parent)) continue;
    followed.insert(followed.end(), each->child_columns.begin(), each->child_columns.end());
  }
  std::string out;
  for (const std::string& each : context.own.columns) {
    const std::string name = quote_ident(each);
    // NEW is of before the statement, which may have changed this row since, along with another.
    const bool is_reference = std::find(followed.begin(), followed.end(), each) != followed.end();
    const std::string value =
        is_reference ? format("CASE WHEN NEW.{} IS OLD.{} THEN {ident}.{} ELSE NEW.{} END", name,
                              name, context.own.archive, name, name)
                     : "NEW." + name;
    out += format("{}{} = {}", out.empty() ? "" : ", ", name, value);
  }
  return out;
}

std::vector<Object> archive_views(const ArchiveContext& context) {
  const ArchiveTable& own = context.own;
  const std::string& trash = own.settings.deleted_view;
  const std::string time = format("strftime('%Y-%m-%d %H:%M:%f', t.{ident})", own.at);
  std::vector<Object> objects{
      view(trash, own.archive,
           format("{}{}, t.{ident} AS {ident}", named_columns(own.columns),
                  marks(own, "1", time, format("t.{ident}", own.via)), own.id, own.view_id))};
  objects.push_back(context.trigger(
      Role::view_write, "deleted_update", trash,
      render_object(
          "archive_change",
          {{"name", own.name("deleted_update")},
           {"view", trash},
           {"message",
            format("{}: call restore(), or run softdelete_script({text}, 'restore') first",
                   own.facts.name, own.facts.name)},
           {"flag", own.settings.flag_column},
           {"archive", own.archive},
           {"id", own.id},
           {"view_id", own.view_id},
           {"followers", followers(context)},
           {"assignments", changed_row(context)}})));
  objects.push_back(
      context.trigger(Role::purge, "purge", trash,
                      render_object("archive_purge", {{"name", own.name("purge")},
                                                      {"view", trash},
                                                      {"statements", purge_dependents(context)},
                                                      {"archive", own.archive},
                                                      {"id", own.id},
                                                      {"view_id", own.view_id}})));
  if (own.settings.active_view.empty()) return objects;
  for (Object& each : live_view(context)) objects.push_back(std::move(each));
  return objects;
}

}  // namespace softdelete
