#include "schema/marker.hpp"

#include "sqlite/quote.hpp"

namespace softdelete {

bool has_marker(const std::string& type, const std::string& name, const std::string& sql,
                std::string_view marker) {
  const std::string create = "CREATE ";
  const std::string rest = " " + quote_ident(name) + " " + std::string(marker);
  return sql.size() >= create.size() + type.size() && same_name(sql.substr(0, 7), create) &&
         same_name(sql.substr(7, type.size()), type) &&
         sql.compare(7 + type.size(), rest.size(), rest) == 0;
}

}  // namespace softdelete
