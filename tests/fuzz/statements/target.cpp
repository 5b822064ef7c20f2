// Statements with arguments of all types and sizes, to every function and every column of the
// panel.
#include "bytes/target.hpp"

#include "bytes/series.hpp"
#include "bytes/templates.hpp"

namespace {

const std::vector<std::string> kFunctions = {
    "soft_delete", "restore", "restore_version", "restore_with_parents", "purge",
    "softdelete_purge", "softdelete_restore", "softdelete_live_indexes", "softdelete_repair",
    "softdelete_remove", "softdelete_script", "softdelete_version", "softdelete_debug",
    // These take less time.
    "soft_delete", "soft_delete", "soft_delete", "soft_delete", "restore", "restore", "restore",
    "restore_version", "restore_version", "restore_with_parents", "purge", "purge", "purge"};

const std::vector<std::string> kColumns = {
    "schema_name", "table_name",   "storage",           "flag_column",  "time_column",
    "time_format", "live_value",   "deleted_value",     "active_view",  "deleted_view",
    "children",    "retention",    "suspended",         "live_indexes", "reuse_keys",
    "live_rows",   "deleted_rows", "oldest_deleted_at", "status",       "softdelete_unit",
    "rowid"};

const std::vector<std::string> kTrashColumns = {"schema_name", "table_name",    "key", "deleted_at",
                                                "deleted_via", "softdelete_id", "row", "rowid"};

const std::vector<std::string> kTables = {"color",
                                          "swatch",
                                          "node",
                                          "pair",
                                          "plain",
                                          "color_active",
                                          "color_deleted",
                                          "swatch_deleted",
                                          "node_deleted",
                                          "pair_deleted",
                                          "softdelete_registry"};

const std::vector<std::string> kTableColumns = {
    "id", "name", "hex",         "color_id",      "up",   "is_deleted", "deleted_at", "a",
    "b",  "c",    "deleted_via", "softdelete_id", "rowid"};

const std::vector<std::string> kSigns = {
    "=", "<", ">", "<=", ">=", "IS", "LIKE", "<>", "IN (1, 2) OR 1 ="};

// Where a value may stand.
class Builder {
 public:
  explicit Builder(Input& input) : input_(input) {}

  std::string parameter() {
    // Half of the names are those of tables, so that more than errors are reached.
    Value value = input_.value();
    values.push_back(std::move(value));
    return "?";
  }
  std::string table_parameter() {
    if (input_.below(5) == 0) return parameter();
    Value value;
    value.type = SQLITE_TEXT;
    value.bytes = kTables[input_.below(5)];
    values.push_back(std::move(value));
    return "?";
  }

  std::string call() {
    std::string sql = input_.pick(kFunctions) + "(";
    const std::size_t count = input_.below(5);
    for (std::size_t i = 0; i < count; ++i) sql += i == 0 ? table_parameter() : ", " + parameter();
    return sql + ")";
  }

  std::string assignments(const std::vector<std::string>& columns) {
    std::string sql;
    for (std::size_t left = 1 + input_.below(3); left > 0; --left) {
      sql += (sql.empty() ? "" : ", ") + input_.pick(columns) + " = " + parameter();
    }
    return sql;
  }

  std::string condition(const std::vector<std::string>& columns) {
    switch (input_.below(3)) {
      case 0:
        return "";
      case 1:
        return " WHERE table_name = " + table_parameter();
      default:
        return " WHERE " + input_.pick(columns) + " " + input_.pick(kSigns) + " " + parameter();
    }
  }

  std::string insertion(const std::string& table, const std::vector<std::string>& columns) {
    std::string names = table == "softdelete" ? "table_name" : input_.pick(columns);
    std::string row = table == "softdelete" ? table_parameter() : parameter();
    for (std::size_t left = input_.below(4); left > 0; --left) {
      names += ", " + input_.pick(columns);
      row += ", " + parameter();
    }
    std::string sql = "INSERT INTO " + table + "(" + names + ") VALUES (" + row + ")";
    return sql;
  }

  std::string returning() { return input_.below(6) == 0 ? " RETURNING *" : ""; }

