#include "manage/purge.hpp"

#include <algorithm>

#include "generate/storage.hpp"
#include "generate/wanted.hpp"
#include "manage/reconcile.hpp"
#include "sqlite/quote.hpp"
#include "sqlite/statement.hpp"

namespace softdelete {
namespace {

struct Purge {
  sqlite3* db;
  const Model& model;
  const ModelTable& table;
  std::string cutoff;
  std::optional<sqlite3_int64> limit;

  std::string qualified(const std::string& name) const {
    return quote_ident(model.schema) + "." + quote_ident(name);
  }

  // Rows whose time is no text, as NULL, never expire: every text is greater than ''.
  std::string expired() const {
    const Storage storage(*table.settings);
    return storage.deleted() + " AND " + storage.time() + " > '' AND " + storage.time() + " <= ?1";
  }

  std::string oldest(const Names& columns) const {
    return "SELECT " + column_list(columns) + " FROM " + qualified(table.facts.name) + " WHERE " +
           expired() + " ORDER BY " + Storage(*table.settings).time() + " LIMIT ?2";
  }

  void run(const std::string& sql) const {
    Statement statement(db, sql);
    statement.bind(1, cutoff);
    if (limit) statement.bind(2, *limit);
    statement.run();
  }
};

// Whether a trigger of the user's may see the rows go, and delete others then.
bool has_delete_trigger(const Purge& purge) {
  for (const std::string& schema : {purge.model.schema, std::string("temp")}) {
    Statement list(purge.db, "SELECT name, sql FROM " + quote_ident(schema) +
                                 ".sqlite_schema WHERE type = 'trigger' AND tbl_name = ?1 COLLATE"
                                 " NOCASE AND instr(lower(sql), 'delete')");
    list.bind(1, purge.table.facts.name);
    while (list.step()) {
      if (!has_marker("trigger", list.text(0), list.text(1))) return true;
    }
  }
  return false;
}

// Nothing happens when a row goes, so one DELETE does, without the trigger that guards each row.
sqlite3_int64 purge_alone(const Purge& purge) {
  const std::vector<Object> objects = wanted(purge.model, purge.table);
  const auto trigger = std::find_if(objects.begin(), objects.end(), [&](const Object& each) {
    return each.name == generated_name(*purge.table.settings, "delete");
  });
  const std::string qualifier = quote_ident(purge.model.schema) + ".";
  const std::vector<Object> dropped{*trigger};
  for (const std::string& each : difference(dropped, {}, qualifier)) execute(purge.db, each);
  const Names identity = purge.table.facts.identity();
  const std::string from = "DELETE FROM " + purge.qualified(purge.table.facts.name) + " WHERE ";
  const std::string key = purge.table.facts.key_value(identity);
  purge.run(purge.limit ? from + key + " IN (" + purge.oldest(identity) + ")"
                        : from + purge.expired());
  const sqlite3_int64 count = sqlite3_changes(purge.db);
  for (const std::string& each : difference({}, dropped, qualifier)) execute(purge.db, each);
  return count;
}

// Each row takes along what depends on it, and no live row: the deleted view's trigger knows how.
sqlite3_int64 purge_by_trigger(const Purge& purge) {
  const Table& facts = purge.table.facts;
  const Settings& settings = *purge.table.settings;
  const bool by_key = facts.key_is_exact();
  const Names key = facts.exact_key();
  Purge all = purge;
  all.limit = purge.limit.value_or(-1);
  Statement count(purge.db, "SELECT count(*) FROM (" + all.oldest(key) + ")");
  count.bind(1, all.cutoff).bind(2, *all.limit);
  count.step();
  const sqlite3_int64 rows = count.integer(0);
  count.reset();
  const std::string view = by_key ? settings.deleted_view : generated_name(settings, "rows");
  all.run("DELETE FROM " + purge.qualified(view) + " WHERE " +
          (by_key ? facts.key_value(key) : std::string("row_id")) + " IN (" + all.oldest(key) +
          ")");
  return rows;
}

}  // namespace

sqlite3_int64 purge_older(sqlite3* db, const Model& model, const ModelTable& table,
                          const std::string& modifier, std::optional<sqlite3_int64> limit) {
  Statement cutoff(db, std::string("SELECT strftime('%Y-%m-%d %H:%M:%f', 'now', ?1)"));
  cutoff.bind(1, modifier);
  cutoff.step();
  const Purge purge{db, model, table, cutoff.text(0), limit};
  open_journal(db, model.schema);
  const std::size_t index = model.index_of(table);
  const bool referred_to = std::any_of(model.references.begin(), model.references.end(),
                                       [&](const Reference& each) { return each.parent == index; });
  return referred_to || has_delete_trigger(purge) ? purge_by_trigger(purge) : purge_alone(purge);
}

}  // namespace softdelete
