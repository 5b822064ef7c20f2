#include "files/edit.hpp"

#include <cstdio>

#include "bytes/sandbox.hpp"

namespace {

const std::vector<std::string> kOurTables = {"softdelete_registry",
                                             "softdelete_context",
                                             "softdelete_context_row",
                                             "softdelete_operation",
                                             "color_softdelete_archive",
                                             "swatch_softdelete_archive",
                                             "node_softdelete_archive",
                                             "pair_softdelete_archive",
                                             "plain_softdelete_archive",
                                             "swatch_softdelete_links",
                                             "color",
                                             "swatch",
                                             "node",
                                             "pair",
                                             "plain"};

const std::vector<std::string> kSettings = {
    "id",          "table_name", "storage",       "format",      "flag_column",  "time_column",
    "time_format", "live_value", "deleted_value", "active_view", "deleted_view", "children",
    "retention",   "suspended",  "live_indexes",  "reuse_keys",  "added_columns"};

// Takes the place of an object; ? is its name.
const std::vector<std::string> kImpostors = {
    "CREATE VIEW ? AS SELECT attack() AS id, 'color' AS table_name, 'flag' AS flag_column, 'x' AS"
    " time_column, 'v' AS active_view, 'w' AS deleted_view, 'declared' AS children, NULL AS"
    " retention, 0 AS suspended, 0 AS live_indexes, 0 AS reuse_keys",
    "CREATE VIEW ? AS WITH RECURSIVE n(id) AS (SELECT 1 UNION ALL SELECT id + 1 FROM n) SELECT id,"
    " 'color' AS table_name, 'f' AS flag_column, 'x' AS time_column, 'v' AS active_view, 'w' AS"
    " deleted_view, 'declared' AS children, NULL AS retention, 0 AS suspended, 0 AS live_indexes,"
    " 0 AS reuse_keys FROM n",
    "CREATE VIEW ? AS SELECT attack() /* softdelete */",
    "CREATE VIEW ? AS SELECT * FROM canary",
    "CREATE VIEW ? AS SELECT * FROM softdelete",
    "CREATE VIEW ? AS SELECT * FROM ?",
    "CREATE VIRTUAL TABLE ? USING fts5(id, table_name, name)",
    "CREATE VIRTUAL TABLE ? USING rtree(id, a, b)",
    "CREATE VIRTUAL TABLE ? USING softdelete",
    "CREATE VIRTUAL TABLE ? USING dbstat",
    "CREATE TABLE ?(a)",
    "CREATE TABLE ?(id INTEGER PRIMARY KEY, table_name, flag_column, time_column, active_view,"
    " deleted_view, children, retention, suspended, live_indexes, reuse_keys DEFAULT (attack()))",
    "CREATE TABLE ?(id INTEGER PRIMARY KEY, table_name AS ('color'), flag_column AS ('f'),"
    " time_column AS ('x'), active_view AS ('v'), deleted_view AS ('w'), children AS ('keep'),"
    " retention, suspended, live_indexes, reuse_keys)",
    "CREATE TABLE ?(softdelete_id INTEGER PRIMARY KEY, softdelete_at, softdelete_via,"
    " softdelete_operation, softdelete_state, id, name DEFAULT (attack()), hex)",
    "CREATE TABLE ?(id PRIMARY KEY, number) WITHOUT ROWID",
    "CREATE INDEX ? ON canary(x) /* softdelete */",
    "CREATE INDEX ? ON color(name) WHERE id > 1 /* softdelete live */",
    "CREATE TRIGGER ? AFTER INSERT ON canary BEGIN SELECT attack(); END"};

// The attacker's own triggers and the like; ? is a table.
const std::vector<std::string> kBeside = {
    "CREATE TRIGGER t1 AFTER INSERT ON ? BEGIN SELECT attack(); END",
    "CREATE TRIGGER t2 BEFORE DELETE ON ? BEGIN SELECT attack(); END",
    "CREATE TRIGGER t3 AFTER UPDATE ON ? BEGIN SELECT attack(); END",
    "CREATE TRIGGER t4 BEFORE DELETE ON ? BEGIN SELECT RAISE(IGNORE); END",
    "CREATE TRIGGER t5 AFTER DELETE ON ? BEGIN INSERT INTO ? DEFAULT VALUES; END",
    "CREATE TRIGGER t6 BEFORE INSERT ON ? WHEN attack() BEGIN SELECT RAISE(ABORT, 'no'); END",
    "CREATE TABLE kin(id, x REFERENCES ? ON DELETE CASCADE)",
    "CREATE TABLE kin2(id INTEGER PRIMARY KEY, x REFERENCES ? ON DELETE RESTRICT)",
    "CREATE TABLE kin3(x REFERENCES ? ON DELETE SET DEFAULT, y REFERENCES kin3)",
    "CREATE UNIQUE INDEX i1 ON ?(1)",
    "CREATE INDEX i2 ON ?(name COLLATE NOCASE) /* softdelete live */",
    "ALTER TABLE ? RENAME TO renamed",
    "ALTER TABLE ? ADD COLUMN extra DEFAULT 'it''s'",
    "ALTER TABLE ? ADD COLUMN more AS (id)",
    "ALTER TABLE ? DROP COLUMN name",
    "ALTER TABLE ? RENAME COLUMN id TO \"a\"\"b\"",
    "DELETE FROM ?",
    "INSERT INTO ? SELECT * FROM ? WHERE true ON CONFLICT DO NOTHING",
    "UPDATE ? SET id = id + 10",
    "PRAGMA user_version = 7",
    "PRAGMA encoding = 'UTF-16'",
    "ANALYZE"};

std::string filled(std::string text, const std::string& with) {
  for (std::size_t at = text.find('?'); at != std::string::npos; at = text.find('?', at)) {
    text.replace(at, 1, with);
    at += with.size();
  }
  return text;
}

// An object that there is.
std::string some_object(sqlite3* db, Input& input) {
  sqlite3_stmt* list = nullptr;
  std::vector<std::string> names;
  sqlite3_prepare_v2(db, "SELECT name FROM sqlite_schema", -1, &list, nullptr);
  while (sqlite3_step(list) == SQLITE_ROW) {
    const unsigned char* name = sqlite3_column_text(list, 0);
    names.emplace_back(name == nullptr ? "" : reinterpret_cast<const char*>(name));
  }
  sqlite3_finalize(list);
  return names.empty() ? "" : input.pick(names);
}

std::string some_column(sqlite3* db, const std::string& table, Input& input) {
  sqlite3_stmt* row = nullptr;
  std::string name;
  const std::string sql = "SELECT * FROM " + identifier(table);
  sqlite3_prepare_v2(db, sql.c_str(), -1, &row, nullptr);
  const int count = sqlite3_column_count(row);
  if (count > 0) {
    name = sqlite3_column_name(row, static_cast<int>(input.below(static_cast<std::size_t>(count))));
  }
  sqlite3_finalize(row);
  return name;
}

std::string where_row(Input& input) {
  const std::size_t row = input.below(5);
  return row == 0 ? "" : " WHERE rowid = " + std::to_string(row);
}

}  // namespace

