#include "storage/storage.hpp"

#include "sqlite/error.hpp"
#include "storage/flag/flag_storage.hpp"

namespace softdelete {

const Storage& storage_of(const Settings& settings) {
  static const FlagStorage flag;
  if (settings.storage == "flag") return flag;
  throw Error("softdelete: storage must be 'flag', not " + settings.storage);
}

}  // namespace softdelete
