#include "interface/trash_values.hpp"

#include <memory>
#include <new>
#include <string_view>

#include "sqlite/format.hpp"

namespace softdelete {

bool same_meaning(const Column& column, sqlite3_value* value) {
  if (sqlite3_value_type(value) != SQLITE_TEXT) return false;
  if (has_text_affinity(column)) return true;
  struct Free {
    void operator()(sqlite3_value* owned) const noexcept { sqlite3_value_free(owned); }
  };
  const std::unique_ptr<sqlite3_value, Free> copy(sqlite3_value_dup(value));
  if (!copy) throw std::bad_alloc();
  return sqlite3_value_numeric_type(copy.get()) == SQLITE_TEXT;
}

int compare(sqlite3_value* a, sqlite3_value* b) {
  const auto rank = [](sqlite3_value* value) {
    switch (sqlite3_value_type(value)) {
      case SQLITE_NULL:
        return 0;
      case SQLITE_TEXT:
        return 2;
      case SQLITE_BLOB:
        return 3;
      default:
        return 1;
    }
  };
  const int order = rank(a) - rank(b);
  if (order != 0 || rank(a) == 0) return order;
  if (rank(a) == 1) {
    const double x = sqlite3_value_double(a);
    const double y = sqlite3_value_double(b);
    return x < y ? -1 : x > y ? 1 : 0;
  }
  const auto bytes = [](sqlite3_value* value) {
    const void* data = sqlite3_value_blob(value);
    return std::string_view(static_cast<const char*>(data),
                            static_cast<std::size_t>(sqlite3_value_bytes(value)));
  };
  return bytes(a).compare(bytes(b));
}

std::string identity_of(const std::string& schema, const std::string& table, const Statement& row,
                        int first) {
  std::string out;
  const auto add = [&](int type, std::string_view bytes) {
    out += format("{}.{}:", std::to_string(type), std::to_string(bytes.size()));
    out += bytes;
  };
  add(SQLITE_TEXT, schema);
  add(SQLITE_TEXT, table);
  for (int i = first; i < row.column_count(); ++i) {
    sqlite3_value* value = row.value(i);
    const int type = sqlite3_value_type(value);
    const auto* bytes = static_cast<const char*>(sqlite3_value_blob(value));
    const auto size = static_cast<std::size_t>(sqlite3_value_bytes(value));
    if (bytes == nullptr && size > 0) throw std::bad_alloc();
    add(type, {bytes, size});
  }
  return out;
}

}  // namespace softdelete
