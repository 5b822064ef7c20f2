// What is tried while something fails.
#pragma once

#include <string>
#include <vector>

// In every text {s} stands for the schema that holds the tables.
struct Operation {
  std::string name;       // STORAGE/NAME
  std::string setup;      // makes the databases, in an earlier connection
  std::string before;     // run in the same connection, before anything fails
  std::string sql;        // one statement; "" is the entry point
  bool rebuilds = false;  // creates indexes in a transaction of its own
};

std::vector<Operation> flag_operations();
std::vector<Operation> archive_operations();

const std::vector<Operation>& operations();
std::string with_schema(std::string text, const std::string& schema);
