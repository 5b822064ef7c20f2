#include "operations.hpp"

namespace {

const std::string kTables = R"(
  CREATE TABLE {s}.palette(id INTEGER PRIMARY KEY, name TEXT);
  CREATE TABLE {s}.color(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE,
                         palette_id REFERENCES palette ON DELETE CASCADE);
  CREATE TABLE {s}.witness(x);
  INSERT INTO {s}.palette VALUES (1, 'Sunset'), (2, 'Sea');
  INSERT INTO {s}.color VALUES (1, 'red', 1), (2, 'gold', 1), (3, 'blue', 2), (4, 'green', 2);
)";

const std::string kEnableBoth = R"(
  INSERT INTO softdelete(schema_name, table_name, retention)
  SELECT '{s}', name, '30 days' FROM {s}.sqlite_schema WHERE name IN ('palette', 'color'))";

const std::string kManaged = kTables + kEnableBoth + ";";

const std::string kTrash = kManaged + R"(
  DELETE FROM {s}.palette WHERE id = 1;
  DELETE FROM {s}.color WHERE id = 4;
  UPDATE {s}.color SET deleted_at = '2001-02-03 04:05:06.789' WHERE is_deleted;
  UPDATE {s}.palette SET deleted_at = '2001-02-03 04:05:06.789' WHERE is_deleted;
)";

const std::string kLive = kTrash +
                          "CREATE INDEX {s}.color_name ON color(palette_id, name);"
                          "SELECT softdelete_live_indexes('color', 1);";

}  // namespace

std::vector<Operation> flag_operations() {
  std::vector<Operation> all = shared_operations("flag", kManaged, kTrash);
  const std::vector<Operation> own = {
      {"load", kTrash, "", ""},
      {"load_again", kTrash, "SELECT soft_delete('color', 3)", ""},
      {"enable", kTables, "", "INSERT INTO softdelete(table_name) VALUES ('color')"},
      {"enable_both", kTables, "", kEnableBoth},
      {"repair_view", kManaged + "DROP VIEW {s}.color_active;", "",
       "INSERT INTO softdelete(table_name) VALUES ('color')"},
      {"repair_index",
       kManaged + "DROP INDEX {s}.color_softdelete_trash;"
                  "CREATE INDEX {s}.color_softdelete_trash ON color(name);",
       "", "SELECT softdelete_repair()", true},
      {"repair_live", kLive + "DROP INDEX {s}.color_softdelete_unique_1;", "",
       "SELECT softdelete_repair('color')", true},
      {"children", kTrash, "",
       "UPDATE softdelete SET children = 'keep' WHERE table_name = 'palette'"},
      {"suspend", kTrash, "", "UPDATE softdelete SET suspended = 1 WHERE table_name = 'color'"},
      {"disable", kTrash, "", "DELETE FROM softdelete WHERE table_name = 'color'"},
      {"disable_used", kTrash, "SELECT soft_delete('color', 3), restore('color', 3)",
       "DELETE FROM softdelete"},
      {"enable_returning", kTables, "",
       "INSERT INTO softdelete(table_name) VALUES ('color'), ('palette') RETURNING table_name"},
      {"live_indexes", kTrash + "CREATE INDEX {s}.color_palette ON color(palette_id);", "",
       "SELECT softdelete_live_indexes('color', 1)", true},
      {"all_indexes", kLive, "", "SELECT softdelete_live_indexes('color', 0)", true},
      {"delete_view", kTrash, "", "DELETE FROM {s}.color_active RETURNING id"},
      {"delete_flag", kTrash, "", "UPDATE {s}.palette SET is_deleted = 1"},
      {"restore_tree", fallen_tree_in("flag"), "",
       "UPDATE {s}.branch_deleted SET is_deleted = 0 WHERE id = 1"},
      {"insert", kTrash, "",
       "INSERT INTO {s}.color(name, palette_id) VALUES ('pink', 2), ('gray', 2)"},
      // With the statements at hand that an earlier call prepared.
      {"soft_delete_again", kTrash, "SELECT soft_delete('color', 3)",
       "SELECT soft_delete('color', 1), soft_delete('color', 3)"},
      {"restore_view", kTrash, "", "UPDATE {s}.palette_deleted SET is_deleted = 0"},
      {"script", kTrash, "", "SELECT softdelete_script('color')"},
      {"debug", kTrash, "", "SELECT softdelete_version(), softdelete_debug()"},
  };
  all.insert(all.end(), own.begin(), own.end());
  return all;
}
