// How deleted rows are kept. What manages tables and what people call asks this alone; a folder
// beside this file is one way of keeping them.
//
// Strategies have no state and live as long as the program; any thread may use them. They throw
// Error and std::bad_alloc.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "generate/wanted.hpp"
#include "schema/model.hpp"
#include "storage/settings_patch.hpp"

namespace softdelete {

// What a person may do with the row of a key.
enum class RowAction { soft_delete, restore, purge };

// The rows of a table in one state, as parts of SQL.
struct RowSource {
  std::string from;          // what stands behind FROM, qualified with the schema
  std::string where;         // which of them
  std::string time;          // when they were deleted, in the table's own form
  std::string time_as_text;  // the same as YYYY-MM-DD HH:MM:SS.SSS
  std::string via;
  Names columns;   // of the row itself
  Names identity;  // what tells its rows apart
};

// Statements with the values of the key as ?1, ?2, ...: where `find` gives a row, `write` is run, and
// the action was done where `check` then gives none.
struct RowPlan {
  std::string find;
  std::string write;
  std::string check;
};

// How deleted rows are brought back, as parts of SQL.
struct RestorePlan {
  std::string update;      // UPDATE of the table, up to WHERE
  std::string deleted;     // condition: the row is deleted
  std::string since;       // condition: at or after the Julian day ?1
  std::string is_waiting;  // condition: a parent that it can't live without is deleted; may be empty
};

// How rows are purged by age. `?1` is the Julian day before which they were deleted.
struct PurgePlan {
  std::string from;     // the table that has the rows
  std::string expired;  // condition on its rows
  std::string order;    // the longest-deleted first
  Names key;            // what tells the rows apart
  std::string key_value;  // the same as one value that compares as the key does
  std::string trash;      // the view through which rows go, each with what depends on it
  std::string trash_key;  // its value there that is the key's
  // Condition: SQLite's own foreign keys would keep the row, if they are on. Empty where none can.
  std::string is_kept;
  // Where nothing happens when a row goes, one DELETE does, between these two statements.
  bool at_once;
  std::string begin;
  std::string end;
};

class Storage {
 public:
  virtual ~Storage() = default;

  // Whether what holds the trash is there.
  virtual bool is_ready(const ModelTable& table) const = 0;
  // Fills the settings of a table that is enabled for the first time: what was given, what can be
  // taken over, defaults. An Error where something that is there can't serve.
  virtual void adopt(sqlite3* db, const Table& facts, const SettingsPatch& given,
                     Settings& settings) const = 0;
  // An Error where the rows of a table hold values that can't be ours.
  virtual void check_rows(sqlite3* db, const ModelTable& table) const = 0;
  // Statements that make what is missing, each with `qualifier` before the names; the facts become
  // what a later look at the database would find. An Error where something that is there can't serve.
  virtual std::vector<std::string> prepare(ModelTable& table, const std::string& qualifier) const = 0;
  virtual std::vector<Object> objects(const Model& model, const ModelTable& table) const = 0;

  virtual RowSource live(const ModelTable& table) const = 0;
  virtual RowSource deleted(const ModelTable& table) const = 0;
  virtual RowPlan row_plan(RowAction action, const Model& model, const ModelTable& table,
                           bool has_delete_triggers) const = 0;
  virtual RestorePlan restore_plan(const Model& model, const ModelTable& table) const = 0;
  virtual PurgePlan purge_plan(const Model& model, const ModelTable& table,
                               bool has_delete_triggers) const = 0;
};

const Storage& storage_of(const Settings& settings);

}  // namespace softdelete
