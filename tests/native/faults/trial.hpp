// One operation, with a failure at any point of it.
#pragma once

#include <optional>
#include <string>

#include "faults/fault.hpp"
#include "operations.hpp"
#include "place.hpp"

struct Way {
  const char* schema;
  bool in_transaction;
};

// All or nothing: what failed changed nothing, the connection goes on, and trying again does all.
class Trial {
 public:
  Trial(const Operation& operation, const Way& way, Place& place);

  // The whole of it without a failure; how many points of failure there are.
  long rehearse(Fault& fault);
  // With a failure at the nth: "", or what was wrong. Nothing where there are less.
  std::optional<std::string> attempt(Fault& fault, long nth);

 private:
  void begin(Database& db);
  void begin_transaction(Database& db) const;
  int act(Database& db) const noexcept;
  void finish(Database& db) const;
  std::string state(Database& db) const;
  std::string check_failed(Database& db);
  std::string check_left(const Fault& fault);
  std::string check_nothing_waits(Database& db) const;
  std::string check_done(Database& db) const;
  std::string check_reopened();

  const Operation& operation_;
  const Way way_;
  Place& place_;
  const bool first_load_;
  const std::string sql_;
  std::string committed_;
  std::string unchanged_;
  std::string done_;
};
