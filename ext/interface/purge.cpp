#include "interface/purge.hpp"

#include <cmath>

#include "interface/arguments.hpp"
#include "manage/in_force.hpp"
#include "manage/lookup.hpp"
#include "manage/purge.hpp"
#include "sqlite/error.hpp"
#include "sqlite/quote.hpp"

namespace softdelete {
namespace {

constexpr const char* kSpeaker = "softdelete_purge";

sqlite3_int64 purge_one(sqlite3* db, const Model& model, const std::string& name,
                        const std::optional<std::string>& modifier,
                        std::optional<sqlite3_int64> limit) {
  const ModelTable& table = in_force(db, kSpeaker, model, name);
  if (modifier) return purge_older(db, model, table, *modifier, limit);
  if (!table.settings->retention) {
    throw Error(std::string(kSpeaker) + ": " + name +
                " has no retention; give an age, as in softdelete_purge(" + quote_text(name) +
                ", '30 days'), or set one in softdelete");
  }
  return purge_older(db, model, table, age_modifier(kSpeaker, *table.settings->retention), limit);
}

sqlite3_int64 purge_all(sqlite3* db, TableCache& tables) {
  sqlite3_int64 count = 0;
  for (const std::string& schema : schemas_in_lookup_order(db)) {
    if (read_registry(db, schema).empty()) continue;
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
    throw Error(std::string(kSpeaker) + ": the limit must be a whole number of rows, 0 or more");
  }
  return sqlite3_value_int64(value);
}

}  // namespace

sqlite3_int64 purge_expired(Connection& connection, int argc, sqlite3_value** argv) {
  if (argc > 3) {
    throw Error(std::string(kSpeaker) +
                ": at most three arguments are expected: the table's name, an age, a limit");
  }
  sqlite3* db = connection.db;
  std::optional<std::string> name;
  std::optional<std::string> modifier;
  std::optional<sqlite3_int64> limit;
  if (argc > 0) name = name_argument(kSpeaker, "the table's name", argv[0]);
  if (argc > 1) modifier = age_modifier(kSpeaker, argv[1]);
  if (argc > 2) limit = limit_argument(argv[2]);
  sqlite3_int64 count = 0;
  connection.atomically([&] {
    if (!name) {
      count = purge_all(db, connection.tables);
      return;
    }
    const Location location = locate(db, kSpeaker, std::nullopt, *name);
    count = purge_one(db, read_model(db, location.schema, connection.tables), location.table,
                      modifier, limit);
  });
  return count;
}

}  // namespace softdelete
