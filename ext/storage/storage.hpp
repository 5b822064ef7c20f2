// How deleted rows are kept. What manages tables and what people call asks this alone; a folder
// beside this file is one way of keeping them.
//
// Strategies have no state and live as long as the program; any thread may use them. They throw
// Error and std::bad_alloc.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "generate/wanted.hpp"
#include "schema/model.hpp"
#include "sqlite/statement.hpp"
#include "storage/settings_patch.hpp"
#include "storage/uniqueness.hpp"

namespace softdelete {

// What a person may do with the row of a key.
enum class RowAction { soft_delete, restore, restore_version, purge };

// The rows of a table in one state, as parts of SQL.
struct RowSource {
  std::string from;          // what stands behind FROM, qualified with the schema
  std::string where;         // which of them
  std::string time;          // when they were deleted, in a form that sorts by time
  std::string time_as_text;  // the same as YYYY-MM-DD HH:MM:SS.SSS
  std::string via;
  Names key;       // as people give it
  Names columns;   // of the row itself
  Names identity;  // what tells its rows apart
  std::string id;  // the number of the deleted row; NULL where there is none
};

// A statement; or, where there is a refusal, a query for rows that must not be there.
struct Step {
  std::string sql;
  std::string refusal{};
  // Of a statement that gives rows back: what it does, and the view of the trash where a row that
  // breaks a constraint of the table can be changed.
  std::string purpose{};
  std::string trash{};
};

// Runs the statement of a step. An Error that begins with `caller` where it is refused.
void run_step(Statement& statement, const Step& step, const std::string& caller);

// Statements with the values of the key as ?1, ?2, ... where they have parameters. Where `find`
// gives a row, the steps are run; the action was done where `check` then gives none. The result is
// the first value of `find`; where that is empty, how many rows the last step changed.
struct RowPlan {
  std::string find;
  std::vector<Step> steps;
  std::string check;
  bool defers_foreign_keys = false;  // to the end of the steps
};

// How rows are purged by age. `?1` is the Julian day before which they were deleted.
struct PurgePlan {
  std::string from;       // the table that has the rows
  std::string expired;    // condition on its rows
  std::string order;      // the longest-deleted first
  Names key;              // what tells the rows apart
  std::string key_value;  // the same as one value that compares as the key does
  std::string trash;      // the view through which rows go, each with what depends on it
  std::string trash_key;  // its value there that is the key's
  // Condition: SQLite's own foreign keys would keep the row, if they are on. Empty where none can.
  std::string is_kept;
  // Where nothing happens when a row goes, one DELETE does, between these two statements, if any.
  bool at_once;
  std::string begin;
  std::string end;
};

class Storage {
 public:
  virtual ~Storage() = default;

  // The names of the tables that prepare() makes for a table.
  virtual Names trash_tables(const Settings& settings) const;
  // Whether what holds the trash is there.
  virtual bool is_ready(const Model& model, const ModelTable& table) const = 0;
  // An Error where a table has columns that its trash lacks, or has under another name: until a
  // repair, deleted rows can be neither shown nor brought back as they are.
  virtual void check_columns(sqlite3* db, const Model& model,
                             const std::vector<const ModelTable*>& tables) const;
  // Fills the settings of a table that is enabled for the first time: what was given, what can be
  // taken over, defaults. An Error where something that is there can't serve.
  virtual void adopt(sqlite3* db, const Table& facts, const SettingsPatch& given,
                     Settings& settings) const = 0;
  // An Error where a setting can't have the value that it is given.
  virtual void check_settings(const Table& facts, const SettingsPatch& given) const = 0;
  // An Error where the rows of a table hold values that can't be ours, or what was deleted is lost.
  virtual void check_rows(sqlite3* db, const ModelTable& table) const = 0;
  virtual void check_trash(sqlite3* db, const ModelTable& table, bool resuming) const = 0;
  // Statements that make what is missing, each with `qualifier` before the names; the facts become
  // what a later look at the database would find. An Error where something that is there can't
  // serve.
  virtual std::vector<std::string> prepare(sqlite3* db, const Model& model, ModelTable& table,
                                           const std::string& qualifier) const = 0;
  // Statements that take the trash out of a database, where it is empty and no longer needed.
  virtual std::vector<std::string> take_out(const Model& model, const ModelTable& table,
                                            const std::string& qualifier) const = 0;
  virtual std::vector<Object> objects(const Model& model, const ModelTable& table) const = 0;
  // What must become of the indexes and UNIQUE constraints; nothing, unless a storage says so.
  // `live`: they are to cover live rows only; else all. `exactly`: one that does what it should,
  // but was written by an earlier version, goes as well.
  virtual Uniqueness uniqueness(const Model& model, const ModelTable& table, bool live,
                                bool exactly) const;
  // Whether anything of a table covers live rows only by our doing.
  virtual bool has_live_indexes(const ModelTable& table) const;
  // Statements that make the same indexes cover what the settings say in a database where they
  // cover all rows.
  virtual std::vector<std::string> uniqueness_script(const Model& model,
                                                     const ModelTable& table) const;
  // SQL for a script with which a connection without the extension can restore; empty where it
  // can already.
  virtual std::string restore_script(sqlite3* db, const Model& model,
                                     const ModelTable& table) const;

  virtual RowSource live(const ModelTable& table) const = 0;
  virtual RowSource deleted(const ModelTable& table) const = 0;
  virtual RowPlan row_plan(sqlite3* db, RowAction action, const Model& model,
                           const ModelTable& table, bool has_delete_triggers) const = 0;
  virtual PurgePlan purge_plan(const Model& model, const ModelTable& table,
                               bool has_delete_triggers) const = 0;

  // Restores the deleted rows of these tables of the model, in whichever order their parents ask
  // for; with `since`, a Julian day, those deleted then or later. Returns how many rows of the
  // database it brought back, those along with them included. An Error where one of them can't come
  // back. The caller makes it atomic.
  virtual sqlite3_int64 restore_all(sqlite3* db, const Model& model,
                                    const std::vector<const ModelTable*>& tables,
                                    std::optional<double> since) const = 0;
  // Restores the row of a table that has the key, with the deleted rows that it refers to, upwards.
  // 1, or 0 where there is no such deleted row. The caller makes it atomic.
  virtual int restore_upwards(sqlite3* db, const Model& model, const ModelTable& table,
                              int key_count, sqlite3_value** key) const = 0;
};

const Storage& storage_of(const Settings& settings);

// Managed tables by the names of their storages.
std::map<std::string, std::vector<const ModelTable*>> by_storage(
    const std::vector<const ModelTable*>& tables);

// Storage::check_columns() of each of these managed tables.
void check_columns(sqlite3* db, const Model& model, const std::vector<const ModelTable*>& tables);

}  // namespace softdelete
