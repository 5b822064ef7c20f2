#include "interface/connection.hpp"

#include <utility>

#include "sqlite/transaction.hpp"

namespace softdelete {

void Connection::run_nested(const std::function<void()>& work) {
  // The hidden column is one that only our table has.
  Statement nested(db, "INSERT INTO main.softdelete(softdelete_unit) SELECT NULL");
  const LastRowid last(db);
  const RollbackGuard guard(db);
  work_ = &work;
  failure_ = nullptr;
  try {
    nested.run();
  } catch (const Error&) {
    work_ = nullptr;
    tables.clear();
    if (failure_) std::rethrow_exception(std::exchange(failure_, nullptr));
    throw;
  }
  guard.check();
}

bool Connection::is_nested() {
  if (work_ == nullptr) return false;
  const std::function<void()>& work = *std::exchange(work_, nullptr);
  try {
    work();
  } catch (...) {
    failure_ = std::current_exception();
    throw;
  }
  return true;
}

}  // namespace softdelete
