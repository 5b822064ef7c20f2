// restore_all() and restore_upwards() of tables kept by flag.

#include <set>
#include <utility>

#include "sqlite/format.hpp"
#include "sqlite/quote.hpp"
#include "sqlite/statement.hpp"
#include "storage/flag/context.hpp"
#include "storage/flag/flag_storage.hpp"

namespace softdelete {
namespace {

std::string qualified(const Table& table) {
  return format("{ident}.{ident}", table.schema, table.name);
}

// How deleted rows are brought back, as parts of SQL.
struct RestorePlan {
  std::string update;   // UPDATE of the table, up to WHERE
  std::string deleted;  // condition: the row is deleted
  std::string since;    // condition: at or after the Julian day ?1
  std::string
      is_waiting;  // condition: a parent that it can't live without is deleted; may be empty
};

RestorePlan restore_plan(const Model& model, const ModelTable& table) {
  const Mark mark(*table.settings);
  const ReferenceGraph graph(model);
  const TriggerContext context(model, graph, table);
  RestorePlan plan{format("UPDATE {} SET {}", qualified(table.facts), mark.set_live()),
                   mark.deleted(), mark.deleted_since("?1"), ""};
  for (const Reference* each : graph.parents_of(context.index)) {
    if (!graph.binds(*each)) continue;
    const ModelTable& parent = model.tables[each->parent];
    const std::string alias = alias_beside("p", {&table.facts});
    plan.is_waiting += format("{}EXISTS (SELECT 1 FROM {} {} WHERE {} AND {})",
                              plan.is_waiting.empty() ? "" : " OR ", qualified(parent.facts), alias,
                              refers(*each, alias + ".", qualifier_of(table.facts)),
                              context.mark_at(each->parent).deleted(alias + "."));
  }
  return plan;
}

sqlite3_int64 deleted_rows(sqlite3* db, const Model& model) {
  sqlite3_int64 count = 0;
  for (const ModelTable& each : model.tables) {
    if (!each.managed()) continue;
    const RowSource trash = storage_of(*each.settings).deleted(each);
    Statement rows(db, format("SELECT count(*) FROM {} WHERE {}", trash.from, trash.where));
    if (rows.step()) count += rows.integer(0);
  }
  return count;
}

// Restores rows for which the condition holds; how many.
sqlite3_int64 restore_where(sqlite3* db, const RestorePlan& plan, const std::string& condition,
                            std::optional<double> since) {
  Statement restore(
      db, format("{} WHERE {}{}", plan.update, since ? plan.since : plan.deleted, condition));
  if (since) sqlite3_bind_double(restore.handle(), 1, *since);
  restore.run();
  return sqlite3_changes(db);
}

// A row, by what tells it from all others, as SQL literals.
using RowName = std::vector<std::string>;

class Upwards {
 public:
  Upwards(sqlite3* db, const Model& model) : db_(db), model_(model) {}

  void restore(const ModelTable& table, const RowName& row) {
    if (!seen_.insert({model_.index_of(table), row}).second) return;
    for (const Reference& each : model_.references) {
      if (each.child != model_.index_of(table) || !model_.tables[each.parent].managed()) continue;
      for (const RowName& parent : deleted_parents(each, row)) {
        restore(model_.tables[each.parent], parent);
      }
    }
    const RestorePlan plan = restore_plan(model_, table);
    Statement update(
        db_, format("{} WHERE {} AND {}", plan.update, plan.deleted, is_row(table.facts, row, "")));
    update.run();
  }

  std::vector<RowName> rows(const std::string& sql, int key_count, sqlite3_value** key) const {
    Statement find(db_, sql);
    for (int i = 0; i < key_count; ++i) find.bind(i + 1, key[i]);
    std::vector<RowName> found;
    while (find.step()) {
      found.emplace_back();
      for (int i = 0; i < find.column_count(); ++i) found.back().push_back(find.text(i));
    }
    return found;
  }

  static std::string literals(const Names& columns, const std::string& qualifier) {
    std::string out;
    for (const std::string& each : columns) {
      out += format("{}{}{ident})", out.empty() ? "quote(" : ", quote(", qualifier, each);
    }
    return out;
  }

 private:
  static std::string is_row(const Table& table, const RowName& row, const std::string& qualifier) {
    const Names identity = table.identity();
    std::string out;
    for (std::size_t i = 0; i < identity.size(); ++i) {
      out += format("{}{}{ident} = {}{}", i == 0 ? "" : " AND ", qualifier, identity[i], row[i],
                    table.key_collate(identity[i]));
    }
    return out;
  }

  std::vector<RowName> deleted_parents(const Reference& reference, const RowName& row) const {
    const Table& child = model_.tables[reference.child].facts;
    const ModelTable& parent = model_.tables[reference.parent];
    std::string on;
    for (std::size_t i = 0; i < reference.child_columns.size(); ++i) {
      on += format("{}{ident} = c.{ident}", i == 0 ? "p." : " AND p.", reference.parent_columns[i],
                   reference.child_columns[i]);
    }
    const RowSource trash = storage_of(*parent.settings).deleted(parent);
    const Names identity = parent.facts.identity();
    return rows(
        format(
            "SELECT {} FROM {} c JOIN {} p ON {} WHERE {} AND ({}) IN (SELECT {} FROM {} WHERE {})",
            literals(identity, "p."), qualified(child), trash.from, on, is_row(child, row, "c."),
            column_list(identity, "p."), column_list(identity), trash.from, trash.where),
        0, nullptr);
  }

  sqlite3* db_;
  const Model& model_;
  std::set<std::pair<std::size_t, RowName>> seen_;
};

}  // namespace

sqlite3_int64 FlagStorage::restore_all(sqlite3* db, const Model& model,
                                       const std::vector<const ModelTable*>& tables,
                                       std::optional<double> since) const {
  const sqlite3_int64 before = deleted_rows(db, model);
  std::vector<RestorePlan> plans;
  plans.reserve(tables.size());
  for (const ModelTable* each : tables) {
    plans.push_back(restore_plan(model, *each));
  }
  // Parents before their children: what waits for a parent has its turn when that one is back. A
  // trigger of the user's may delete rows again, for ever.
  sqlite3_int64 restored = 0;
  for (sqlite3_int64 last = -1; restored > last && restored <= before;) {
    last = restored;
    for (const RestorePlan& each : plans) {
      const std::string ready =
          each.is_waiting.empty() ? "" : format(" AND NOT ({})", each.is_waiting);
      restored += restore_where(db, each, ready, since);
    }
  }
  // What is left can't come back: its own trigger says why.
  for (const RestorePlan& each : plans) restore_where(db, each, "", since);
  return before - deleted_rows(db, model);
}

int FlagStorage::restore_upwards(sqlite3* db, const Model& model, const ModelTable& table,
                                 int key_count, sqlite3_value** key) const {
  Upwards upwards(db, model);
  const RowSource trash = storage_of(*table.settings).deleted(table);
  const std::string deleted_row =
      format("SELECT {} FROM {} WHERE {} AND {}", Upwards::literals(table.facts.identity(), ""),
             trash.from, trash.where, table.facts.key_parameters(table.facts.public_key()));
  const auto found = upwards.rows(deleted_row, key_count, key);
  if (found.empty()) return 0;
  upwards.restore(table, found.front());
  // By itself or along with a parent; or a trigger of the user's kept it.
  return upwards.rows(deleted_row, key_count, key).empty() ? 1 : 0;
}

}  // namespace softdelete
