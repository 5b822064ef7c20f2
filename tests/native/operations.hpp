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

// What both storages have, in tables of the same names: `managed` makes them, `trash` with rows in
// the trash.
std::vector<Operation> shared_operations(const std::string& storage, const std::string& managed,
                                         const std::string& trash);
// Branches that lie in the trash, the root deleted by itself.
std::string fallen_tree_in(const std::string& storage);
std::vector<Operation> flag_operations();
std::vector<Operation> archive_operations();

const std::vector<Operation>& operations();
std::string with_schema(std::string text, const std::string& schema);
