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
  bool rebuilds = false;  // creates indexes in a transaction of its own
};

const std::vector<Operation>& operations();
std::string with_schema(std::string text, const std::string& schema);
