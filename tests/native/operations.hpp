// What is tried while memory runs out.
#pragma once

#include <string>
#include <vector>

// In every text {s} stands for the schema that holds the tables.
struct Operation {
  const char* name;
  std::string setup;      // makes the databases, in an earlier connection
  std::string before;     // run in the same connection, before memory runs out
  std::string sql;        // one statement; "" is the entry point
  bool put_off = false;   // drops an index, which SQLite refuses while the statement runs
  bool rebuilds = false;  // and creates others
};

const std::vector<Operation>& operations();
std::string with_schema(std::string text, const std::string& schema);
