// What this build is.
#pragma once

#include <string>

namespace softdelete {

std::string version();        // "1.2.3"
std::string build_details();  // version, build date, commit, SQLite built against and running on

}  // namespace softdelete
