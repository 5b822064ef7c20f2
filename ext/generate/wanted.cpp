#include "generate/wanted.hpp"

#include "storage/storage.hpp"

namespace softdelete {

std::string generated_name(const Settings& settings, std::string_view suffix) {
  return settings.table + "_softdelete_" + std::string(suffix);
}

std::vector<Object> wanted(const Model& model, const ModelTable& table) {
  return storage_of(*table.settings).objects(model, table);
}

}  // namespace softdelete
