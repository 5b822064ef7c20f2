#include "crashes/script.hpp"

#include <utility>

namespace {

constexpr const char* kTables = R"(
  CREATE TABLE palette(id INTEGER PRIMARY KEY, name TEXT);
  CREATE TABLE color(id INTEGER PRIMARY KEY, name TEXT UNIQUE, palette_id INTEGER REFERENCES palette ON DELETE CASCADE);
  CREATE TABLE note(id INTEGER PRIMARY KEY, palette_id INTEGER REFERENCES palette ON DELETE SET NULL);
  CREATE TABLE branch(id INTEGER PRIMARY KEY, parent INTEGER REFERENCES branch ON DELETE CASCADE);
)";
constexpr const char* kNames[] = {"palette", "color", "note", "branch"};

std::string number(long value) { return std::to_string(value); }

}  // namespace

Script::Script(std::string storage, unsigned seed)
    : storage_(std::move(storage)), flag_(storage_ == "flag"), random_(seed) {}

std::string Script::setup() const {
  std::string sql = kTables;
  for (const char* each : kNames) sql += enable(each) + ";";
  return sql;
}

const Step& Script::step(long index) {
  while (static_cast<long>(steps_.size()) <= index) {
    const long kind = chance(20);
    if (kind < 5) {
      add_rows();
    } else if (kind < 10) {
      add_deletion();
    } else if (kind < 14) {
      add_restore();
    } else if (kind < 16) {
      add_purge();
    } else {
      add_management();
    }
  }
  return steps_[static_cast<std::size_t>(index)];
}

long Script::chance(long most) {
  return static_cast<long>(random_() % static_cast<unsigned long>(most));
}

std::string Script::table() { return kNames[chance(4)]; }

std::string Script::live(const std::string& table) const {
  return flag_ ? table + "_active" : table;
}

std::string Script::enable(const std::string& table) const {
  return "INSERT INTO softdelete(table_name, storage) VALUES ('" + table + "', '" + storage_ + "')";
}

// A part of all rows.
std::string Script::some() { return "id % 5 = " + number(chance(5)); }

// No id is ever given twice.
std::string Script::insert() {
  const std::string id = number(next_id_);
  const std::string more = number(next_id_ + 1);
  next_id_ += 2;
  const std::string parent = "(SELECT max(id) FROM " + live("palette") + " WHERE " + some() + ")";
  return "INSERT INTO palette(id, name) VALUES (" + id + ", 'p" + id + "');" +
         "INSERT INTO color(id, name, palette_id) VALUES (" + id + ", 'c" + id + "', " + id +
         "), (" + more + ", 'c" + more + "', " + parent + ");" +
         "INSERT INTO note(id, palette_id) VALUES (" + id + ", " + parent + "), (" + more + ", " +
         id + ");INSERT INTO branch(id, parent) VALUES (" + id + ", (SELECT max(id) FROM " +
         live("branch") + " WHERE " + some() + "));";
}

std::string Script::deletion() {
  const std::string name = table();
  switch (chance(flag_ ? 5 : 3)) {
    case 0:
      return "SELECT soft_delete('" + name + "', (SELECT max(id) FROM " + live(name) + " WHERE " +
             some() + "))";
    case 1:
      return "DELETE FROM " + live(name) + " WHERE " + some();
    case 3:
      return "UPDATE " + name + " SET is_deleted = 1 WHERE " + some();
    case 4:
      return "UPDATE " + name + "_active SET is_deleted = 1 WHERE " + some();
    default:
      return "DELETE FROM " + name + " WHERE " + some();
  }
}

void Script::add(const char* kind, const std::string& sql, bool purges) {
  steps_.push_back({kind, sql, purges});
}

void Script::add_rows() {
  if (chance(3) != 0) {
    add("insert", "BEGIN;" + insert() + "COMMIT");
  } else {
    add("update", "UPDATE " + live("color") +
                      " SET name = name || '+', palette_id = (SELECT max(id) FROM " +
                      live("palette") + " WHERE " + some() + ") WHERE " + some());
  }
}

void Script::add_deletion() {
  if (chance(4) != 0) {
    add("delete", deletion());
  } else {
    add("transaction", "BEGIN;" + deletion() + ";" + insert() + deletion() + ";COMMIT");
  }
}

void Script::add_restore() {
  const std::string name = table();
  const std::string last = "(SELECT max(id) FROM " + name + "_deleted WHERE " + some() + ")";
  switch (chance(4)) {
    case 0:
      return add("restore", "SELECT restore_with_parents('" + name + "', " + last + ")");
    case 1:
      return add("restore", "SELECT softdelete_restore('" + name + "')");
    case 2:
      if (flag_)
        return add("restore", "UPDATE " + name + "_deleted SET is_deleted = 0 WHERE " + some());
      return add("restore", "SELECT restore_version('" + name +
                                "', (SELECT min(softdelete_id) FROM " + name + "_deleted))");
    default:
      return add("restore", "SELECT restore('" + name + "', " + last + ")");
  }
}

void Script::add_purge() {
  const std::string name = table();
  switch (chance(4)) {
    case 0:
      return add("purge", "SELECT softdelete_purge('" + name + "', '0 days')", true);
    case 1:
      return add("purge", "DELETE FROM " + name + "_deleted WHERE " + some(), true);
    case 2:
      return add("purge", "BEGIN;" + deletion() + ";DELETE FROM " + name + "_deleted;COMMIT", true);
    default:
      return add("purge",
                 "SELECT purge('" + name + "', (SELECT max(id) FROM " + name + "_deleted))", true);
  }
}

// Each of these ends with all tables enabled again; nothing is deleted in between.
void Script::add_management() {
  const std::string columns =
      flag_ ? ", is_deleted INTEGER NOT NULL DEFAULT 0, deleted_at TEXT, deleted_via TEXT" : "";
  switch (chance(6)) {
    case 0:
      add("suspend", "UPDATE softdelete SET suspended = 1");
      add("resume", "UPDATE softdelete SET suspended = 0");
      break;
    case 1:
      add("suspend", "UPDATE softdelete SET suspended = 1 WHERE table_name = 'note'");
      add("rebuild",
          "PRAGMA foreign_keys = OFF; BEGIN;"
          "CREATE TABLE new_note(id INTEGER PRIMARY KEY, palette_id INTEGER REFERENCES palette ON "
          "DELETE SET NULL" +
              columns +
              ");"
              "INSERT INTO new_note SELECT * FROM note; DROP TABLE note;"
              "ALTER TABLE new_note RENAME TO note; COMMIT");
      add("resume", "UPDATE softdelete SET suspended = 0");
      break;
    case 2:
      add("disable", "DELETE FROM softdelete WHERE table_name = 'note'");
      add("enable", enable("note"));
      break;
    case 3:
      add("purge", "SELECT softdelete_purge('note', '0 days')", true);
      add("remove", "SELECT softdelete_remove('note')");
      add("enable", enable("note"));
      break;
    case 4:
      add("damage", "DROP VIEW branch_deleted");
      add("repair", "SELECT softdelete_repair()");
      break;
    default:
      if (flag_) {
        add("live_indexes", "SELECT softdelete_live_indexes('color', " + number(chance(2)) + ")");
      } else {
        add("settings", "UPDATE softdelete SET retention = '" + number(1 + chance(30)) + " days'");
      }
  }
}
