// What a CREATE TABLE text says that no PRAGMA of every supported SQLite tells.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace softdelete {

struct CreateTable {
  bool without_rowid = false;
  bool strict = false;
  std::vector<bool> deferred_foreign_keys;  // one for each REFERENCES, in order of the text
  std::vector<std::string> checks;          // the condition of each CHECK, in its parentheses
  std::vector<std::string> generated;       // what each generated column is computed from, likewise
};

CreateTable parse_create_table(std::string_view sql);

// The DEFAULT of a column, as PRAGMA table_xinfo shows it, as an expression for other SQL: a bare
// or double-quoted word there is a string, as SQLite's grammar has it ("DEFAULT id").
std::string default_expression(const std::string& written);

}  // namespace softdelete
