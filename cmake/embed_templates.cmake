# Writes templates.cpp: cmake -P embed_templates.cmake -- OUTPUT TEMPLATE.sql...
# Each file becomes a Template named after it, without the folder and ".sql".

cmake_minimum_required(VERSION 3.20...3.25)

set(first 0)
foreach(index RANGE ${CMAKE_ARGC})
  if("${CMAKE_ARGV${index}}" STREQUAL "--")
    math(EXPR first "${index} + 1")
    break()
  endif()
endforeach()
math(EXPR last "${CMAKE_ARGC} - 1")
set(output "${CMAKE_ARGV${first}}")
math(EXPR first "${first} + 1")
if(first GREATER last)
  message(FATAL_ERROR "sql/templates holds no .sql file")
endif()

set(delimiter "softdelete_sql")
# Some compilers take no string literal longer than 16 kB.
set(longest 10000)

# Sets `result` to `text` as raw string literals, which the compiler joins.
function(string_literals result text)
  string(FIND "${text}" ")${delimiter}\"" clash)
  if(NOT clash EQUAL -1)
    message(FATAL_ERROR "${path} contains the delimiter of its own string literal")
  endif()
  set(literals "")
  string(LENGTH "${text}" size)
  while(size GREATER longest)
    # Split after a line, so that no character of several bytes is torn apart.
    string(SUBSTRING "${text}" 0 ${longest} piece)
    string(FIND "${piece}" "\n" end REVERSE)
    if(end EQUAL -1)
      message(FATAL_ERROR "${path} has a line of more than ${longest} bytes")
    endif()
    math(EXPR end "${end} + 1")
    string(SUBSTRING "${text}" 0 ${end} piece)
    string(SUBSTRING "${text}" ${end} -1 text)
    string(APPEND literals "R\"${delimiter}(${piece})${delimiter}\"\n     ")
    string(LENGTH "${text}" size)
  endwhile()
  set(${result} "${literals}R\"${delimiter}(${text})${delimiter}\"" PARENT_SCOPE)
endfunction()

set(code [[
// Written by cmake/embed_templates.cmake from sql/templates.
#include "generate/templates.hpp"

#include <cstddef>

namespace softdelete {

const Template kTemplates[] = {
]])
set(names "")
foreach(index RANGE ${first} ${last})
  set(path "${CMAKE_ARGV${index}}")
  cmake_path(GET path STEM LAST_ONLY name)
  if(name IN_LIST names)
    message(FATAL_ERROR "two templates are named ${name}.sql")
  endif()
  list(APPEND names "${name}")
  file(READ "${path}" text)
  string_literals(literals "${text}")
  string(APPEND code "    {\"${name}\", ${literals}},\n")
endforeach()
string(APPEND code [[
};
const std::size_t kTemplateCount = sizeof(kTemplates) / sizeof(kTemplates[0]);

}  // namespace softdelete
]])

file(WRITE "${output}" "${code}")
