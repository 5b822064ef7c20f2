// The SQLite API, reached through the host's function table when loaded as an extension and
// directly when linked statically (SQLITE_CORE). The table's pointer is the only mutable global.
#pragma once

#include <sqlite3ext.h>
SQLITE_EXTENSION_INIT3