  // One statement. Each call of a function is a unit of its own.
  std::string statement(Failing& failing) {
    switch (input_.below(16)) {
      case 0:
        return insertion("softdelete", kColumns) + returning();
      case 1:
        return "UPDATE softdelete SET " + assignments(kColumns) + condition(kColumns) + returning();
      case 2:
        return "DELETE FROM softdelete" + condition(kColumns) + returning();
      case 3:
        return "SELECT " + input_.pick(kColumns) + " FROM softdelete" + condition(kColumns);
      case 4:
        return "SELECT * FROM softdelete_trash" + condition(kTrashColumns) + " ORDER BY " +
               input_.pick(kTrashColumns) + (input_.coin() ? " DESC" : "");
      case 5:
        return "DELETE FROM " + input_.pick(kTables) + " WHERE " + input_.pick(kTableColumns) +
               " " + input_.pick(kSigns) + " " + parameter() + returning();
      case 6:
        return "UPDATE " + input_.pick(kTables) + " SET " + assignments(kTableColumns) +
               (input_.coin() ? " WHERE " + input_.pick(kTableColumns) + " = " + parameter() : "");
      case 7:
        return insertion(input_.pick(kTables), kTableColumns);
      case 8:
        failing = Failing::may_change;
        return "SELECT " + call() + ", " + call();
      case 9:
        failing = Failing::may_change;
        return "SELECT " + call() + " FROM " + input_.pick(kTables);
      default:
        return "SELECT " + call();
    }
  }

  std::vector<Value> values;

 private:
  Input& input_;
};

struct Limit {
  int id;
  int value;
};
// Applications lower SQLite's limits for texts from elsewhere.
const std::vector<Limit> kLimits = {
    {SQLITE_LIMIT_LENGTH, 5000},       {SQLITE_LIMIT_SQL_LENGTH, 3000},
    {SQLITE_LIMIT_COLUMN, 12},         {SQLITE_LIMIT_EXPR_DEPTH, 12},
    {SQLITE_LIMIT_COMPOUND_SELECT, 2}, {SQLITE_LIMIT_VDBE_OP, 500},
    {SQLITE_LIMIT_FUNCTION_ARG, 3},    {SQLITE_LIMIT_VARIABLE_NUMBER, 2},
    {SQLITE_LIMIT_TRIGGER_DEPTH, 3},   {SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 10}};

void run(Sandbox& sandbox, const Image& image, Input& input) {
  const Limit& limit = input.pick(kLimits);
  const bool limited = input.below(6) == 0;
  const int usual = limited ? sqlite3_limit(sandbox.handle(), limit.id, limit.value) : 0;
  const std::size_t frame = input.below(4);
  if (frame == 0) sandbox.run(Kind::rows, "BEGIN");
  if (frame == 1) sandbox.run(Kind::rows, "SAVEPOINT s");
  const bool twice = input.below(4) == 3;
  for (int count = twice ? 2 : 1; count > 0; --count) {
    Builder builder(input);
    Failing failing = Failing::changes_nothing;
    const std::string sql = builder.statement(failing);
    sandbox.run(Kind::rows, sql, builder.values, failing);
  }
  if (sqlite3_get_autocommit(sandbox.handle()) == 0)
    sandbox.run(Kind::rows, input.coin() ? "COMMIT" : "ROLLBACK");
  if (limited) sqlite3_limit(sandbox.handle(), limit.id, usual);
  if (!same_bytes(bytes_of(sandbox.handle()), image) &&
      sandbox.ask("PRAGMA integrity_check") != "ok") {
    sandbox.fail("the database is not sound");
  }
}

}  // namespace

void check(const std::uint8_t* data, std::size_t size) {
  Input input(data, size);
  const unsigned settings = input.byte();
  const Image& image = statement_templates()[settings / 32];
  in_shared_sandbox(image, image, settings, [&](Sandbox& sandbox) { run(sandbox, image, input); });
}

void make_quick(std::uint8_t* data, std::size_t size, unsigned random) {
  if (size < 6) return;
  // The same connection for a while, whose memory the processor has at hand then.
  static unsigned count = 0;
  static unsigned same = 0;
  if (count++ % 256 == 0) same = random;
  data[0] = static_cast<std::uint8_t>(same);
  // The first statement is a call.
  data[5] = static_cast<std::uint8_t>(10 + random % 6);
}

void close_own() {}
