#include "bytes/templates.hpp"

#include <string>

namespace {

const std::string kCanary = "CREATE TABLE canary(x); INSERT INTO canary VALUES (1), ('two');";

const std::string kFamily =
    "CREATE TABLE color(id INTEGER PRIMARY KEY, name TEXT UNIQUE DEFAULT 'x' COLLATE NOCASE, hex);"
    "CREATE TABLE swatch(id INTEGER PRIMARY KEY, color_id REFERENCES color ON DELETE CASCADE,"
    " like_id REFERENCES color ON DELETE SET NULL, name TEXT);"
    "INSERT INTO color(id, name, hex) VALUES (1, 'red', 1), (2, 'green', x'00'), (3, 'blue', 1.5);"
    "INSERT INTO swatch VALUES (1, 1, 2, 'a'), (2, 2, 1, 'b'), (3, 3, NULL, 'c');";

const std::string kLoners =
    "CREATE TABLE node(id INTEGER PRIMARY KEY AUTOINCREMENT, up REFERENCES node ON DELETE CASCADE,"
    " name TEXT DEFAULT (1 + 2), upper AS (name || '!'));"
    "CREATE TABLE pair(a TEXT, b INT, c, PRIMARY KEY (a, b)) WITHOUT ROWID;"
    "CREATE TABLE plain(a, b UNIQUE);"
    "CREATE INDEX plain_a ON plain(a) WHERE a IS NOT NULL;"
    "CREATE TRIGGER user_delete BEFORE DELETE ON plain BEGIN SELECT 1; END;"
    "INSERT INTO node(id, up) VALUES (1, NULL), (2, 1), (3, 2);"
    "INSERT INTO pair VALUES ('a', 1, 1), ('b', 2, 2); INSERT INTO plain VALUES (1, 2), (3, 4);";

std::string enabling(const std::vector<std::string>& tables, const std::string& storage) {
  std::string sql;
  for (const std::string& each : tables) {
    sql += "INSERT INTO softdelete(table_name, storage, retention) VALUES ('" + each + "', '" +
           storage + "', '1 days');";
  }
  return sql;
}

std::vector<Image> make_templates() {
  std::vector<Image> made;
  for (const std::string storage : {"flag", "archive"}) {
    const std::string on = "PRAGMA foreign_keys = ON;";
    const std::string family = kCanary + kFamily + on + enabling({"color", "swatch"}, storage) +
                               "DELETE FROM color WHERE id = 1; DELETE FROM swatch WHERE id = 3;";
    const std::string loners = kCanary + kLoners + on +
                               enabling({"node", "pair", "plain"}, storage) +
                               "DELETE FROM node WHERE id = 2; DELETE FROM pair WHERE b = 1;"
                               "DELETE FROM plain WHERE a = 1;";
    made.push_back(image_of_script(family));
    made.push_back(image_of_script(family + "UPDATE softdelete SET suspended = 1;"));
    made.push_back(image_of_script(loners));
    if (storage == "flag") {
      made.push_back(image_of_script(family + "SELECT softdelete_live_indexes('color', 1);"));
    }
  }
  made.push_back(image_of_script(kCanary + kFamily + kLoners));
  return made;
}

}  // namespace

const std::vector<Image>& templates() {
  static const std::vector<Image> made = make_templates();
  return made;
}

const Image& both_storages() {
  static const Image made = image_of_script(
      kCanary + kFamily + "PRAGMA foreign_keys = ON;" + enabling({"color", "swatch"}, "flag") +
      "CREATE TABLE node(id INTEGER PRIMARY KEY, up REFERENCES node ON DELETE CASCADE, name);"
      "CREATE TABLE pair(a TEXT, b INT, c UNIQUE, PRIMARY KEY (a, b)) WITHOUT ROWID;"
      "CREATE TABLE plain(a, b UNIQUE);"
      "INSERT INTO node VALUES (1, NULL, 'x'), (2, 1, 'y'), (3, 2, 'z');"
      "INSERT INTO pair VALUES ('a', 1, 1), ('b', 2, 2); INSERT INTO plain VALUES (1, 2), (3, 4);" +
      enabling({"node", "pair"}, "archive") +
      "DELETE FROM color WHERE id = 1; DELETE FROM swatch WHERE id = 3;"
      "DELETE FROM node WHERE id = 2; DELETE FROM pair WHERE b = 1;");
  return made;
}
