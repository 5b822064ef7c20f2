#include "sqlite/error.hpp"

namespace softdelete {

Failure current_failure() noexcept {
  try {
    throw;
  } catch (const Error& error) {
    return {error.code(), error.what()};
  } catch (const std::bad_alloc&) {
    return {SQLITE_NOMEM, "out of memory"};
  } catch (const std::exception& error) {
    return {SQLITE_INTERNAL, error.what()};
  } catch (...) {
    return {SQLITE_INTERNAL, "unknown exception"};
  }
}

}  // namespace softdelete
