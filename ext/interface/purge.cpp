#include "interface/purge.hpp"

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "interface/arguments.hpp"
#include "manage/lookup.hpp"
#include "manage/purge.hpp"
#include "manage/require_active.hpp"
#include "sqlite/error.hpp"
#include "sqlite/format.hpp"
#include "sqlite/transaction.hpp"

namespace softdelete {
namespace {

constexpr const char* kCaller = "softdelete_purge";

sqlite3_int64 purge_one(sqlite3* db, const Model& model, const std::string& name,
                        const std::optional<std::string>& modifier,
                        std::optional<sqlite3_int64> limit) {
  const std::string caller = kCaller;
  const ModelTable& table = require_active(db, caller, model, name);
  if (modifier) return purge_older(db, model, table, *modifier, limit);
  if (!table.settings->retention) {
    fail(
        "{}: {} has no retention; give an age, as in softdelete_purge({text}, '30 days'), "
        "or set one in softdelete",
        kCaller, name, name);
  }
  return purge_older(db, model, table, age_modifier(kCaller, *table.settings->retention), limit);
}

// The databases in which a table has a retention.
std::vector<std::string> schemas_with_retention(sqlite3* db) {
  std::vector<std::string> found;
  for (const std::string& schema : schemas_in_lookup_order(db)) {
    const std::vector<Settings> all = read_registry(db, schema);
    if (std::any_of(all.begin(), all.end(),
                    [](const Settings& each) { return each.retention && !each.suspended; }))
      found.push_back(schema);
  }
  return found;
}

sqlite3_int64 purge_all(sqlite3* db, TableCache& tables, const std::vector<std::string>& schemas) {
  sqlite3_int64 count = 0;
  for (const std::string& schema : schemas) {
    open_journal(db, schema);
    const Model model = read_model(db, schema, tables);
    for (const ModelTable& each : model.tables) {
      if (!each.settings || !each.settings->retention || each.settings->suspended) continue;
      count += purge_one(db, model, each.facts.name, std::nullopt, std::nullopt);
    }
  }
  return count;
}

sqlite3_int64 limit_argument(sqlite3_value* value) {
  // A double too: JavaScript has no other numbers.
  const double number = sqlite3_value_double(value);
  const int type = sqlite3_value_type(value);
  const bool whole = type == SQLITE_INTEGER ||
                     (type == SQLITE_FLOAT && number == std::floor(number) && number < 9.0e18);
  if (!whole || number < 0) {
    throw Error(std::string(kCaller) + ": the limit must be a whole number of rows, 0 or more");
  }
  return sqlite3_value_int64(value);
}

}  // namespace

sqlite3_int64 purge_expired(sqlite3* db, TableCache& tables, int argc, sqlite3_value** argv) {
  if (argc > 3) {
    throw Error(std::string(kCaller) +
                ": at most three arguments are expected: the table's name, an age, a limit");
  }
  std::optional<std::string> modifier;
  std::optional<sqlite3_int64> limit;
  std::optional<std::string> name;
  if (argc > 0) name = name_argument(kCaller, "the table's name", argv[0]);
  if (argc > 1) modifier = age_modifier(kCaller, argv[1]);
  if (argc > 2) limit = limit_argument(argv[2]);
  sqlite3_int64 count = 0;
  // What is read inside the transaction comes after the write lock, so that it can be waited for.
  if (!name) {
    const std::vector<std::string> schemas = schemas_with_retention(db);
    in_transaction(db, kCaller, [&](Transaction&) { count = purge_all(db, tables, schemas); });
    return count;
  }
  const Location location = locate(db, kCaller, std::nullopt, *name);
  const std::string& schema = location.schema;
  const bool managed = !read_registry(db, schema).empty();
  in_transaction(db, kCaller, [&](Transaction&) {
    if (managed) open_journal(db, schema);
    count = purge_one(db, read_model(db, schema, tables), location.table, modifier, limit);
  });
  return count;
}

}  // namespace softdelete
