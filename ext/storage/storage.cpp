#include "storage/storage.hpp"

#include "sqlite/error.hpp"
#include "sqlite/format.hpp"
#include "storage/archive/archive_storage.hpp"
#include "storage/flag/flag_storage.hpp"

namespace softdelete {
namespace {

bool is_of_a_value(int code) {
  switch (code) {
    case SQLITE_CONSTRAINT_UNIQUE:
    case SQLITE_CONSTRAINT_PRIMARYKEY:
    case SQLITE_CONSTRAINT_ROWID:
    case SQLITE_CONSTRAINT_NOTNULL:
    case SQLITE_CONSTRAINT_CHECK:
    case SQLITE_CONSTRAINT_DATATYPE:
      return true;
    default:
      return false;
  }
}

bool is_of_uniqueness(int code) {
  return code == SQLITE_CONSTRAINT_UNIQUE || code == SQLITE_CONSTRAINT_PRIMARYKEY ||
         code == SQLITE_CONSTRAINT_ROWID;
}

}  // namespace

void run_step(Statement& statement, const Step& step, const std::string& caller) {
  if (!step.refusal.empty()) {
    const bool refused = statement.step();
    statement.reset();
    if (refused) fail("{}: {}", caller, step.refusal);
    return;
  }
  try {
    statement.run();
  } catch (const Error& error) {
    if (step.trash.empty() || !is_of_a_value(error.code())) throw;
    throw Error(error.code(),
                format("{}: {}: {}; change the deleted row first, with UPDATE {ident}{}", caller,
                       step.purpose, error.what(), step.trash,
                       is_of_uniqueness(error.code())
                           ? " SET ..., or delete the row that has these values now"
                           : " SET ..."));
  }
}

void Storage::check_columns(sqlite3*, const Model&, const std::vector<const ModelTable*>&) const {}

Names Storage::trash_tables(const Settings&) const { return {}; }

Uniqueness Storage::uniqueness(const Model&, const ModelTable& table, bool, bool) const {
  return {table.facts.sql, {}, ""};
}

bool Storage::has_live_indexes(const ModelTable&) const { return false; }

std::vector<std::string> Storage::uniqueness_script(const Model&, const ModelTable&) const {
  return {};
}

std::string Storage::restore_script(sqlite3*, const Model&, const ModelTable&) const { return ""; }

const Storage& storage_of(const Settings& settings) {
  static const FlagStorage flag;
  static const ArchiveStorage archive;
  if (settings.storage == "flag") return flag;
  if (settings.storage == "archive") return archive;
  fail("softdelete: storage must be 'flag' or 'archive', not {text}", settings.storage);
}

std::map<std::string, std::vector<const ModelTable*>> by_storage(
    const std::vector<const ModelTable*>& tables) {
  std::map<std::string, std::vector<const ModelTable*>> out;
  for (const ModelTable* each : tables) out[each->settings->storage].push_back(each);
  return out;
}

void check_columns(sqlite3* db, const Model& model, const std::vector<const ModelTable*>& tables) {
  for (const auto& [name, some] : by_storage(tables)) {
    storage_of(*some.front()->settings).check_columns(db, model, some);
  }
}

}  // namespace softdelete
