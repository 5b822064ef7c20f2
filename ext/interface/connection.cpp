#include "interface/connection.hpp"

#include <utility>

#include "interface/panel.hpp"
#include "sqlite/module.hpp"
#include "sqlite/statement.hpp"

namespace softdelete {

void Connection::atomically(const std::function<void()>& work) {
  Statement unit(db, "INSERT INTO softdelete(table_name) SELECT NULL");
  unit_ = &work;
  failure_ = nullptr;
  try {
    unit.run();
  } catch (const Error&) {
    unit_ = nullptr;
    if (failure_) std::rethrow_exception(std::exchange(failure_, nullptr));
    throw;
  }
}

bool Connection::run_unit() {
  if (unit_ == nullptr) return false;
  const std::function<void()>& work = *std::exchange(unit_, nullptr);
  try {
    work();
  } catch (...) {
    failure_ = std::current_exception();
    throw;
  }
  return true;
}

void Connection::put_off(std::string key, std::function<void()> work) {
  put_off_key_ = std::move(key);
  put_off_ = std::move(work);
  register_panel(db, *this);
  throw Error(SQLITE_SCHEMA, "softdelete: the statement must be prepared by sqlite3_prepare_v2() or later");
}

void Connection::catch_up() noexcept {
  if (!put_off_) return;
  const std::function<void()> work = std::exchange(put_off_, nullptr);
  Finished result{std::move(put_off_key_), nullptr};
  try {
    execute(db, "SAVEPOINT softdelete");
    try {
      work();
    } catch (...) {
      execute(db, "ROLLBACK TO softdelete");
      execute(db, "RELEASE softdelete");
      throw;
    }
    execute(db, "RELEASE softdelete");
  } catch (...) {
    result.failure = std::current_exception();
  }
  finished_.push_back(std::move(result));
  replayed_ = 0;
}

bool Connection::finished(const std::string& key) {
  // A statement that begins with what was finished last is a new one: what came before is over.
  if (replayed_ == 0 && finished_.size() > 1 && finished_.back().key == key) {
    finished_.erase(finished_.begin(), finished_.end() - 1);
  }
  if (replayed_ >= finished_.size() || finished_[replayed_].key != key) return false;
  const std::exception_ptr failure = finished_[replayed_++].failure;
  if (!failure) return true;
  finished_.clear();
  std::rethrow_exception(failure);
}

int register_panel(sqlite3* db, Connection& connection) {
  return sqlite3_create_module_v2(db, "softdelete", &Module<Panel, Connection, true>::kModule, &connection, nullptr);
}

}  // namespace softdelete
