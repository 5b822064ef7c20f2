#include "manage/user_triggers.hpp"

#include <algorithm>

#include "schema/create_statement.hpp"
#include "schema/marker.hpp"
#include "schema/tokens.hpp"
#include "sqlite/format.hpp"
#include "sqlite/quote.hpp"
#include "sqlite/statement.hpp"

namespace softdelete {
namespace {

struct Trigger {
  std::string name;
  std::string sql;
};

// Those on a table that may fire at a DELETE, the oldest first.
std::vector<Trigger> delete_triggers(sqlite3* db, const std::string& schema,
                                     const std::string& table) {
  Statement list(
      db, format("SELECT name, sql FROM {ident}.sqlite_schema WHERE type = 'trigger' AND tbl_name "
                 "= ?1 COLLATE NOCASE AND instr(lower(sql), 'delete') ORDER BY rowid",
                 schema));
  list.bind(1, table);
  std::vector<Trigger> found;
  while (list.step()) {
    Trigger each{list.text(0), list.text(1)};
    if (!has_marker("trigger", each.name, each.sql)) found.push_back(std::move(each));
  }
  return found;
}

// CREATE TRIGGER name [BEFORE] DELETE ON ...
bool is_before_delete(const std::string& sql) {
  const std::vector<Token> tokens = tokenize(sql);
  if (tokens.size() < 5) return false;
  return tokens[3].is("DELETE") || (tokens[3].is("BEFORE") && tokens[4].is("DELETE"));
}

}  // namespace

bool has_delete_trigger(sqlite3* db, const ModelTable& table) {
  const std::string& name = table.facts.name;
  return !delete_triggers(db, table.facts.schema, name).empty() ||
         !delete_triggers(db, "temp", name).empty();
}

std::vector<std::string> recreate_before_delete(sqlite3* db, const Table& table,
                                                const std::vector<Object>& ours,
                                                const std::string& qualifier) {
  std::vector<std::string> statements;
  for (const Trigger& each : delete_triggers(db, table.schema, table.name)) {
    const bool is_ours = std::any_of(ours.begin(), ours.end(), [&](const Object& own) {
      return own.type == "trigger" && same_name(own.name, each.name);
    });
    if (is_ours || !is_before_delete(each.sql)) continue;
    if (!is_create(each.sql, "trigger", each.name, table.name)) {
      fail(
          "softdelete: the text of the trigger {} of {} is not one CREATE TRIGGER statement "
          "for it; drop the trigger and create it anew",
          each.name, table.name);
    }
    statements.push_back(format("DROP TRIGGER IF EXISTS {}{ident}", qualifier, each.name));
    statements.push_back(qualify_create(each.sql, qualifier));
  }
  return statements;
}

}  // namespace softdelete
