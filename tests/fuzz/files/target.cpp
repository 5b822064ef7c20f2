// A database file that someone has edited, and what an application does with it through the
// extension.
#include "bytes/target.hpp"

#include "bytes/series.hpp"
#include "bytes/templates.hpp"
#include "files/edits.hpp"

namespace {

struct Use {
  Kind kind;
  const char* sql;  // ? is a table's name
};

const std::vector<Use> kUses = {
    {Kind::reads, "SELECT live_value, deleted_value, active_view, children FROM softdelete"},
    {Kind::reads, "SELECT * FROM softdelete_trash"},
    {Kind::reads,
     "SELECT * FROM softdelete_trash WHERE table_name = ? AND deleted_at > '2000' ORDER BY "
     "deleted_at"},
    {Kind::reads, "SELECT softdelete_script(?)"},
    {Kind::reads, "SELECT softdelete_script(?, 'restore')"},
    {Kind::manages, "INSERT INTO softdelete(table_name) VALUES (?)"},
    {Kind::manages, "INSERT INTO softdelete(table_name, storage) VALUES (?, 'archive')"},
    {Kind::manages,
     "INSERT INTO softdelete(table_name) SELECT name FROM sqlite_schema WHERE type = 'table'"},
    {Kind::manages, "SELECT softdelete_repair()"},
    {Kind::manages, "SELECT softdelete_repair(?)"},
    {Kind::manages, "UPDATE softdelete SET suspended = 1"},
    {Kind::manages, "UPDATE softdelete SET suspended = 0"},
    {Kind::manages, "UPDATE softdelete SET retention = '0 days', reuse_keys = 1"},
    {Kind::manages, "SELECT softdelete_live_indexes(?, 1)"},
    {Kind::manages, "SELECT softdelete_live_indexes(?, 0)"},
    {Kind::manages, "SELECT softdelete_remove(?)"},
    {Kind::manages, "DELETE FROM softdelete"},
    {Kind::manages, "DELETE FROM softdelete WHERE table_name = ?"},
    {Kind::rows, "SELECT soft_delete(?, 2)"},
    {Kind::rows, "SELECT restore(?, 1)"},
    {Kind::rows, "SELECT restore_version(?, 1)"},
    {Kind::rows, "SELECT restore_with_parents(?, 1)"},
    {Kind::rows, "SELECT restore(?, 'a', 1)"},
    {Kind::rows, "SELECT purge(?, 1)"},
    {Kind::rows, "SELECT softdelete_purge()"},
    {Kind::rows, "SELECT softdelete_purge(?, '0 days')"},
    {Kind::rows, "SELECT softdelete_purge(?, '0 days', 1)"},
    {Kind::rows, "SELECT softdelete_restore()"},
    {Kind::rows, "SELECT softdelete_restore(?)"},
    {Kind::rows, "SELECT softdelete_restore(?, '1 hours')"},
    {Kind::rows, "DELETE FROM color WHERE id = 2"},
    {Kind::rows, "DELETE FROM node"},
    {Kind::reads, "SELECT status FROM softdelete"},
    {Kind::reads, "SELECT live_rows, deleted_rows, oldest_deleted_at FROM softdelete"}};

const std::vector<std::string> kTables = {"color", "swatch", "node", "pair", "plain", "canary"};

// Settings from here on ask for a connection of their own.
constexpr unsigned kOwn = 224;

}  // namespace

void check(const std::uint8_t* data, std::size_t size) {
  Input input(data, size);
  const unsigned settings = input.byte();
  const std::size_t start = input.below(16);
  const Image& before = start < 8 ? templates()[start] : statement_templates()[start - 8];
  std::vector<std::pair<const Use*, Value>> uses;
  for (int left = input.below(4) == 3 ? 2 : 1; left > 0; --left) {
    const Use& use = input.pick(kUses);
    Value name;
    name.type = SQLITE_TEXT;
    const std::size_t which = input.below(8);
    name.bytes = which < kTables.size() ? kTables[which] : input.text();
    uses.emplace_back(&use, name);
  }
  const auto run = [&](Sandbox& sandbox) {
    for (const auto& [use, name] : uses) {
      const std::string sql = use->sql;
      const bool named = sql.find('?') != std::string::npos;
      sandbox.run(use->kind, sql, named ? std::vector<Value>{name} : std::vector<Value>{},
                  use->kind == Kind::rows ? Failing::may_change : Failing::changes_nothing);
    }
  };
  const Image image = edited(before, input);
  if (settings >= kOwn) {
    in_own_sandbox(image, settings, run);
  } else {
    in_shared_sandbox(before, image, settings, run);
  }
}

void make_quick(std::uint8_t* data, std::size_t size, unsigned random) {
  if (size < 6) return;
  // The same connection for a while, to a database with one table.
  static unsigned count = 0;
  static unsigned same = 0;
  if (count++ % 256 == 0) same = random;
  data[0] = static_cast<std::uint8_t>(same % 32);
  data[1] = static_cast<std::uint8_t>(9 + same / 32 % 7);
  // One edit, and one use with the name of a table.
  data[2] = 0;
  data[4] = static_cast<std::uint8_t>(random % 6);
  data[5] = 0;
}

void close_own() { close_editors(); }
