#include "tables/seeds.hpp"

const std::vector<std::string>& seeds() {
  static const std::vector<std::string> texts = {
      "CREATE TABLE t(a, b)",
      "CREATE TABLE t(a INTEGER PRIMARY KEY AUTOINCREMENT, b TEXT UNIQUE NOT NULL, c UNIQUE)",
      "CREATE TABLE t(a INT UNIQUE, b INT, UNIQUE(a, b), UNIQUE(b COLLATE NOCASE DESC))",
      "CREATE TABLE t(a TEXT CONSTRAINT one UNIQUE DEFAULT 'UNIQUE', CONSTRAINT two UNIQUE('a', "
      "b), b)",
      "CREATE TABLE t(a PRIMARY KEY, b, UNIQUE(b) UNIQUE(a, b) CHECK(b <> 'UNIQUE(b)'))",
      "CREATE TABLE t(a, b, PRIMARY KEY(b, a), UNIQUE(a)) WITHOUT ROWID",
      "CREATE TABLE t(a INT, b TEXT UNIQUE, UNIQUE(a) ON CONFLICT ABORT) STRICT",
      "CREATE TABLE t(a TEXT PRIMARY KEY, b ANY UNIQUE) STRICT, WITHOUT ROWID",
      "CREATE TABLE t(a, b AS (a || ', UNIQUE') UNIQUE, c GENERATED ALWAYS AS (b) STORED UNIQUE)",
      "CREATE TABLE t(a TEXT UNIQUE GENERATED ALWAYS AS (b), b)",
      "CREATE TABLE t(a UNIQUE REFERENCES t(a) ON DELETE CASCADE, b REFERENCES t DEFERRABLE "
      "INITIALLY DEFERRED)",
      "CREATE TABLE t(a, b UNIQUE, FOREIGN KEY(a) REFERENCES t(b) ON UPDATE SET NULL MATCH FULL "
      "NOT DEFERRABLE)",
      "CREATE TABLE t(a \"unique\" UNIQUE, b 'UNIQUE' DEFAULT (1 + (2)), c VARCHAR(10, 2) UNIQUE)",
      "CREATE TABLE \"unique\"(\"unique\" UNIQUE, `a b` UNIQUE, [c,d] UNIQUE, 'e''f', "
      "UNIQUE(\"unique\", 'e''f'))",
      "CREATE TABLE t(a /* UNIQUE */ UNIQUE -- , UNIQUE\n, b /* ) */, /* , */ UNIQUE /* ( */ ( /* "
      ") */ b ) )",
      "CREATE TABLE t(a UNIQUE UNIQUE, b CONSTRAINT x, CONSTRAINT y)",
      "CREATE TABLE t(a NOT NULL ON CONFLICT IGNORE UNIQUE ON CONFLICT ABORT CHECK(a IN ('UNIQUE', "
      "')')), b)",
      "CREATE TABLE t(a INT UNIQUE ON CONFLICT REPLACE, b)",
      "CREATE TABLE t(a DEFAULT ('x' -- why\n) UNIQUE, b DEFAULT \"x\", c DEFAULT x)",
      "CREATE TABLE t(a INTEGER PRIMARY KEY UNIQUE, b COLLATE RTRIM UNIQUE, UNIQUE(b COLLATE "
      "BINARY))",
      "CREATE TEMP TABLE t(a UNIQUE, b, UNIQUE(b))",
      "CREATE TABLE IF NOT EXISTS main.t\n(\n  a UNIQUE\n  , b\n  , CONSTRAINT c UNIQUE (a, "
      "b)\n)\n",
      "CREATE TABLE t(a, is_deleted INT NOT NULL DEFAULT 0, deleted_at TEXT, UNIQUE(a, "
      "is_deleted), UNIQUE(a))",
      "CREATE TABLE t(a REFERENCES t(a), b, UNIQUE( (a) , b,  b))",
      "CREATE TABLE t(a, b, PRIMARY KEY(b, a , b) UNIQUE(a ), UNIQUE(a, b) UNIQUE(a)) WITHOUT "
      "ROWID",
      "CREATE TABLE t(cGENERATED, b AS (a || ', UNIQUE') UNIQUE, a ALWAYS AS (b COLLATE \"nocase\" "
      ") "
      "STORED UNIQUE)",
      "CREATE TABLE \xC3\xA9(\xC3\xA9\xC3\xA9 UNIQUE, \"\" UNIQUE, UNIQUE(\xC3\xA9\xC3\xA9, \"\"))",
  };
  return texts;
}
