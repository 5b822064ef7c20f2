#include "bytes/templates.hpp"

#include <string>

namespace {

const std::string kCanary = "CREATE TABLE canary(x); INSERT INTO canary VALUES (1), ('two');";

const std::string kColor =
    "CREATE TABLE color(id INTEGER PRIMARY KEY, name TEXT UNIQUE DEFAULT 'x' COLLATE NOCASE, hex);"
    "INSERT INTO color(id, name, hex) VALUES (1, 'red', 1), (2, 'green', x'00'), (3, 'blue', 1.5);";
const std::string kSwatch =
    "CREATE TABLE swatch(id INTEGER PRIMARY KEY, color_id REFERENCES color ON DELETE CASCADE,"
    " like_id REFERENCES color ON DELETE SET NULL, name TEXT);"
    "INSERT INTO swatch VALUES (1, 1, 2, 'a'), (2, 2, 1, 'b'), (3, 3, NULL, 'c');";
const std::string kFamily = kColor + kSwatch;

const std::string kNode =
    "CREATE TABLE node(id INTEGER PRIMARY KEY AUTOINCREMENT, up REFERENCES node ON DELETE CASCADE,"
    " name TEXT DEFAULT (1 + 2), upper AS (name || '!'));"
    "INSERT INTO node(id, up) VALUES (1, NULL), (2, 1), (3, 2);";
const std::string kPair =
    "CREATE TABLE pair(a TEXT, b INT, c, PRIMARY KEY (a, b)) WITHOUT ROWID;"
    "INSERT INTO pair VALUES ('a', 1, 1), ('b', 2, 2);";
const std::string kPlain =
    "CREATE TABLE plain(a, b UNIQUE); INSERT INTO plain VALUES (1, 2), (3, 4);";
const std::string kLoners =
    kNode + kPair + kPlain +
    "CREATE INDEX plain_a ON plain(a) WHERE a IS NOT NULL;"
    "CREATE TRIGGER user_delete BEFORE DELETE ON plain BEGIN SELECT 1; END;";

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

std::vector<Image> make_statement_templates() {
  const std::string on = kCanary + "PRAGMA foreign_keys = ON;";
  std::vector<Image> made = {image_of_script(
      on + kFamily + enabling({"color", "swatch"}, "flag") +
      "CREATE TABLE node(id INTEGER PRIMARY KEY, up REFERENCES node ON DELETE CASCADE, name);"
      "INSERT INTO node VALUES (1, NULL, 'x'), (2, 1, 'y'), (3, 2, 'z');" +
      kPair + kPlain + enabling({"node", "pair"}, "archive") +
      "DELETE FROM color WHERE id = 1; DELETE FROM swatch WHERE id = 3;"
      "DELETE FROM node WHERE id = 2; DELETE FROM pair WHERE b = 1;")};
  for (const std::string storage : {"flag", "archive"}) {
    const std::string color =
        on + kColor + kPlain + enabling({"color"}, storage) + "DELETE FROM color WHERE id = 1;";
    made.push_back(image_of_script(color));
    made.push_back(image_of_script(on + kNode + kPlain + enabling({"node"}, storage) +
                                   "DELETE FROM node WHERE id = 2;"));
    made.push_back(image_of_script(on + kPair + kPlain + enabling({"pair"}, storage) +
                                   "DELETE FROM pair WHERE b = 1;"));
    if (storage == "flag") {
      made.push_back(image_of_script(color + "SELECT softdelete_live_indexes('color', 1);"));
    }
  }
  return made;
}

}  // namespace

const std::vector<Image>& templates() {
  static const std::vector<Image> made = make_templates();
  return made;
}

const std::vector<Image>& statement_templates() {
  static const std::vector<Image> made = make_statement_templates();
  return made;
}
