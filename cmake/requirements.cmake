# What is too old is said at once, and in words, before a compiler says it in its own.

set(oldest_GNU 9)
set(oldest_Clang 9)
set(oldest_AppleClang 13)
set(oldest_MSVC 19.20)
if(DEFINED oldest_${CMAKE_CXX_COMPILER_ID} AND
    CMAKE_CXX_COMPILER_VERSION VERSION_LESS oldest_${CMAKE_CXX_COMPILER_ID})
  message(FATAL_ERROR "softdelete needs ${CMAKE_CXX_COMPILER_ID} ${oldest_${CMAKE_CXX_COMPILER_ID}} or newer, "
    "or another compiler of C++17: ${CMAKE_CXX_COMPILER} is ${CMAKE_CXX_COMPILER_VERSION}")
endif()

# Only headers are needed: the host brings SQLite itself.
find_path(SQLITE3_INCLUDE_DIR sqlite3ext.h DOC "Folder of sqlite3.h and sqlite3ext.h (Debian: libsqlite3-dev)")
if(NOT SQLITE3_INCLUDE_DIR)
  message(FATAL_ERROR "softdelete needs SQLite's headers, sqlite3.h and sqlite3ext.h (Debian: libsqlite3-dev)")
endif()
file(STRINGS "${SQLITE3_INCLUDE_DIR}/sqlite3.h" sqlite_version REGEX "^#define SQLITE_VERSION ")
string(REGEX MATCH "[0-9][0-9.]*" sqlite_version "${sqlite_version}")
if(sqlite_version VERSION_LESS 3.35)
  message(FATAL_ERROR "softdelete needs the headers of SQLite 3.35 or newer: "
    "${SQLITE3_INCLUDE_DIR}/sqlite3.h is of ${sqlite_version}")
endif()
