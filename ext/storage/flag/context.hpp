// What the generation of one table's triggers knows, and the fragments that they share.
// Plain values that refer to the model, which must outlive them; throw std::bad_alloc alone.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "generate/wanted.hpp"
#include "storage/flag/mark.hpp"
#include "storage/flag/references.hpp"

namespace softdelete {

// A table's name as a qualifier: "name".
std::string qualifier_of(const Table& table);
// A name for a table inside a statement that also speaks of these: none of theirs.
std::string alias_beside(std::string base, std::initializer_list<const Table*> tables);

struct TriggerContext {
  const Model& model;
  const ReferenceGraph& graph;
  const ModelTable& table;
  const Table& facts;
  const Settings& settings;
  Mark mark;
  std::size_t index;

  TriggerContext(const Model& model_in, const ReferenceGraph& graph_in, const ModelTable& table_in)
      : model(model_in),
        graph(graph_in),
        table(table_in),
        facts(table_in.facts),
        settings(*table_in.settings),
        mark(*table_in.settings),
        index(model_in.index_of(table_in)) {}

  std::string name(std::string_view suffix) const { return generated_name(settings, suffix); }
  Object trigger(Role role, std::string_view suffix, const std::string& on, std::string sql) const {
    return {"trigger", name(suffix), on, std::move(sql), role};
  }
  // Condition: the row of the managed table that the trigger runs for.
  std::string is_row(std::string_view row) const;
  // The same in a trigger on a view, which sees the columns alone and never the rowid.
  std::string is_view_row(const std::string& state) const;
  // Where the key does not tell rows apart: the rowid of a row that agrees with the view's in all
  // columns. Such rows are the same to every view: any one of them will do.
  std::string view_rowid(const std::string& state) const;

  const ModelTable& table_at(std::size_t at) const { return model.tables[at]; }
  const Table& facts_at(std::size_t at) const { return model.tables[at].facts; }
  Mark mark_at(std::size_t at) const { return Mark(*model.tables[at].settings); }
};

// (SELECT p.flag FROM parent p WHERE ...): the flag of the row that a child's row refers to.
// `child_row` is "NEW." or the child's name with its dot.
std::string parent_flag(const TriggerContext& context, const Reference& reference,
                        std::string_view child_row);

// A restored row that may not live: the NEW row refers to a deleted one that it can't live without.
struct Orphan {
  std::string condition;  // empty where it has no such parents
  std::string message;
};
Orphan orphan(const TriggerContext& context);

// Whether the purge of a parent's row removes the child's deleted rows itself, all at once: no rows
// depend on them, and they hold the key that the purge has put into softdelete_context.
bool goes_with_parent(const TriggerContext& context, const Reference& reference);

// What softdelete_context.row_key says of the row of a trigger that may be purged.
std::string purged_key(const TriggerContext& context, std::string_view row);

// Adds the names that aren't there yet.
void add_names(Names& all, const Names& more);
// "a, b or c", for people.
std::string alternatives(const Names& names);

// The conditions joined by AND or OR; many of them in groups, because SQLite limits how deep an
// expression is, and a chain is as deep as it is long.
std::string joined(const Names& conditions, const std::string& word);

// The statements of a trigger that refuse with a message, or nothing.
std::string refuse(const std::string& message, const std::string& condition);
// The same for several conditions, each with its message, asked in turn; or nothing.
struct Refusal {
  std::string condition;
  std::string message;
};
std::string refuse_first(const std::vector<Refusal>& refusals);

// What a row's deletion, restoration and purge mean for the rows below it.
std::vector<Object> deletion_triggers(const TriggerContext& context);
std::vector<Object> restoration_triggers(const TriggerContext& context);
std::vector<Object> purge_objects(const TriggerContext& context);
// What an INSERT or UPDATE must not do: reuse a deleted row's key, refer to a deleted parent.
std::vector<Object> guard_triggers(const TriggerContext& context);
std::vector<Object> reference_triggers(const TriggerContext& context);
// The two views and the triggers that make them writable.
// "t"."a" AS "a", ...: every column.
std::string view_columns(const TriggerContext& context);
std::vector<Object> view_objects(const TriggerContext& context);

}  // namespace softdelete
