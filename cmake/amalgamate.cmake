# Writes all sources into one, and the header beside it:
# cmake -DVERSION=... -DHEADER=... -P amalgamate.cmake -- OUTPUT FOLDER... -- SOURCE...
# A file that is included in quotes is looked up in the folders, and put where it is first needed.

cmake_minimum_required(VERSION 3.20...3.25)

set(kind "script")
set(folders "")
set(sources "")
foreach(index RANGE 1 ${CMAKE_ARGC})
  set(argument "${CMAKE_ARGV${index}}")
  if(argument STREQUAL "--")
    if(kind STREQUAL "script")
      set(kind "output")
    else()
      set(kind "source")
    endif()
  elseif(kind STREQUAL "output")
    set(output "${argument}")
    set(kind "folder")
  elseif(kind STREQUAL "folder")
    list(APPEND folders "${argument}")
  elseif(kind STREQUAL "source" AND NOT argument STREQUAL "")
    list(APPEND sources "${argument}")
  endif()
endforeach()

# Sets `path` and `shown`, what the file is called in the output.
macro(look_up name)
  set(path "")
  set(shown "${name}")
  foreach(folder IN LISTS folders)
    cmake_path(APPEND folder "${name}" OUTPUT_VARIABLE candidate)
    cmake_path(IS_PREFIX folder "${name}" is_inside)
    if(is_inside)
      cmake_path(RELATIVE_PATH shown BASE_DIRECTORY "${folder}")
      set(path "${name}")
    elseif(NOT path AND EXISTS "${candidate}")
      set(path "${candidate}")
    endif()
  endforeach()
  if(NOT path)
    message(FATAL_ERROR "${name} is in none of ${folders}")
  endif()
endmacro()

# Appends a file to the output, and before it those that it includes and that aren't there yet.
function(append name)
  look_up("${name}")
  get_property(done GLOBAL PROPERTY done)
  if(path IN_LIST done)
    return()
  endif()
  set_property(GLOBAL APPEND PROPERTY done "${path}")

  file(READ "${path}" text)
  set(text "\n${text}")
  string(REPLACE "\n#pragma once\n" "\n" text "${text}")
  while(text MATCHES "\n#include \"([^\"\n]+)\"")
    set(line "${CMAKE_MATCH_0}")
    append("${CMAKE_MATCH_1}")
    string(REPLACE "${line}\n" "\n" text "${text}")
  endwhile()
  string(STRIP "${text}" text)
  file(APPEND "${output}" "\n// ---- ${shown}\n${text}\n")
endfunction()

set(notice "softdelete ${VERSION}, MIT license")
file(WRITE "${output}" "// ${notice}\n//" [[
 All in one file, put together from the project's sources by its build. Compile it as
// C++17: with -DSQLITE_CORE for a program that has SQLite linked in (softdelete.h says how to
// register it there), without for a loadable library named softdelete.
]])
foreach(source IN LISTS sources)
  append("${source}")
endforeach()

# The header tells the version too, and points to nothing that stays behind.
file(READ "${HEADER}" text)
set(guard "\n#define SOFTDELETE_H\n")
string(REPLACE "${guard}" "${guard}\n#define SOFTDELETE_VERSION \"${VERSION}\"\n" text "${text}")
string(REPLACE "docs/reference.md" "the project's reference" text "${text}")
cmake_path(GET HEADER FILENAME name)
cmake_path(REPLACE_FILENAME output "${name}")
file(WRITE "${output}" "/* ${notice} */\n${text}")
