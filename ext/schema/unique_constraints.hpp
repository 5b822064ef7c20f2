// The UNIQUE constraints inside a CREATE TABLE text, which can be hidden in comments and shown
// again. A hidden one has a unique index with the same number in its mark (live_mark.hpp) beside
// it, and the comment keeps its place and its text:
//
//     CREATE TABLE t(a TEXT UNIQUE NOT NULL, UNIQUE(a, b))
//     CREATE TABLE t(a TEXT /* softdelete live 1: UNIQUE */ NOT NULL/* softdelete live 2: ,
//     UNIQUE(a, b) */)
#pragma once

#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "schema/table.hpp"

namespace softdelete {

struct UniqueConstraint {
  std::size_t begin;  // of "CONSTRAINT name UNIQUE ..." or of the comment
  std::size_t end;
  std::size_t comma;  // where the comma before a constraint of the table begins; `begin` without
  std::string text;   // as written; of a hidden one, with the comma that went with it
  bool of_table;      // UNIQUE(columns), not behind one column
  Names columns;
  std::string list;      // the columns as CREATE INDEX takes them: a COLLATE "x" DESC, b
  std::string conflict;  // what ON CONFLICT names, where an index can't carry it
  int number;            // of a hidden one; else 0
};

// In the order of the text.
std::vector<UniqueConstraint> unique_constraints(const std::string& create_table);

// The text with the constraints hidden whose position in unique_constraints() has a number.
std::string hide_constraints(const std::string& create_table,
                             const std::map<std::size_t, int>& numbers);

// The text with all hidden constraints shown. `lists` has the columns of the index of each number,
// as they are called now; a number that no comment has becomes a new constraint of the table.
std::string show_constraints(const std::string& create_table, std::map<int, std::string> lists);

// The text without the hidden constraints of these numbers.
std::string forget_constraints(const std::string& create_table, const std::set<int>& numbers);

}  // namespace softdelete
