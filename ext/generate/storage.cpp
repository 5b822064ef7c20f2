#include "generate/storage.hpp"

#include "sqlite/quote.hpp"

namespace softdelete {

std::string Storage::live(const std::string& row) const {
  return row + quote_ident(settings_.flag_column) + (settings_.time_only() ? " IS NULL" : " = 0");
}

std::string Storage::deleted(const std::string& row) const {
  return row + quote_ident(settings_.flag_column) +
         (settings_.time_only() ? " IS NOT NULL" : " = 1");
}

std::string Storage::time(const std::string& row) const {
  return row + quote_ident(settings_.time_column);
}

std::string Storage::set_deleted(const std::string& time_expression) const {
  const std::string stamp = time() + " = " + time_expression;
  return settings_.time_only() ? stamp : quote_ident(settings_.flag_column) + " = 1, " + stamp;
}

std::string Storage::set_live() const {
  const std::string stamp = time() + " = NULL";
  return settings_.time_only() ? stamp : quote_ident(settings_.flag_column) + " = 0, " + stamp;
}

std::string Storage::became_deleted() const {
  if (settings_.time_only()) return live("OLD.") + " AND " + deleted("NEW.");
  return live("OLD.") + " AND NEW." + quote_ident(settings_.flag_column) + " IS NOT 0";
}

std::string Storage::became_live() const {
  if (settings_.time_only()) return deleted("OLD.") + " AND " + live("NEW.");
  return deleted("OLD.") + " AND NEW." + quote_ident(settings_.flag_column) + " IS NOT 1";
}

std::string Storage::invalid_flag() const {
  if (settings_.time_only()) return "";
  const std::string flag = "NEW." + quote_ident(settings_.flag_column);
  return "(" + flag + " IS NOT 0 AND " + flag + " IS NOT 1)";
}

}  // namespace softdelete
