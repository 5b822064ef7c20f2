// Something that can fail at any point of an operation.
#pragma once

#include <sqlite3.h>

#include <limits>

// How long a failure lasts.
enum class Lasting {
  once,
  on,    // and every time after it
  full,  // memory alone: from then on the heap has no more room than what is freed makes
};

class Fault {
 public:
  static constexpr long kNever = std::numeric_limits<long>::max();

  virtual ~Fault() = default;
  // From now on it fails, beginning with the nth time.
  virtual void arm(sqlite3* db, long nth) = 0;
  // How many times there were since; no more of them fail.
  virtual long disarm() = 0;
  // Whether anything failed between the last arm() and disarm().
  virtual bool injected() const = 0;
  // Whether a statement may fail with this result code for its sake.
  virtual bool explains(int code) const = 0;
  // Whether it may be reported where all was committed already.
  virtual bool comes_late() const = 0;
};
