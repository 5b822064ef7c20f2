#include "storage/storage.hpp"

#include "sqlite/error.hpp"
#include "sqlite/quote.hpp"
#include "storage/archive/archive_storage.hpp"
#include "storage/flag/flag_storage.hpp"

namespace softdelete {

Names Storage::trash_tables(const Settings&) const { return {}; }

Uniqueness Storage::uniqueness(const Model&, const ModelTable& table, bool, bool) const {
  return {table.facts.sql, {}, ""};
}

bool Storage::has_live_indexes(const ModelTable&) const { return false; }

std::vector<std::string> Storage::uniqueness_script(const Model&, const ModelTable&) const {
  return {};
}

std::string Storage::restore_script(const Model&, const ModelTable&) const { return ""; }

const Storage& storage_of(const Settings& settings) {
  static const FlagStorage flag;
  static const ArchiveStorage archive;
  if (settings.storage == "flag") return flag;
  if (settings.storage == "archive") return archive;
  throw Error("softdelete: storage must be 'flag' or 'archive', not " +
              quote_text(settings.storage));
}

}  // namespace softdelete
