/* Valid C and valid C++. With LINKED the extension is a part of the program, else it is loaded. */
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>

#ifdef LINKED
#include <softdelete.h>
#endif

static sqlite3* db;

static void check(int code) {
  if (code == SQLITE_OK) return;
  fprintf(stderr, "%s\n", sqlite3_errmsg(db));
  exit(1);
}

static void run(const char* sql) { check(sqlite3_exec(db, sql, NULL, NULL, NULL)); }

#ifdef LINKED

static void open_database(const char* library) {
  void (*init)(void) = (void (*)(void))sqlite3_softdelete_init;
  if (library) check(sqlite3_auto_extension(init));
  check(sqlite3_open("app.db", &db));
  if (library) sqlite3_cancel_auto_extension(init);
  run("PRAGMA foreign_keys = ON");
}

#else

static void open_database(const char* library) {
  check(sqlite3_open("app.db", &db));
  run("PRAGMA foreign_keys = ON");
  if (!library) return;
  check(sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 1, NULL));
  check(sqlite3_load_extension(db, library, NULL, NULL));
  check(sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, NULL));
}

#endif

static sqlite3_stmt* prepare(const char* sql) {
  sqlite3_stmt* statement;
  check(sqlite3_prepare_v2(db, sql, -1, &statement, NULL));
  return statement;
}

static void finish(sqlite3_stmt* statement) {
  sqlite3_step(statement);
  check(sqlite3_finalize(statement));
}

/* The statements of the story take one text each. */
static void run_with(const char* sql, const char* value) {
  sqlite3_stmt* statement = prepare(sql);
  check(sqlite3_bind_text(statement, 1, value, -1, SQLITE_STATIC));
  finish(statement);
}

/* Prints the values of a column, joined with commas. */
static void print_column(const char* before, const char* sql) {
  sqlite3_stmt* statement = prepare(sql);
  int count = 0;
  for (fputs(before, stdout); sqlite3_step(statement) == SQLITE_ROW; ++count) {
    printf("%s%s", count ? "," : "", (const char*)sqlite3_column_text(statement, 0));
  }
  if (!count) fputs("-", stdout);
  check(sqlite3_finalize(statement));
}

static void show(const char* title) {
  fputs(title, stdout);
  print_column(": live ", "SELECT name FROM color_active ORDER BY id");
  print_column(" / ", "SELECT name FROM paint_active ORDER BY id");
  print_column("; trash ", "SELECT name FROM color_deleted ORDER BY id");
  print_column(" / ", "SELECT name FROM paint_deleted ORDER BY id");
  print_column("; rows ", "SELECT count(*) FROM color");
  print_column(" / ", "SELECT count(*) FROM paint");
  puts("");
}

static void print_call(const char* title, const char* sql, int key) {
  sqlite3_stmt* statement = prepare(sql);
  check(sqlite3_bind_int(statement, 1, key));
  if (sqlite3_step(statement) == SQLITE_ROW)
    printf("%s %d\n", title, sqlite3_column_int(statement, 0));
  check(sqlite3_finalize(statement));
}

static void print_line(const char* before, const char* sql) {
  print_column(before, sql);
  puts("");
}

static void with_extension(void) {
  print_line("sqlite ", "SELECT sqlite_version()");
  run("CREATE TABLE color(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);"
      "CREATE TABLE paint(id INTEGER PRIMARY KEY, color_id REFERENCES color ON DELETE CASCADE, "
      "name TEXT);"
      "INSERT INTO color(name) VALUES ('red'), ('green'), ('blue');"
      "INSERT INTO paint(color_id, name) VALUES (1, 'rose'), (1, 'cherry'), (2, 'olive'), (3, "
      "'navy');"
      "INSERT INTO softdelete(table_name) VALUES ('color'), ('paint')");
  show("enabled");

  run_with("DELETE FROM color WHERE name = ?", "red");
  show("deleted");
  print_call("restore", "SELECT restore('color', ?)", 1);
  show("restored");
  run_with("DELETE FROM color WHERE name = ?", "red");
  print_call("purge", "SELECT purge('color', ?)", 1);
  show("purged");

  run("UPDATE softdelete SET suspended = 1");
  run_with("DELETE FROM paint WHERE name = ?", "olive");
  run("UPDATE softdelete SET suspended = 0");
  show("resumed");
  check(sqlite3_close(db));
}

static void without_extension(void) {
  print_line("functions ", "SELECT count(*) FROM pragma_function_list WHERE name = 'restore'");
  run_with("DELETE FROM color WHERE name = ?", "blue");
  show("plain delete");
  run_with("UPDATE color_deleted SET is_deleted = 0 WHERE name = ?", "blue");
  show("plain restore");
  check(sqlite3_close(db));
}

int main(int count, char** arguments) {
  if (count < 2) return 1;
  open_database(arguments[1]);
  with_extension();
  open_database(NULL);
  without_extension();

  open_database(arguments[1]);
  run_with("DELETE FROM softdelete WHERE table_name = ?", "paint");
  print_line("managed ", "SELECT table_name FROM softdelete");
  run("DELETE FROM paint");
  print_line("paints ", "SELECT count(*) FROM paint");
  if (sqlite3_exec(db, "INSERT INTO softdelete(table_name) VALUES ('nowhere')", NULL, NULL, NULL) !=
      SQLITE_OK) {
    printf("error -: %s\n", sqlite3_errmsg(db));
  }
  return sqlite3_close(db);
}
