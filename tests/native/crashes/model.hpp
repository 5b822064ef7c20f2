// What a database must hold after so many steps of a script.
#pragma once

#include <string>

#include "crashes/script.hpp"
#include "database.hpp"

// Runs a step; what fails is rolled back.
void run_step(Database& db, const Step& step);

// What is in a database that was opened again after a crash. Throws where it is unsound.
std::string found_state(Database& db);

class Model {
 public:
  explicit Model(Script& script);

  // Runs the next step. Throws where a row is there twice, or went by a step that purges nothing.
  void advance();
  // How many steps were run, and what is in the database after them.
  long steps() const { return steps_; }
  const std::string& state() const { return state_; }

 private:
  Script& script_;
  Database db_;
  long steps_ = 0;
  std::string rows_;
  std::string state_;
};
