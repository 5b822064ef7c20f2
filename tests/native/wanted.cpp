// softdelete_wanted prints the SQL that wanted() gives for tables that are described here as
// values, in the order in which it can be run. No database is opened.
#include "generate/wanted.hpp"

#include <cstdio>
#include <exception>
#include <string>

using namespace softdelete;

namespace {

Column column(const std::string& name, const std::string& type) {
  Column made;
  made.name = name;
  made.type = type;
  made.collation = "BINARY";
  return made;
}

// CREATE TABLE name(id INTEGER PRIMARY KEY, column..., is_deleted ..., deleted_at TEXT, deleted_via
// TEXT)
ModelTable managed(const std::string& name, const Names& columns) {
  ModelTable made;
  made.facts.schema = "main";
  made.facts.name = name;
  made.facts.columns.push_back(column("id", "INTEGER"));
  for (const std::string& each : columns) made.facts.columns.push_back(column(each, "INTEGER"));
  Column flag = column("is_deleted", "INTEGER");
  flag.not_null = true;
  flag.default_sql = "0";
  made.facts.columns.push_back(flag);
  made.facts.columns.push_back(column("deleted_at", "TEXT"));
  made.facts.columns.push_back(column("deleted_via", "TEXT"));
  made.facts.key = {"id"};
  made.facts.rowid = "id";
  made.facts.rowid_is_key = true;
  made.facts.unique.push_back({"", {"id"}, {"BINARY"}, ""});
  Settings settings;
  settings.table = name;
  settings.flag_column = "is_deleted";
  settings.time_column = "deleted_at";
  settings.live_value = "0";
  settings.deleted_value = "1";
  settings.active_view = name + "_active";
  settings.deleted_view = name + "_deleted";
  made.settings = settings;
  made.ready = true;
  return made;
}

}  // namespace

int main() {
  try {
    Model model;
    model.schema = "main";
    model.tables.push_back(managed("palette", {}));
    model.tables.push_back(managed("swatch", {"palette_id"}));
    model.tables.back().facts.foreign_keys.push_back(
        {"palette", {"palette_id"}, {}, "CASCADE", false, "NO ACTION"});
    resolve_references(model);
    for (const std::string& each : registry_script("")) std::printf("%s;\n", each.c_str());
    for (const ModelTable& table : model.tables) {
      for (const Object& each : wanted(model, table)) std::printf("%s;\n", each.sql.c_str());
    }
    return 0;
  } catch (const std::exception& error) {
    std::fprintf(stderr, "%s\n", error.what());
    return 1;
  }
}
