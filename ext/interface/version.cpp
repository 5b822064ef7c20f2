#include "interface/version.hpp"

#include "build_info.hpp"
#include "sqlite/api.hpp"

namespace softdelete {

std::string version() { return SOFTDELETE_VERSION; }

std::string build_details() {
  return std::string("softdelete ") + SOFTDELETE_VERSION + ", built " + SOFTDELETE_BUILD_DATE +
         " from commit " + SOFTDELETE_COMMIT +
         " against SQLite " SQLITE_VERSION ", running on SQLite " + sqlite3_libversion();
}

}  // namespace softdelete
