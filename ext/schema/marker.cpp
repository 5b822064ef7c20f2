#include "schema/marker.hpp"

#include "sqlite/format.hpp"
#include "sqlite/quote.hpp"

namespace softdelete {

bool has_marker(const std::string& type, const std::string& name, const std::string& sql,
                std::string_view marker) {
  const std::string head = format("CREATE {} ", type);
  if (sql.size() <= head.size() || !same_name(std::string_view(sql).substr(0, head.size()), head)) {
    return false;
  }
  const std::string quoted = sql[head.size()] == '"' ? in_quotes(name) : quote_ident(name);
  if (sql.compare(head.size(), quoted.size(), quoted) != 0) return false;
  const std::string behind = " " + std::string(marker);
  if (sql.compare(head.size() + quoted.size(), behind.size(), behind) == 0) return true;
  return type != "trigger" && sql.size() > behind.size() &&
         sql.compare(sql.size() - behind.size(), behind.size(), behind) == 0;
}

}  // namespace softdelete