bool edits_rows(std::size_t kind) { return kind <= 2 || kind == 9 || kind == 10; }

void Edit::run() const {
  if (traced()) print();
  if (values_.empty()) {
    sqlite3_exec(db_, sql_.c_str(), nullptr, nullptr, nullptr);
    return;
  }
  sqlite3_stmt* statement = nullptr;
  sqlite3_prepare_v2(db_, sql_.c_str(), -1, &statement, nullptr);
  for (std::size_t i = 0; i < values_.size(); ++i) {
    values_[i].bind(statement, static_cast<int>(i) + 1);
  }
  sqlite3_step(statement);
  sqlite3_finalize(statement);
}

std::string Edit::make(std::size_t kind) {
  switch (kind) {
    case 0:
    case 1:
      return "UPDATE softdelete_registry SET " + input_.pick(kSettings) + " = " + value() +
             where_row(input_);
    case 2: {
      std::string values;
      for (std::size_t i = 0; i < kSettings.size(); ++i) {
        // Those that nobody may doubt keep what they have.
        const bool odd = input_.below(4) == 0;
        values += (i == 0 ? "" : ", ") + (odd      ? value()
                                          : i == 0 ? std::string("NULL")
                                          : i == 1 ? text(input_.name())
                                                   : kSettings[i]);
      }
      return "INSERT OR REPLACE INTO softdelete_registry SELECT " + values +
             " FROM softdelete_registry LIMIT 1";
    }
    case 3: {
      const std::string name = some_object(db_, input_);
      const char* const kinds[] = {"VIEW ", "TRIGGER ", "INDEX ", "TABLE "};
      for (const char* each : kinds) {
        const std::string drop = std::string("DROP ") + each + identifier(name);
        if (sqlite3_exec(db_, drop.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK) break;
      }
      return input_.coin() ? filled(input_.pick(kImpostors), identifier(name)) : "";
    }
    case 4: {
      const char* const columns[] = {"type", "name", "tbl_name", "rootpage", "sql"};
      const std::string column = columns[input_.below(5)];
      const std::string name = some_object(db_, input_);
      return "UPDATE sqlite_schema SET " + column + " = " + value() + name_is(name);
    }
    case 5: {
      const std::string name = some_object(db_, input_);
      const std::string from = input_.name();
      return "UPDATE sqlite_schema SET sql = replace(sql, " + text(from) + ", " +
             text(input_.text()) + ")" + name_is(name);
    }
    case 6: {
      const std::string name = some_object(db_, input_);
      const std::string end =
          input_.coin() ? "" : " || substr(sql, " + std::to_string(input_.byte()) + ")";
      return "UPDATE sqlite_schema SET sql = substr(sql, 1, " + std::to_string(input_.byte()) +
             ") || " + text(input_.text()) + end + name_is(name);
    }
    case 7: {
      const std::string type =
          input_.pick(std::vector<std::string>{"table", "view", "trigger", "index"});
      const std::string name = input_.text();
      return "INSERT INTO sqlite_schema VALUES (" + text(type) + ", " + text(name) + ", " +
             text(input_.name()) + ", " + std::to_string(input_.below(20)) + ", " +
             text(filled(input_.pick(kImpostors), identifier(name))) + ")";
    }
    case 8:
      return filled(input_.pick(kBeside), identifier(input_.pick(kOurTables)));
    case 9: {
      const std::string table = input_.pick(kOurTables);
      return "UPDATE " + identifier(table) + " SET " + identifier(some_column(db_, table, input_)) +
             " = " + value() + where_row(input_);
    }
    case 10:
      return "DELETE FROM " + identifier(input_.pick(kOurTables)) + where_row(input_);
    case 11:
      return filled(input_.pick(kImpostors), identifier(input_.text()));
    case 12:
      return "CREATE TABLE " + identifier(input_.text()) + "(" + identifier(input_.text()) + " " +
             identifier(input_.text()) + ", id INTEGER PRIMARY KEY, is_deleted, deleted_at)";
    default:
      return input_.bytes(input_.byte());
  }
}

void Edit::print() const {
  std::fprintf(stderr, "edit: %.500s", sql_.c_str());
  for (const Value& each : values_) std::fprintf(stderr, " | %s", described(each).c_str());
  std::fputs("\n", stderr);
}
