// The views of the live and of the deleted rows, and what makes them writable.
#include "generate/render.hpp"
#include "sqlite/format.hpp"
#include "storage/flag/context.hpp"

namespace softdelete {
namespace {

struct Lists {
  std::string stored;       // "a", "b": without generated columns
  std::string values;       // coalesce(NEW."a", default), ...
  std::string assignments;  // "a" = NEW."a", ...
  std::string on_insert;    // statements that refuse to write a generated column, as the table does
  std::string on_update;
};

Lists lists(const TriggerContext& context) {
  const Table& table = context.facts;
  Lists out;
  for (const Column& column : table.columns) {
    const std::string name = quote_ident(column.name);
    if (column.generated) {
      const std::string message = format(
          "{}: {} is a generated column and cannot be written; change what it is computed from",
          table.name, column.name);
      out.on_insert += refuse(message, format("NEW.{} IS NOT NULL", name));
      out.on_update += refuse(message, format("NEW.{} IS NOT OLD.{} COLLATE BINARY", name, name));
      continue;
    }
    const std::string comma = out.stored.empty() ? "" : ", ";
    out.stored += comma + name;
    // A trigger on a view can't tell a column that was left out from a NULL. A row is live unless
    // it says otherwise, also where an adopted flag has no default.
    const bool flag = same_name(column.name, context.settings.flag_column);
    const std::string default_sql = flag && context.settings.live_value
                                        ? context.mark.live_literal()
                                        : column.default_sql.value_or("");
    out.values += comma + (default_sql.empty() ? "NEW." + name
                                               : "coalesce(NEW." + name + ", " + default_sql + ")");
    out.assignments += format("{}{} = NEW.{}", comma, name, name);
  }
  return out;
}

Object view(const TriggerContext& context, const std::string& name, const std::string& condition) {
  return {"view", name, name,
          render_object("view", {{"name", name},
                                 {"columns", view_columns(context)},
                                 {"table", context.facts.name},
                                 {"condition", condition}}),
          Role::view};
}

Object update_trigger(const TriggerContext& context, const char* suffix, const std::string& view,
                      const Lists& columns, const std::string& state) {
  return context.trigger(Role::view_write, suffix, view,
                         render_object("view_update", {{"name", context.name(suffix)},
                                                       {"view", view},
                                                       {"table", context.facts.name},
                                                       {"refusals", columns.on_update},
                                                       {"assignments", columns.assignments},
                                                       {"is_old_row", context.is_view_row(state)},
                                                       {"in_view", state}}));
}

}  // namespace

// Named, so that a RENAME COLUMN of the table leaves the view's own columns to its triggers.
std::string view_columns(const TriggerContext& context) {
  std::string out;
  for (const Column& column : context.facts.columns) {
    const std::string name = quote_ident(column.name);
    out += format("{}{} AS {}", out.empty() ? "t." : ", t.", name, name);
  }
  return out;
}

std::vector<Object> view_objects(const TriggerContext& context) {
  const Lists columns = lists(context);
  const std::string& table = context.facts.name;
  const std::string& active = context.settings.active_view;
  const std::string& trash = context.settings.deleted_view;
  const std::string live = context.mark.live();
  const std::string deleted = context.mark.deleted();
  std::vector<Object> objects{view(context, active, context.mark.live("t.")),
                              view(context, trash, context.mark.deleted("t."))};
  objects.push_back(
      context.trigger(Role::view_write, "active_insert", active,
                      render_object("active_insert", {{"name", context.name("active_insert")},
                                                      {"view", active},
                                                      {"table", table},
                                                      {"refusals", columns.on_insert},
                                                      {"columns", columns.stored},
                                                      {"values", columns.values}})));
  objects.push_back(update_trigger(context, "active_update", active, columns, live));
  objects.push_back(update_trigger(context, "deleted_update", trash, columns, deleted));
  objects.push_back(
      context.trigger(Role::view_write, "active_delete", active,
                      render_object("active_delete", {{"name", context.name("active_delete")},
                                                      {"view", active},
                                                      {"table", table},
                                                      {"live", live},
                                                      {"is_old_row", context.is_view_row(live)}})));
  return objects;
}

}  // namespace softdelete
