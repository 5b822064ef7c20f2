#include "interface/version.hpp"

#include "build_info.hpp"
#include "sqlite/api.hpp"
#include "sqlite/format.hpp"

namespace softdelete {

std::string version() { return SOFTDELETE_VERSION; }

std::string build_details() {
  return format("softdelete {}, built {} from commit {} against SQLite " SQLITE_VERSION
                ", running on SQLite {}",
                SOFTDELETE_VERSION, SOFTDELETE_BUILD_DATE, SOFTDELETE_COMMIT, sqlite3_libversion());
}

}  // namespace softdelete
