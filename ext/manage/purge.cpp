#include "manage/purge.hpp"

#include <limits>

#include "manage/user_triggers.hpp"
#include "sqlite/format.hpp"
#include "sqlite/quote.hpp"
#include "sqlite/statement.hpp"
#include "storage/storage.hpp"

namespace softdelete {
namespace {

bool enforces_foreign_keys(sqlite3* db) {
  Statement pragma(db, "PRAGMA foreign_keys");
  return pragma.step() && pragma.integer(0) != 0;
}

bool is_kept_by_foreign_key(const Error& error) {
  return (error.code() & 0xff) == SQLITE_CONSTRAINT &&
         std::string(error.what()).find("FOREIGN KEY constraint failed") != std::string::npos;
}

class Purge {
 public:
  Purge(sqlite3* db, PurgePlan plan, double cutoff)
      : db_(db), plan_(std::move(plan)), cutoff_(cutoff) {
    if (!plan_.is_kept.empty() && enforces_foreign_keys(db)) {
      plan_.expired += format(" AND NOT ({})", plan_.is_kept);
    }
  }

  // Nothing happens when a row goes, so one DELETE does. What permits it is a row whose id is
  // last_insert_rowid() at that time.
  sqlite3_int64 all_at_once(std::optional<sqlite3_int64> limit) {
    const sqlite3_int64 last = sqlite3_last_insert_rowid(db_);
    if (!plan_.begin.empty()) execute(db_, plan_.begin);
    const std::string condition =
        limit ? format("{} IN ({})", plan_.key_value, oldest(*limit, 0)) : plan_.expired;
    Statement purge(db_, format("DELETE FROM {} WHERE {}", plan_.from, condition));
    bind(purge);
    purge.run();
    const sqlite3_int64 count = sqlite3_changes(db_);
    if (!plan_.end.empty()) execute(db_, plan_.end);
    sqlite3_set_last_insert_rowid(db_, last);
    return count;
  }

  // Each row takes along what depends on it, and no live row: the view's trigger knows how. Rows
  // that SQLite's own foreign keys keep are passed over: they are found by halving.
  sqlite3_int64 through_view(sqlite3_int64 limit) {
    sqlite3_int64 count = 0;
    for (sqlite3_int64 kept = 0;;) {
      const sqlite3_int64 wanted = limit - count;
      const sqlite3_int64 found = rows_from(wanted, kept);
      if (found == 0) return count;
      const sqlite3_int64 gone = purge_or_keep(found, kept);
      count += gone;
      kept += found - gone;
      // What was deleted meanwhile, by a trigger of the user's, is not old enough.
      if (found < wanted) return count;
    }
  }

 private:
  void bind(Statement& statement) const { sqlite3_bind_double(statement.handle(), 1, cutoff_); }

  std::string oldest(sqlite3_int64 limit, sqlite3_int64 offset) const {
    return format("SELECT {} FROM {} WHERE {} ORDER BY {} LIMIT {} OFFSET {}",
                  column_list(plan_.key), plan_.from, plan_.expired, plan_.order,
                  std::to_string(limit), std::to_string(offset));
  }

  sqlite3_int64 rows_from(sqlite3_int64 limit, sqlite3_int64 offset) const {
    Statement rows(db_, format("SELECT count(*) FROM ({})", oldest(limit, offset)));
    bind(rows);
    return rows.step() ? rows.integer(0) : 0;
  }

  // How many of the `count` oldest rows behind the first `offset` went.
  sqlite3_int64 purge_or_keep(sqlite3_int64 count, sqlite3_int64 offset) const {
    Statement undo(db_, "ROLLBACK TO softdelete_batch");
    Statement end(db_, "RELEASE softdelete_batch");
    execute(db_, "SAVEPOINT softdelete_batch");
    try {
      Statement purge(db_, format("DELETE FROM {} WHERE {} IN ({})", plan_.trash, plan_.trash_key,
                                  oldest(count, offset)));
      bind(purge);
      purge.run();
      end.run();
      return count;
    } catch (const Error& error) {
      sqlite3_step(undo.handle());
      sqlite3_step(end.handle());
      // A trigger of the user's may use these words and have rolled all back.
      if (!is_kept_by_foreign_key(error) || sqlite3_get_autocommit(db_) != 0) throw;
    }
    if (count == 1) return 0;
    const sqlite3_int64 half = count / 2;
    const sqlite3_int64 first = purge_or_keep(half, offset);
    return first + purge_or_keep(count - half, offset + half - first);
  }

  sqlite3* db_;
  PurgePlan plan_;
  double cutoff_;
};

}  // namespace

sqlite3_int64 purge_older(sqlite3* db, const Model& model, const ModelTable& table,
                          const std::string& modifier, std::optional<sqlite3_int64> limit) {
  Statement cutoff(db, "SELECT julianday('now', ?1)");
  cutoff.bind(1, modifier);
  if (!cutoff.step()) return 0;
  const PurgePlan plan =
      storage_of(*table.settings).purge_plan(model, table, has_delete_trigger(db, table));
  Purge purge(db, plan, sqlite3_column_double(cutoff.handle(), 0));
  cutoff.reset();
  if (plan.at_once) return purge.all_at_once(limit);
  return purge.through_view(limit.value_or(std::numeric_limits<sqlite3_int64>::max()));
}

}  // namespace softdelete
