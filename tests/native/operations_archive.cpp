#include "operations.hpp"

namespace {

const std::string kTables = R"(
  CREATE TABLE {s}.palette(id INTEGER PRIMARY KEY, name TEXT);
  CREATE TABLE {s}.color(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE,
                         palette_id REFERENCES palette ON DELETE CASCADE ON UPDATE CASCADE);
  CREATE TABLE {s}.note(id INTEGER PRIMARY KEY, palette_id REFERENCES palette ON DELETE SET NULL ON UPDATE CASCADE);
  CREATE TABLE {s}.witness(x);
  INSERT INTO {s}.palette VALUES (1, 'Sunset'), (2, 'Sea');
  INSERT INTO {s}.color VALUES (1, 'red', 1), (2, 'gold', 1), (3, 'blue', 2), (4, 'green', 2);
  INSERT INTO {s}.note VALUES (1, 1), (2, 2);
)";

const std::string kEnableAll = R"(
  INSERT INTO softdelete(schema_name, table_name, storage, retention)
  SELECT '{s}', name, 'archive', '30 days' FROM {s}.sqlite_schema WHERE name IN ('palette', 'color', 'note'))";

const std::string kManaged = kTables + kEnableAll + ";";

const std::string kTrash = kManaged + R"(
  DELETE FROM {s}.palette WHERE id = 1;
  DELETE FROM {s}.color WHERE id = 4;
  UPDATE {s}.color_softdelete_archive SET softdelete_at = softdelete_at - 1000;
  UPDATE {s}.palette_softdelete_archive SET softdelete_at = softdelete_at - 1000;
)";

// As a migration leaves it: with a column more, and without triggers.
const std::string kRebuilt = kTrash + R"(
  PRAGMA foreign_keys = OFF;
  CREATE TABLE {s}.new_color(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, hex TEXT,
                             palette_id REFERENCES palette ON DELETE CASCADE ON UPDATE CASCADE);
  INSERT INTO {s}.new_color(id, name, palette_id) SELECT id, name, palette_id FROM {s}.color;
  DROP TABLE {s}.color;
  ALTER TABLE {s}.new_color RENAME TO color;
  PRAGMA foreign_keys = ON;
)";

}  // namespace

std::vector<Operation> archive_operations() {
  std::vector<Operation> all = shared_operations("archive", kManaged, kTrash);
  const std::vector<Operation> own = {
      {"enable", kTables, "",
       "INSERT INTO softdelete(table_name, storage) VALUES ('note', 'archive')"},
      {"enable_all", kTables, "", kEnableAll},
      {"repair_rebuilt", kRebuilt, "", "SELECT softdelete_repair()"},
      {"repair_rebuilt_panel", kRebuilt, "", "INSERT INTO softdelete(table_name) VALUES ('color')"},
      {"repair_index", kManaged + "DROP INDEX {s}.color_softdelete_archive_at;", "",
       "SELECT softdelete_repair('color')", true},
      {"suspend", kTrash, "", "UPDATE softdelete SET suspended = 1 WHERE table_name = 'palette'"},
      {"disable", kTrash, "", "DELETE FROM softdelete WHERE table_name = 'note'"},
      {"enable_again", kTrash + "DELETE FROM softdelete;", "", kEnableAll},
      {"delete_many", kTrash, "", "DELETE FROM {s}.color RETURNING id"},
      // With the statements at hand that an earlier call prepared.
      {"soft_delete_again", kTrash, "SELECT soft_delete('color', 3)",
       "SELECT soft_delete('palette', 1), soft_delete('palette', 2)"},
      {"change_key", kTrash, "", "UPDATE {s}.palette SET id = 3 WHERE id = 2"},
      {"change_deleted", kTrash, "", "UPDATE {s}.palette_deleted SET id = 5"},
      {"restore_tree", fallen_tree_in("archive"), "", "SELECT restore('branch', 1)"},
      {"restore_version", kTrash, "", "SELECT restore_version('color', 3)"},
      {"script", kTrash, "",
       "SELECT softdelete_script('color'), softdelete_script('color', 'restore')"},
  };
  all.insert(all.end(), own.begin(), own.end());
  return all;
}
