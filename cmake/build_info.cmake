# Writes build_info.hpp. Takes SOURCE_DIR, OUTPUT and VERSION.

cmake_minimum_required(VERSION 3.20...3.25)

# In UTC; honours SOURCE_DATE_EPOCH, for reproducible builds.
string(TIMESTAMP date "%Y-%m-%d" UTC)

# Sources unpacked inside somebody else's repository must not report that one's commit.
cmake_path(GET SOURCE_DIR PARENT_PATH ceiling)
set(ENV{GIT_CEILING_DIRECTORIES} "${ceiling}")

set(commit "")
find_program(GIT git)
if(GIT)
  execute_process(
    COMMAND "${GIT}" describe --always --exclude=* --abbrev=12 --dirty
    WORKING_DIRECTORY "${SOURCE_DIR}"
    OUTPUT_VARIABLE commit
    OUTPUT_STRIP_TRAILING_WHITESPACE
    ERROR_QUIET)
endif()
if(NOT commit)
  set(commit "unknown")
endif()

file(CONFIGURE OUTPUT "${OUTPUT}" CONTENT [[
// Written by cmake/build_info.cmake.
#pragma once

#define SOFTDELETE_VERSION "@VERSION@"
#define SOFTDELETE_BUILD_DATE "@date@"
#define SOFTDELETE_COMMIT "@commit@"
]] @ONLY)
