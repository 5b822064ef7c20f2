#include "interface/restore.hpp"

#include <optional>
#include <string>

#include "interface/arguments.hpp"
#include "manage/lookup.hpp"
#include "manage/require_active.hpp"
#include "sqlite/format.hpp"
#include "sqlite/statement.hpp"
#include "sqlite/transaction.hpp"
#include "storage/storage.hpp"

namespace softdelete {
namespace {

double day_before(sqlite3* db, const std::string& modifier) {
  Statement day(db, "SELECT julianday('now', ?1)");
  day.bind(1, modifier);
  day.step();
  return sqlite3_column_double(day.handle(), 0);
}

std::vector<const ModelTable*> all_managed(const Model& model) {
  std::vector<const ModelTable*> tables;
  for (const ModelTable& each : model.tables) {
    if (each.managed() && each.settings->format <= kFormat) tables.push_back(&each);
  }
  return tables;
}

// Foreign keys tie tables of one storage only, so each storage restores its own.
sqlite3_int64 restore_tables(sqlite3* db, const Model& model,
                             const std::vector<const ModelTable*>& tables,
                             std::optional<double> since) {
  sqlite3_int64 count = 0;
  for (const auto& [name, some] : by_storage(tables)) {
    count += storage_of(*some.front()->settings).restore_all(db, model, some, since);
  }
  return count;
}

}  // namespace

sqlite3_int64 restore_recent(sqlite3* db, TableCache& tables, int argc, sqlite3_value** argv) {
  const std::string caller = "softdelete_restore";
  if (argc > 2) {
    throw Error(caller + ": at most two arguments are expected: the table's name and an age");
  }
  sqlite3_int64 count = 0;
  if (argc == 0) {
    in_transaction(db, caller, [&](Transaction&) {
      for (const std::string& schema : schemas_in_lookup_order(db)) {
        if (read_registry(db, schema).empty()) continue;
        open_journal(db, schema);
        const Model model = read_model(db, schema, tables);
        count += restore_tables(db, model, all_managed(model), std::nullopt);
      }
    });
    return count;
  }
  const std::string name = name_argument(caller, "the table's name", argv[0]);
  std::optional<double> since;
  if (argc > 1) since = day_before(db, age_modifier(caller, argv[1]));
  const Location location = locate(db, caller, std::nullopt, name);
  const bool managed = !read_registry(db, location.schema).empty();
  in_transaction(db, caller, [&](Transaction&) {
    if (managed) open_journal(db, location.schema);
    const Model model = read_model(db, location.schema, tables);
    const ModelTable& table = require_active(db, caller, model, location.table);
    count = restore_tables(db, model, {&table}, since);
  });
  return count;
}

int restore_with_parents(sqlite3* db, TableCache& tables, int argc, sqlite3_value** argv) {
  const std::string caller = "restore_with_parents";
  if (argc == 0) {
    throw Error(caller + ": the table's name and one value for each key column are expected");
  }
  const std::string name = name_argument(caller, "the table's name", argv[0]);
  const Location location = locate(db, caller, std::nullopt, name);
  const bool managed = !read_registry(db, location.schema).empty();
  int count = 0;
  in_transaction(db, caller, [&](Transaction&) {
    if (managed) open_journal(db, location.schema);
    const Model model = read_model(db, location.schema, tables);
    const ModelTable& table = require_active(db, caller, model, location.table);
    const Names key = table.facts.public_key();
    std::string names;
    for (const std::string& each : key) names += (names.empty() ? "" : ", ") + each;
    if (static_cast<std::size_t>(argc) != key.size() + 1) {
      fail("{}: {} has the key ({}), so {} key values are expected, not {}", caller, name, names,
           std::to_string(key.size()), std::to_string(argc - 1));
    }
    for (int i = 1; i < argc; ++i) {
      if (sqlite3_value_type(argv[i]) != SQLITE_NULL) continue;
      fail("{}: a key value is NULL; {} expects ({})", caller, name, names);
    }
    count = storage_of(*table.settings).restore_upwards(db, model, table, argc - 1, argv + 1);
  });
  return count;
}

}  // namespace softdelete
