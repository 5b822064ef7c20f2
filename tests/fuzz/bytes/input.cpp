#include "bytes/input.hpp"

#include <algorithm>
#include <cstdio>
#include <limits>

namespace {

const std::vector<std::string> kNames = {"color",
                                         "swatch",
                                         "node",
                                         "pair",
                                         "softdelete_registry",
                                         "softdelete_context",
                                         "softdelete_context_row",
                                         "softdelete_operation",
                                         "color_active",
                                         "color_deleted",
                                         "color_softdelete_archive",
                                         "swatch_softdelete_links",
                                         "node_softdelete_cycle",
                                         "color_softdelete_trash",
                                         "color_softdelete_delete",
                                         "swatch_deleted",
                                         "swatch_active",
                                         "swatch_softdelete_archive",
                                         "node_deleted",
                                         "node_softdelete_archive",
                                         "pair_deleted",
                                         "pair_softdelete_archive",
                                         "id",
                                         "name",
                                         "hex",
                                         "color_id",
                                         "is_deleted",
                                         "deleted_at",
                                         "deleted_via",
                                         "softdelete_id",
                                         "softdelete_at",
                                         "softdelete_state",
                                         "table_name",
                                         "flag",
                                         "archive",
                                         "declared",
                                         "cascade",
                                         "keep",
                                         "text",
                                         "iso",
                                         "unix",
                                         "unix_ms",
                                         "30 days",
                                         "0 days",
                                         "restore",
                                         "main",
                                         "temp",
                                         "other",
                                         "main.color",
                                         "other.color",
                                         "canary",
                                         "rowid",
                                         "sqlite_schema",
                                         "sqlite_sequence",
                                         "sqlite_",
                                         "softdelete",
                                         "",
                                         "COLOR",
                                         "new",
                                         "old",
                                         "plain"};

const std::vector<std::string> kFragments = {"'); DELETE FROM canary; --",
                                             "\"; DELETE FROM canary; --",
                                             "x\" AS SELECT direct_attack(); --",
                                             "1; SELECT direct_attack()",
                                             "direct_attack()",
                                             "(SELECT direct_attack())",
                                             "attack()",
                                             "0 OR direct_attack()",
                                             "1, (SELECT direct_attack())",
                                             "'",
                                             "\"",
                                             "\"\"",
                                             "''",
                                             "]",
                                             "`",
                                             "--",
                                             "/*",
                                             "/* softdelete */",
                                             "/* softdelete live */",
                                             "*/",
                                             ";",
                                             "DELETE FROM canary",
                                             "BEGIN DELETE FROM canary; END",
                                             "SELECT 1; END; DELETE FROM canary; --",
                                             "WHERE direct_attack()",
                                             "{{ident:name}}",
                                             "{{sql:x}}",
                                             "%s%n%d",
                                             "?1",
                                             "\xFF\xFE",
                                             "\xC3\xA9",
                                             "other.canary",
                                             "temp.canary",
                                             "a.b",
                                             "CREATE TABLE x(y)",
                                             "a,b,\"c\"",
                                             " "};

const std::vector<sqlite3_int64> kIntegers = {0,
                                              1,
                                              2,
                                              -1,
                                              100,
                                              1000000,
                                              2147483647,
                                              2147483648,
                                              -2147483648LL,
                                              4294967296,
                                              std::numeric_limits<sqlite3_int64>::max(),
                                              std::numeric_limits<sqlite3_int64>::min()};

const std::vector<double> kReals = {0.0,
                                    -0.0,
                                    1.0,
                                    0.5,
                                    2460000.5,
                                    1e15,
                                    9.3e18,
                                    -9.3e18,
                                    1e308,
                                    std::numeric_limits<double>::infinity(),
                                    -std::numeric_limits<double>::infinity(),
                                    5e-324};

}  // namespace

void Value::bind(sqlite3_stmt* statement, int index) const {
  const int size = static_cast<int>(bytes.size());
  switch (type) {
    case SQLITE_INTEGER:
      sqlite3_bind_int64(statement, index, integer);
      break;
    case SQLITE_FLOAT:
      sqlite3_bind_double(statement, index, real);
      break;
    case SQLITE_TEXT:
      sqlite3_bind_text(statement, index, bytes.data(), size, SQLITE_TRANSIENT);
      break;
    case SQLITE_BLOB:
      sqlite3_bind_blob(statement, index, bytes.data(), size, SQLITE_TRANSIENT);
      break;
    default:
      sqlite3_bind_null(statement, index);
  }
}

std::string Input::bytes(std::size_t most) {
  const std::size_t size = std::min(most, static_cast<std::size_t>(end_ - at_));
  std::string out(reinterpret_cast<const char*>(at_), size);
  at_ += size;
  return out;
}

std::string Input::name() { return pick(kNames); }
std::string Input::fragment() { return pick(kFragments); }

std::string Input::text() {
  switch (below(16)) {
    case 0:
      return fragment();
    case 1:
      return name() + fragment();
    case 2:
      return bytes(byte());
    case 3:
      return name() + std::string(1, '\0') + fragment();
    case 4: {
      // A megabyte takes as long as a hundred others.
      const unsigned choice = byte();
      const std::size_t size = choice >= 248 ? 1000000 : choice % 4 == 3 ? 70000 : 300;
      return std::string(size, static_cast<char>('!' + below(94)));
    }
    case 5:
      return name() + bytes(3);
    default:
      return name();
  }
}

Value Input::value() {
  Value value;
  switch (below(8)) {
    case 0:
      break;
    case 1:
      value.type = SQLITE_INTEGER;
      value.integer = pick(kIntegers);
      break;
    case 2:
      value.type = SQLITE_INTEGER;
      value.integer = static_cast<sqlite3_int64>(byte()) - 100;
      break;
    case 3:
      value.type = SQLITE_FLOAT;
      value.real = pick(kReals);
      break;
    case 4:
      value.type = SQLITE_BLOB;
      value.bytes = text();
      break;
    default:
      value.type = SQLITE_TEXT;
      value.bytes = text();
  }
  return value;
}

std::string identifier(const std::string& name) {
  std::string out(1, '"');
  for (const char c : name.substr(0, name.find('\0'))) out.append(c == '"' ? 2 : 1, c);
  return out + '"';
}

std::string described(const Value& value) {
  char number[40];
  switch (value.type) {
    case SQLITE_INTEGER:
      return std::to_string(value.integer);
    case SQLITE_FLOAT:
      std::snprintf(number, sizeof number, "%.17g", value.real);
      return number;
    case SQLITE_TEXT:
    case SQLITE_BLOB: {
      std::string out = value.type == SQLITE_BLOB ? "x'" : "'";
      for (const char c : value.bytes.substr(0, 100)) {
        const bool plain = c >= ' ' && c <= '~' && c != '\\';
        std::snprintf(number, sizeof number, plain ? "%c" : "\\x%02x",
                      static_cast<unsigned char>(c));
        out += number;
      }
      return out + "' of " + std::to_string(value.bytes.size());
    }
    default:
      return "NULL";
  }
}
