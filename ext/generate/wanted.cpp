#include "generate/wanted.hpp"

#include "sqlite/format.hpp"
#include "storage/storage.hpp"

namespace softdelete {

std::string generated_name(const Settings& settings, std::string_view suffix) {
  return format("{}_softdelete_{}", settings.table, suffix);
}

std::vector<Object> wanted(const Model& model, const ModelTable& table) {
  return storage_of(*table.settings).objects(model, table);
}

}  // namespace softdelete
