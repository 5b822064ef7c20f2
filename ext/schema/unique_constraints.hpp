// The UNIQUE constraints inside a CREATE TABLE text: finding them, taking some out, adding others.
#pragma once

#include <cstddef>
#include <set>
#include <string>
#include <vector>

#include "schema/table.hpp"

namespace softdelete {

struct UniqueConstraint {
  std::size_t first;  // its tokens, from CONSTRAINT or UNIQUE on
  std::size_t end;    // behind the last
  bool of_table;      // UNIQUE(columns), not behind one column
  std::string text;   // as written
  std::string name;   // empty where it has none
  Names columns;
  std::string list;      // the columns as CREATE INDEX takes them: a COLLATE "x" DESC, b
  std::string conflict;  // what ON CONFLICT names, where an index can't carry it
};

// In the order of the text.
std::vector<UniqueConstraint> unique_constraints(const std::string& create_table);

// The text without the constraints at these positions of unique_constraints().
std::string drop_constraints(const std::string& create_table,
                             const std::set<std::size_t>& positions);

// The text with constraints of the table, as "UNIQUE (a, b)", added at its end.
std::string append_constraints(const std::string& create_table,
                               const std::vector<std::string>& constraints);

// Format 1 put a constraint that an index stood for into a comment in its place:
// "/* softdelete live 1: UNIQUE */". The text without such comments.
std::string without_hidden_constraints(const std::string& create_table);

}  // namespace softdelete
