// What a table is like: plain values, read from a database by TableCache.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "schema/name_index.hpp"
#include "sqlite/api.hpp"

namespace softdelete {

using Names = std::vector<std::string>;

struct Column {
  std::string name;
  std::string type;                        // as declared
  std::optional<std::string> default_sql;  // an expression, ready to stand in other SQL
  std::string collation;                   // BINARY where none is declared
  bool not_null = false;
  bool generated = false;
  std::string computed;  // the expression of a generated column, in its parentheses
};

// An index or constraint that keeps values unique over the rows that it covers.
struct UniqueKey {
  std::string index;  // its name; empty for an INTEGER PRIMARY KEY
  Names columns;      // an empty name where an expression stands
  Names collations;   // by which the index compares
  std::string sql;    // CREATE UNIQUE INDEX, where it has an expression or covers some rows only

  bool plain() const { return sql.empty(); }
};

// An index that was made by CREATE INDEX, ours included.
struct Index {
  std::string name;
  std::string sql;
  bool unique = false;
  bool partial = false;
  Names columns;  // an empty name where an expression stands
};

struct ForeignKey {
  std::string parent;     // as written; the child is the table that has the key
  Names from;             // the child's columns
  Names to;               // the parent's columns; empty where none are written
  std::string on_delete;  // CASCADE, RESTRICT, NO ACTION, SET NULL or SET DEFAULT
  bool deferred = false;  // DEFERRABLE INITIALLY DEFERRED
  std::string on_update;  // likewise
};

struct Table {
  std::string schema;
  std::string name;
  std::string sql;  // CREATE TABLE
  std::vector<Column> columns;
  Names key;             // the declared PRIMARY KEY in key order; empty where there is none
  Names key_collations;  // by which the key's index compares; empty for an INTEGER PRIMARY KEY
  std::string rowid;     // a name by which the rowid can be reached; empty where there is none
  bool strict = false;
  bool rowid_is_key = false;  // the key is an INTEGER PRIMARY KEY
  std::vector<UniqueKey> unique;
  std::vector<Index> indexes;
  std::vector<ForeignKey> foreign_keys;
  std::vector<std::string> checks;  // the condition of each CHECK, in its parentheses

  const Column* column(std::string_view column_name) const;
  // The names that the rowid has besides a column's: those that no column takes.
  Names rowid_aliases() const;
  // The columns that tell one row from all others, the fastest way; the rowid where there is one.
  Names identity() const;
  // Whether the declared key identifies a row by itself: no NULLs in it, as SQLite allows in
  // a PRIMARY KEY of a rowid table that isn't an INTEGER one.
  bool key_is_exact() const;
  // The key where it is exact, else the rowid.
  Names exact_key() const { return key_is_exact() ? key : Names{rowid}; }
  // The key as people give it: the declared one, or the rowid where there is none.
  Names public_key() const { return key.empty() ? Names{rowid} : key; }
  // " COLLATE x" to stand behind a comparison with a column of the key, where the key compares
  // otherwise than the column does; else nothing.
  std::string key_collate(const std::string& column_name) const;
  // Condition: what stands for the public key in these columns is ?1, ?2, ...
  std::string key_parameters(const Names& columns) const;
  // Columns of the key, or the rowid, as one value that compares as the key does.
  std::string key_value(const Names& columns) const;

 private:
  NameIndex by_name_;
};

// Whether a column turns the numbers that it is given into text.
bool has_text_affinity(const Column& column);

bool contains(const Names& names, std::string_view name);
// Whether both have the same names, in any order.
bool same_names(const Names& a, const Names& b);

// SQL: whether a row of sqlite_schema is an ordinary table, whatever it says its type is; whether
// it is a virtual table. SQLite writes the beginning of the text. Compared by order ('!' follows
// the space), as an application may have put functions of its own in the place of SQLite's.
inline constexpr const char* kIsOrdinary =
    "(type = 'table' AND sql COLLATE NOCASE >= 'CREATE TABLE '"
    " AND sql COLLATE NOCASE < 'CREATE TABLE!')";
inline constexpr const char* kIsVirtual =
    "(sql COLLATE NOCASE >= 'CREATE VIRTUAL ' AND sql COLLATE NOCASE < 'CREATE VIRTUAL!')";

}  // namespace softdelete
