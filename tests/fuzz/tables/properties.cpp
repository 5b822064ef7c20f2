#include "tables/properties.hpp"

#include <cstdio>
#include <cstdlib>

#include "schema/tokens.hpp"
#include "tables/database.hpp"

namespace {

[[noreturn]] void fail(std::string_view text, const std::string& why) {
  std::fprintf(stderr, "%s\n--- the text:\n", why.c_str());
  for (const char c : text) {
    if (static_cast<unsigned char>(c) < ' ' && c != '\n') {
      std::fprintf(stderr, "\\x%02x", static_cast<unsigned>(c));
    } else {
      std::fputc(c, stderr);
    }
  }
  std::fputs("\n---\n", stderr);
  std::abort();
}

// Read on its own, so that the tokenizer is not its own judge.
bool is_gap(std::string_view gap) {
  constexpr std::size_t kNone = std::string_view::npos;
  std::size_t at = 0;
  while (at < gap.size()) {
    const std::string_view pair = gap.substr(at, 2);
    if (pair == "--") {
      at = gap.find('\n', at);
    } else if (pair == "/*") {
      at = gap.find("*/", at + 2);
      if (at != kNone) ++at;
    } else if (gap[at] == '\v' && at > 0) {
      // White space where it follows some.
    } else if (std::string_view(" \t\n\f\r").find(gap[at]) == kNone) {
      return false;
    }
    if (at == kNone) return true;  // an open comment goes to the end
    ++at;
  }
  return true;
}

// The text with each gap made one space.
std::string squeezed(const std::string& text) {
  std::string out;
  const char* end = text.data();
  for (const softdelete::Token& token : softdelete::tokenize(text)) {
    if (token.text.data() != end) out += ' ';
    out += token.text;
    end = token.text.data() + token.text.size();
  }
  return out;
}

struct Table {
  std::string schema;
  std::string name;
};

// The only table there is.
Table only_table(Database& db) {
  for (const std::string schema : {"main", "temp"}) {
    std::string name = db.rows("SELECT name FROM " + schema +
                               ".sqlite_schema WHERE type = 'table' AND name <> 'sqlite_sequence'");
    if (!name.empty()) return {schema, name.substr(0, name.size() - 2)};
  }
  return {};
}

std::string pragma(Database& db, const Table& table, const std::string& function,
                   const std::string& columns) {
  return db.rows("SELECT " + columns + " FROM pragma_" + function + "(" + quote(table.name, '\'') +
                 ", '" + table.schema + "')");
}

// The keys, with their columns.
std::string keys(Database& db, const Table& table) {
  return db.rows(
      "SELECT CASE l.origin WHEN 'c' THEN l.name END, l.\"unique\", l.origin, l.partial, x.cid, "
      "x.name, x.desc, x.coll, x.key FROM"
      " pragma_index_list(" +
      quote(table.name, '\'') + ", '" + table.schema + "') l, pragma_index_xinfo(l.name, '" +
      table.schema +
      "') x ORDER BY 1, 2, 3, (SELECT group_concat(y.name || y.coll || y.desc || y.key) FROM"
      " pragma_index_xinfo(l.name, '" +
      table.schema + "') y), x.seqno");
}

// What SQLite understood, without what it copies from the text.
std::string structure(Database& db, const Table& table) {
  return pragma(db, table, "table_xinfo", "name, \"notnull\", pk, hidden") + keys(db, table) +
         pragma(db, table, "foreign_key_list", "*");
}

void check_squeezed(const std::string& text, const std::string& expected) {
  Database db;
  const std::string again = squeezed(text);
  if (!db.create_table(again)) fail(text, "SQLite refuses the tokens: " + again);
  if (structure(db, only_table(db)) != expected) fail(text, "SQLite reads otherwise: " + again);
}

// Our own refusals say who speaks; anything else went wrong inside.
void check_refusal(const std::string& text, const std::string& message) {
  if (message.rfind("softdelete: ", 0) != 0) fail(text, "no refusal of ours: " + message);
}

}  // namespace

void check_tokens(std::string_view text) {
  const char* end = text.data();
  for (const softdelete::Token& token : softdelete::tokenize(text)) {
    const char* begin = token.text.data();
    if (begin < end || token.text.empty()) fail(text, "a token is empty or out of order");
    if (!is_gap({end, static_cast<std::size_t>(begin - end)})) fail(text, "a token is missing");
    end = begin + token.text.size();
    if (end > text.data() + text.size()) fail(text, "a token lies outside");
    static_cast<void>(token.unquoted());
  }
  const auto rest = static_cast<std::size_t>(text.data() + text.size() - end);
  if (!is_gap({end, rest})) fail(text, "the last token is missing");
}

int check_table(const std::string& text) {
  Database db;
  if (!db.create_table(text)) return 0;
  const Table table = only_table(db);
  const std::string named = quote(table.name, '\'');
  const std::string qualified = table.schema + "." + quote(table.name, '"');
  // Columns that are computed from each other can't be read.
  if (table.name.empty() || db.error("SELECT * FROM " + qualified)) return 0;
  check_squeezed(text, structure(db, table));
  for (int i = 0; i < 3; ++i) db.error("INSERT INTO " + qualified + " DEFAULT VALUES");
  const auto look = [&] {
    return pragma(db, table, "table_xinfo", "*") + pragma(db, table, "foreign_key_list", "*");
  };
  std::string before = db.dump();
  const auto must = [&](const std::string& sql) {
    if (const auto message = db.error(sql)) fail(text, sql + ": " + *message);
  };
  if (const auto message = db.error("INSERT INTO softdelete(schema_name, table_name) VALUES ('" +
                                    table.schema + "', " + named + ")")) {
    check_refusal(text, *message);
    if (db.dump() != before) fail(text, "a refused enabling left something behind");
    return 1;
  }
  before = db.dump();
  const std::string looks = look();
  const std::string indexes = keys(db, table);
  const std::string turn =
      "SELECT softdelete_live_indexes(" + quote(table.schema + "." + table.name, '\'');
  if (const auto message = db.error(turn + ", 1)")) {
    check_refusal(text, *message);
    if (db.dump() != before) fail(text, "refused live indexes left something behind");
    return 2;
  }
  if (look() != looks) fail(text, "live indexes changed the table:\n" + looks + "\n" + look());
  if (db.rows("PRAGMA integrity_check") != "ok|\n") fail(text, db.rows("PRAGMA integrity_check"));
  if (db.rows("SELECT status FROM softdelete") != "ok|\n") fail(text, "the table is damaged");
  must(turn + ", 0)");
  if (look() != looks || keys(db, table) != indexes) fail(text, "the PRAGMAs tell otherwise");
  // The constraints stand at the end of the text now, and stay there.
  before = db.dump();
  must(turn + ", 1)");
  must(turn + ", 0)");
  if (db.dump() != before) fail(text, "not as before:\n" + before + "\n---\n" + db.dump());
  must("DELETE FROM softdelete");
  return 3;
}
