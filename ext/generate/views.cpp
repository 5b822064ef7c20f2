#include "generate/parts.hpp"
#include "generate/render.hpp"
#include "sqlite/quote.hpp"

namespace softdelete {
namespace {

struct Lists {
  std::string all;          // "a" AS "a", "b" AS "b": every column
  std::string stored;       // the same without generated columns
  std::string values;       // coalesce(NEW."a", default), ...
  std::string assignments;  // "a" = NEW."a", ...
  std::string on_insert;    // statements that refuse to write a generated column, as the table does
  std::string on_update;
};

Lists lists(const Subject& subject) {
  const Table& table = subject.facts;
  const Settings& settings = subject.settings;
  Lists out;
  for (const Column& column : table.columns) {
    const std::string name = quote_ident(column.name);
    // Named, so that a RENAME COLUMN of the table leaves the view's own columns to its triggers.
    out.all += (out.all.empty() ? "" : ", ") + qualifier_of(table) + name + " AS " + name;
    if (column.generated) {
      const std::string message = table.name + ": " + column.name + " is a generated column and " +
                                  "cannot be written; change what it is computed from";
      out.on_insert += refuse(message, "NEW." + name + " IS NOT NULL");
      out.on_update += refuse(message, "NEW." + name + " IS NOT OLD." + name + " COLLATE BINARY");
      continue;
    }
    const std::string comma = out.stored.empty() ? "" : ", ";
    out.stored += comma + name;
    // A trigger on a view can't tell a column that was left out from a NULL. A row is live unless
    // it says otherwise, also where an adopted flag has no default.
    const bool flag = !settings.time_only() && same_name(column.name, settings.flag_column);
    const std::string default_sql = column.default_sql.value_or(flag ? "0" : "");
    out.values += comma + (default_sql.empty() ? "NEW." + name
                                               : "coalesce(NEW." + name + ", " + default_sql + ")");
    out.assignments += comma + name + " = NEW." + name;
  }
  return out;
}

Object update_trigger(const Subject& subject, const char* suffix, const std::string& view,
                      const Lists& columns, const std::string& state) {
  const std::string name = subject.name(suffix);
  return subject.trigger(suffix, view,
                         render_object("view_update", {{"name", name},
                                                       {"view", view},
                                                       {"table", subject.facts.name},
                                                       {"refusals", columns.on_update},
                                                       {"assignments", columns.assignments},
                                                       {"is_old_row", subject.is_view_row(state)},
                                                       {"in_view", state}}));
}

void purge_objects(const Subject& subject, std::vector<Object>& objects) {
  const std::string& view = subject.settings.deleted_view;
  const std::string& table = subject.facts.name;
  const std::string name = subject.name("purge");
  const std::string deleted = subject.storage.deleted(subject.self());
  if (subject.facts.key_is_exact()) {
    const std::string is_row = subject.is_view_row(deleted);
    objects.push_back(subject.trigger(
        "purge", view,
        render_object(
            "purge",
            {{"name", name}, {"view", view}, {"statements", purge_statements(subject, is_row)}})));
    return;
  }
  // The key is the rowid, which no trigger on the deleted view can see: a view of the rowids does.
  const std::string rows = subject.name("rows");
  objects.push_back(
      {"view", rows, rows,
       render_object("trash_rows", {{"name", rows},
                                    {"table", table},
                                    {"rowid", subject.key_column(subject.facts.rowid)},
                                    {"deleted", deleted}})});
  const std::string is_row = subject.key_column(subject.facts.rowid) + " = OLD.row_id";
  objects.push_back(
      subject.trigger("purge_row", rows,
                      render_object("purge", {{"name", subject.name("purge_row")},
                                              {"view", rows},
                                              {"statements", purge_statements(subject, is_row)}})));
  const std::string condition = subject.is_view_row(deleted);
  objects.push_back(subject.trigger(
      "purge", view,
      render_object("purge_by_rowid", {{"name", name},
                                       {"view", view},
                                       {"rows", rows},
                                       {"old_row", condition.substr(condition.find(" = ") + 3)}})));
}

}  // namespace

std::vector<Object> view_objects(const Subject& subject) {
  const Lists columns = lists(subject);
  const std::string& table = subject.facts.name;
  const std::string& active = subject.settings.active_view;
  const std::string& trash = subject.settings.deleted_view;
  const std::string live = subject.storage.live(subject.self());
  const std::string deleted = subject.storage.deleted(subject.self());
  std::vector<Object> objects;
  objects.push_back(
      {"view", active, active,
       render_object(
           "active_view",
           {{"name", active}, {"columns", columns.all}, {"table", table}, {"live", live}})});
  objects.push_back(
      {"view", trash, trash,
       render_object(
           "deleted_view",
           {{"name", trash}, {"columns", columns.all}, {"table", table}, {"deleted", deleted}})});
  objects.push_back(
      subject.trigger("active_insert", active,
                      render_object("active_insert", {{"name", subject.name("active_insert")},
                                                      {"view", active},
                                                      {"table", table},
                                                      {"refusals", columns.on_insert},
                                                      {"columns", columns.stored},
                                                      {"values", columns.values}})));
  objects.push_back(update_trigger(subject, "active_update", active, columns, live));
  objects.push_back(update_trigger(subject, "deleted_update", trash, columns, deleted));
  objects.push_back(subject.trigger(
      "active_delete", active,
      render_object("active_delete", {{"name", subject.name("active_delete")},
                                      {"view", active},
                                      {"table", table},
                                      {"via", kViaColumn},
                                      {"set_deleted", subject.storage.set_deleted(kNow)},
                                      {"live", live},
                                      {"is_old_row", subject.is_view_row(live)}})));
  purge_objects(subject, objects);
  return objects;
}

}  // namespace softdelete
