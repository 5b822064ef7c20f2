// The parts that `wanted` is made of, one group of triggers each.
#pragma once

#include <string>
#include <vector>

#include "generate/storage.hpp"
#include "generate/walk.hpp"
#include "generate/wanted.hpp"
#include "sqlite/quote.hpp"

namespace softdelete {

std::string qualifier_of(const Table& table);

struct Subject {
  const Model& model;
  const ModelTable& table;
  const Table& facts;
  const Settings& settings;
  Storage storage;
  std::size_t index;

  Subject(const Model& model_in, const ModelTable& table_in)
      : model(model_in),
        table(table_in),
        facts(table_in.facts),
        settings(*table_in.settings),
        storage(*table_in.settings),
        index(model_in.index_of(table_in)) {}

  // The table's name and a dot. A column in quotes that is gone would be taken for a string by
  // hosts that allow that; behind its table's name it is an error.
  std::string self() const { return qualifier_of(facts); }
  // The same for a column of the key. The rowid, which is never gone, stands alone: of a table
  // named old, SQLite would take old.rowid for the trigger's row.
  std::string key_column(const std::string& column) const {
    return (facts.column(column) == nullptr ? "" : self()) + quote_ident(column);
  }
  std::string name(std::string_view suffix) const { return generated_name(settings, suffix); }
  Object trigger(std::string_view suffix, const std::string& on, std::string sql) const {
    return {"trigger", name(suffix), on, std::move(sql)};
  }
  // Condition: the row of the managed table that the trigger runs for.
  std::string is_row(const std::string& row) const;
  // The same in a trigger on a view, which sees the columns alone and never the rowid.
  std::string is_view_row(const std::string& state) const;
};

bool both_managed(const Model& model, const Reference& reference);
Storage storage_of(const Model& model, std::size_t table);
// Condition on rows that an earlier statement of the same trigger has marked.
Walk::Condition marked_by(const Model& model, const char* mark);

// The statements of a trigger that refuse with a message, or nothing.
std::string refuse(const std::string& message, const std::string& condition);

// What a row's deletion, restoration and purge mean for the rows below it (section 6).
std::vector<Object> event_triggers(const Subject& subject);
std::string purge_statements(const Subject& subject, const std::string& is_row);
// What an INSERT or UPDATE must not do: reuse a deleted row's key, refer to a deleted parent.
std::vector<Object> guard_triggers(const Subject& subject);
// The two views and the triggers that make them writable.
std::vector<Object> view_objects(const Subject& subject);

}  // namespace softdelete
