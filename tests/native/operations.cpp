#include "operations.hpp"

namespace {

std::string tree_in(const std::string& storage) {
  return R"(
    CREATE TABLE {s}.branch(id INTEGER PRIMARY KEY, name TEXT, parent REFERENCES branch ON DELETE CASCADE);
    CREATE TABLE {s}.witness(x);
    INSERT INTO {s}.branch VALUES (1, 'root', NULL), (2, 'left', 1), (3, 'right', 1), (4, 'leaf', 2);
    INSERT INTO softdelete(schema_name, table_name, storage) VALUES ('{s}', 'branch', ')" +
         storage + "');";
}

}  // namespace

std::string fallen_tree_in(const std::string& storage) {
  return tree_in(storage) + "DELETE FROM {s}.branch WHERE id = 1;";
}

std::vector<Operation> shared_operations(const std::string& storage, const std::string& managed,
                                         const std::string& trash) {
  const std::string suspended = trash + "UPDATE softdelete SET suspended = 1;";
  const std::string fallen_tree = fallen_tree_in(storage);
  return {
      {"repair_sound", managed, "", "SELECT softdelete_repair()"},
      {"panel", trash, "", "SELECT * FROM softdelete"},
      {"suspend_all", trash, "", "UPDATE softdelete SET suspended = 1"},
      {"resume", suspended, "", "UPDATE softdelete SET suspended = 0"},
      {"disable_all", trash, "", "DELETE FROM softdelete"},
      {"remove", managed, "", "SELECT softdelete_remove('color')", true},
      {"delete", trash, "", "DELETE FROM {s}.palette WHERE id = 2"},
      {"delete_tree", tree_in(storage), "", "DELETE FROM {s}.branch WHERE id = 1"},
      {"soft_delete", trash, "", "SELECT soft_delete('palette', 2)"},
      {"restore", trash, "", "SELECT restore('palette', 1)"},
      {"restore_with_parents", trash, "", "SELECT restore_with_parents('color', 1)"},
      {"restore_lately", trash, "", "SELECT softdelete_restore()"},
      {"purge", trash, "", "SELECT purge('palette', 1)"},
      {"purge_view", trash, "", "DELETE FROM {s}.palette_deleted"},
      {"purge_tree", fallen_tree, "", "DELETE FROM {s}.branch_deleted WHERE id = 1"},
      {"purge_age", trash, "", "SELECT softdelete_purge()"},
      {"purge_alone", trash, "", "SELECT softdelete_purge('color', '1 day', 2)"},
      {"trash", trash, "",
       "SELECT * FROM softdelete_trash WHERE deleted_at < '2020' ORDER BY deleted_at DESC"},
  };
}

const std::vector<Operation>& operations() {
  static const std::vector<Operation> all = [] {
    std::vector<Operation> both;
    for (Operation& each : flag_operations()) {
      each.name = "flag/" + each.name;
      both.push_back(each);
    }
    for (Operation& each : archive_operations()) {
      each.name = "archive/" + each.name;
      both.push_back(each);
    }
    return both;
  }();
  return all;
}

std::string with_schema(std::string text, const std::string& schema) {
  for (std::size_t at = 0; (at = text.find("{s}", at)) != std::string::npos;) {
    text.replace(at, 3, schema);
  }
  return text;
}
