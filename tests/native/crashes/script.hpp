// What a writer does, step after step: the same for the same seed.
#pragma once

#include <deque>
#include <random>
#include <string>

// Statements that are committed together or not at all.
struct Step {
  std::string kind;
  std::string sql;
  bool purges = false;  // rows may go for good
};

class Script {
 public:
  Script(std::string storage, unsigned seed);

  // Tables with rows, and soft delete of the storage enabled.
  std::string setup() const;
  const Step& step(long index);

 private:
  long chance(long most);  // 0 up to most - 1
  std::string table();
  std::string live(const std::string& table) const;
  std::string enable(const std::string& table) const;
  std::string insert();
  std::string deletion();
  std::string some();
  void add(const char* kind, const std::string& sql, bool purges = false);
  void add_rows();
  void add_deletion();
  void add_restore();
  void add_purge();
  void add_management();

  std::string storage_;
  bool flag_;
  std::mt19937 random_;
  std::deque<Step> steps_;
  long next_id_ = 1;
};
