#include "storage/flag/cycle.hpp"

#include <algorithm>

#include "generate/render.hpp"
#include "sqlite/error.hpp"
#include "sqlite/format.hpp"

namespace softdelete {
namespace {

// The most key columns of one of these tables. An Error where they are too many.
std::size_t width_of(const TriggerContext& context, const std::vector<std::size_t>& tables) {
  std::size_t width = 1;
  for (const std::size_t each : tables) {
    width = std::max(width, context.facts_at(each).identity().size());
  }
  if (width > kContextKeyColumns) {
    fail(
        "softdelete: {} is tied to a cycle of foreign keys, where a key can have {} columns "
        "at most",
        context.facts.name, std::to_string(kContextKeyColumns));
  }
  return width;
}

Names names_of(const TriggerContext& context, const std::vector<std::size_t>& tables) {
  Names names;
  for (const std::size_t each : tables) names.push_back(context.facts_at(each).name);
  return names;
}

std::string is_node(const Table& facts, std::string_view row, const std::string& node) {
  const Names identity = facts.identity();
  std::string out;
  for (std::size_t i = 0; i < identity.size(); ++i) {
    out += format("{}{}{ident} = {}.k{}{}", i == 0 ? "" : " AND ", row, identity[i], node,
                  std::to_string(i + 1), facts.key_collate(identity[i]));
  }
  return out;
}

std::string is_listed(const Table& facts, std::string_view row) {
  return format(
      "EXISTS (SELECT 1 FROM softdelete_context_row s WHERE s.context = last_insert_rowid() AND "
      "s.table_name = {text} AND {})",
      facts.name, is_node(facts, row, "s"));
}

}  // namespace

Cycle::Cycle(const TriggerContext& context, std::size_t table)
    : context_(context),
      tables_(context.graph.cycle_of(table)),
      width_(width_of(context, tables_)),
      view_(*context.table_at(tables_.front()).settings, names_of(context, tables_), width_) {}

bool Cycle::has(std::size_t table) const {
  return std::find(tables_.begin(), tables_.end(), table) != tables_.end();
}

std::string Cycle::is_done(const TriggerContext& context) {
  return is_listed(context.facts, "NEW.");
}

// A UNION compares by the first collation that it meets; rows of other tables need their own.
std::string Cycle::node(std::size_t table, std::string_view row) const {
  const Table& facts = context_.facts_at(table);
  const Names identity = facts.identity();
  std::string out = quote_text(facts.name);
  for (std::size_t i = 0; i < width_; ++i) {
    if (i >= identity.size()) {
      out += ", 0";
      continue;
    }
    out += format(", {}{ident}", row, identity[i]);
    if (facts.column(identity[i]) != nullptr && !facts.rowid_is_key) out += " COLLATE BINARY";
  }
  return out;
}

std::vector<const Reference*> Cycle::inside(const Follows& follows) const {
  std::vector<const Reference*> found;
  for (const std::size_t table : tables_) {
    for (const Reference* each : context_.graph.parents_of(table)) {
      if (is_inside(*each) && follows(*each)) found.push_back(each);
    }
  }
  return found;
}

std::string Cycle::step(const Reference& reference, const std::string& from) const {
  const Table& parent = context_.facts_at(reference.parent);
  const Table& child = context_.facts_at(reference.child);
  return format(
      "SELECT {} FROM {} CROSS JOIN {ident} p ON {}.t = {text} AND {} CROSS JOIN {ident} c ON {}",
      node(reference.child, "c."), from, parent.name, from, parent.name,
      is_node(parent, "p.", from), child.name, refers(reference, "p.", "c."));
}

std::string Cycle::run_anew(const Names& rows, const std::string& work,
                            const std::string& value) const {
  return view_.run_anew(work == kPurged ? purge_scope(context_) : work, rows, work, value);
}

std::string Cycle::row_of(std::size_t table, std::string_view row) const {
  return "SELECT " + node(table, row);
}

std::string Cycle::rows_where(std::size_t table, const std::string& condition) const {
  return format("SELECT {} FROM {ident} WHERE {}", node(table, ""), context_.facts_at(table).name,
                condition);
}

std::string Cycle::list(const Follows& follows, const Condition& condition) const {
  Names selects;
  for (const Reference* each : inside(follows)) {
    selects.push_back(
        format("{} WHERE {}", step(*each, "softdelete_below"), condition(each->child, "c.")));
  }
  return view_.list(selects);
}

std::string Cycle::unlist_blocked(const Follows& follows, const Condition& stays) const {
  Names selects;
  for (const std::size_t table : tables_) {
    const Table& child = context_.facts_at(table);
    for (const Reference* each : context_.graph.parents_of(table)) {
      if (!context_.graph.binds(*each)) continue;
      const std::string condition =
          stays(each->parent, "p.") +
          (has(each->parent) ? " AND NOT " + is_listed(context_.facts_at(each->parent), "p.") : "");
      selects.push_back(format(
          "SELECT {} FROM softdelete_context_row r CROSS JOIN {ident} c ON r.table_name = {text} "
          "AND {} CROSS JOIN {ident} p ON {} WHERE r.context = last_insert_rowid() AND {}",
          node(table, "c."), child.name, child.name, is_node(child, "c.", "r"),
          context_.facts_at(each->parent).name, refers(*each, "p.", "c."), condition));
    }
  }
  if (selects.empty()) return "";
  for (const Reference* each : inside(follows)) {
    if (!context_.graph.binds(*each)) continue;
    selects.push_back(format("{} WHERE {}", step(*each, "softdelete_blocked"),
                             is_listed(context_.facts_at(each->child), "c.")));
  }
  check_selects(context_.facts.name, selects.size());
  return render("unlist_blocked", {{"keys", view_.keys()}, {"selects", united(selects)}});
}

std::string Cycle::listed(std::size_t table, const Names& columns) const {
  const Table& facts = context_.facts_at(table);
  return format(
      "SELECT {} FROM softdelete_context_row r CROSS JOIN {ident} p ON {} WHERE r.context = "
      "last_insert_rowid() AND r.table_name = {text}",
      column_list(columns, "p."), facts.name, is_node(facts, "p.", "r"), facts.name);
}

std::string Cycle::refers_to_listed(const Reference& reference, std::string_view child_row) const {
  return format("{} IN ({})", referring_value(context_.model, reference, child_row),
                listed(reference.parent, reference.parent_columns));
}

std::string Cycle::update(std::size_t table, const std::string& assignments,
                          const std::string& condition) const {
  const Table& facts = context_.facts_at(table);
  return render("update_listed", {{"table", facts.name},
                                  {"assignments", assignments},
                                  {"key", facts.key_value(facts.identity())},
                                  {"listed", listed(table, facts.identity())},
                                  {"condition", condition}});
}

std::string Cycle::remove(std::size_t table, const std::string& condition) const {
  const Table& facts = context_.facts_at(table);
  return render("delete_listed", {{"table", facts.name},
                                  {"key", facts.key_value(facts.identity())},
                                  {"listed", listed(table, facts.identity())},
                                  {"deleted", condition}});
}

std::string Cycle::is_any_left(std::size_t table, const std::string& condition) const {
  const Table& facts = context_.facts_at(table);
  return format("EXISTS (SELECT 1 FROM {ident} WHERE {} IN ({}) AND {})", facts.name,
                facts.key_value(facts.identity()), listed(table, facts.identity()), condition);
}

std::vector<Object> cycle_objects(const TriggerContext& context) {
  if (context.graph.cycle_of(context.index).empty()) return {};
  const Cycle cycle(context, context.index);
  if (cycle.owner() != context.index) return {};
  const bool cascades = context.graph.cascades_in_cycle(context.index);
  return cycle.view().objects(
      {{Role::event, kDeleted, cascades ? delete_listed(context, cycle) : ""},
       {Role::event, kChecked, cascades ? check_listed(context, cycle) : ""},
       {Role::event, kRestored, restore_listed(context, cycle)},
       {Role::purge, kPurged, purge_listed(context, cycle)}});
}

std::string purge_scope(const TriggerContext& context) {
  const auto& cycle = context.graph.cycle_of(context.index);
  return format("purge {}", (cycle.empty() ? context.facts : context.facts_at(cycle.front())).name);
}

}  // namespace softdelete
