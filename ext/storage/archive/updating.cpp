// Triggers where a reference or a key changes.
#include "generate/render.hpp"
#include "sqlite/format.hpp"
#include "sqlite/quote.hpp"
#include "storage/archive/triggers.hpp"

namespace softdelete {
namespace {

// NEW.a IS NOT OLD.a OR ...
std::string key_changed(const Names& columns) {
  std::string out;
  for (const std::string& each : columns) {
    out += format("{}NEW.{ident} IS NOT OLD.{ident}", out.empty() ? "" : " OR ", each, each);
  }
  return out;
}

// SQLite takes a reference away, as the parent is being deleted.
Object unlinked_trigger(const ArchiveContext& context, const Reference& reference, int number) {
  const ArchiveTable& own = context.own;
  const std::string suffix = "unlinked_" + std::to_string(number);
  Names names = own.archived_locator;
  std::string values = column_list(own.locator, "OLD.");
  for (const std::string& each : reference.child_columns) {
    names.push_back(own.was(each));
    values += format(", OLD.{ident}", each);
  }
  std::string changed = key_changed(reference.child_columns);
  const std::string has_key = own.has_key("OLD.");
  if (!has_key.empty()) changed = format("({}) AND {}", changed, has_key);
  return context.trigger(
      Role::event, suffix, own.facts.name,
      render_object(
          "archive_unlinked",
          {{"name", own.name(suffix)},
           {"columns", column_list(reference.child_columns)},
           {"table", own.facts.name},
           {"changed", changed},
           {"links", own.links},
           {"link_columns", format("{}, {}", column_list({own.link_reference(), own.operation}),
                                   column_list(names))},
           {"reference", quote_text(link_name(reference))},
           {"values", values},
           {"pending", pending_parent(context.model, reference)}}));
}

// What ON UPDATE makes of a child's reference.
std::string followed(const ArchiveTable& child, const Reference& reference) {
  std::string out;
  for (std::size_t i = 0; i < reference.child_columns.size(); ++i) {
    const std::string& column = reference.child_columns[i];
    std::string value = format("NEW.{ident}", reference.parent_columns[i]);
    if (reference.on_update == "SET NULL") value = "NULL";
    if (reference.on_update == "SET DEFAULT") {
      value = child.facts.column(column)->default_sql.value_or("NULL");
    }
    out += format("{}{ident} = {}", i == 0 ? "" : ", ", column, value);
  }
  return out;
}

void add_new(const Names& more, Names& names) {
  for (const std::string& each : more) {
    if (!contains(names, each)) names.push_back(each);
  }
}

// The archived children of a live row follow its new key, and so do the links of its own.
void add_key_trigger(const ArchiveContext& context, std::vector<Object>& objects) {
  const ArchiveTable& own = context.own;
  const std::vector<const Reference*> below = archived_children(context.model, context.index);
  const bool links = has_links(context.model, context.index);
  Names columns;
  for (const Reference* each : below) add_new(each->parent_columns, columns);
  if (links) add_new(own.locator, columns);
  if (columns.empty()) return;
  // The trigger's own condition, where it is about more than one key, is asked for each.
  const auto changed = [&](const Names& key) {
    return key.size() == columns.size() ? "" : format("({}) AND ", key_changed(key));
  };
  std::string statements;
  for (const Reference* each : below) {
    const ArchiveTable child = context.at(each->child);
    statements +=
        render("archive_follow",
               {{"child_archive", child.archive},
                {"assignments", followed(child, *each)},
                {"refers", changed(each->parent_columns) +
                               match("", each->child_columns, "OLD.", each->parent_columns)},
                {"child_operation", child.operation},
                {"parent_operation", own.operation},
                {"parent_archive", own.archive},
                {"has_key", match("", each->parent_columns, "OLD.", each->parent_columns)}});
  }
  if (links) {
    std::string assignments;
    for (std::size_t i = 0; i < own.locator.size(); ++i) {
      assignments += format("{}{ident} = NEW.{ident}", i == 0 ? "" : ", ", own.archived_locator[i],
                            own.locator[i]);
    }
    statements +=
        render("archive_follow_links", {{"links", own.links},
                                        {"assignments", assignments},
                                        {"is_row", changed(own.locator) + own.is_row("", "OLD.")},
                                        {"archive", own.archive},
                                        {"is_archived", own.is_row("b.", "OLD.")},
                                        {"operation", own.operation}});
  }
  objects.push_back(
      context.trigger(Role::event, "key_changed", own.facts.name,
                      render_object("archive_key_changed", {{"name", own.name("key_changed")},
                                                            {"columns", column_list(columns)},
                                                            {"table", own.facts.name},
                                                            {"changed", key_changed(columns)},
                                                            {"statements", statements}})));
}

}  // namespace

std::string link_name(const Reference& reference) { return column_list(reference.child_columns); }

std::string archived_parent(const Model& model, const Reference& reference, std::string_view row,
                            const std::string& qualifier, bool has_key_of_old) {
  const ArchiveTable child(model.tables[reference.child]);
  const ArchiveTable parent(model.tables[reference.parent]);
  return format("(SELECT min({ident}) FROM {}{ident} e WHERE {} AND {ident} >= {}{ident})",
                parent.id, qualifier, parent.archive,
                match("e.", reference.parent_columns, has_key_of_old ? "OLD." : row,
                      has_key_of_old ? reference.parent_columns : reference.child_columns),
                parent.operation, row, child.operation);
}

std::vector<Object> archive_update_triggers(const ArchiveContext& context) {
  std::vector<Object> objects;
  int number = 0;
  for (const Reference* each : archived_parents(context.model, context.index)) {
    ++number;
    if (unlinks(*each)) objects.push_back(unlinked_trigger(context, *each, number));
  }
  add_key_trigger(context, objects);
  return objects;
}

}  // namespace softdelete
