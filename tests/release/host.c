/* HOST LIBRARY SCRIPT...: a shell for all systems. Each script runs on a connection of its own,
   with the extension and an empty database in memory. Rows are printed as the sqlite3 shell prints
   them in list mode, errors behind their statement; lines that begin with a dot, which are commands
   of that shell, are left out. */
#include <sqlite3.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* SQLite's printf: the one of Wine for arm64 takes its arguments otherwise than a program for
 * Windows gives them. */
static void print(const char* format, ...) {
  char* text;
  va_list values;
  va_start(values, format);
  text = sqlite3_vmprintf(format, values);
  va_end(values);
  if (text != NULL) fputs(text, stdout);
  sqlite3_free(text);
}

static char* read_file(const char* path) {
  FILE* file = fopen(path, "rb");
  char* text;
  long size;
  if (file == NULL || fseek(file, 0, SEEK_END) != 0) return NULL;
  size = ftell(file);
  rewind(file);
  text = calloc((size_t)size + 1, 1);
  if (text != NULL && fread(text, 1, (size_t)size, file) != (size_t)size) return NULL;
  fclose(file);
  return text;
}

static void blank_dot_commands(char* text) {
  char* line;
  for (line = text; line != NULL && *line != '\0';) {
    char* end = strchr(line, '\n');
    if (*line == '.') memset(line, ' ', end == NULL ? strlen(line) : (size_t)(end - line));
    line = end == NULL ? NULL : end + 1;
  }
}

static int print_row(void* unused, int count, char** values, char** names) {
  int i;
  (void)unused, (void)names;
  for (i = 0; i < count; ++i) print("%s%s", i == 0 ? "" : "|", values[i] == NULL ? "" : values[i]);
  print("\n");
  return 0;
}

static void run(sqlite3* db, char* text) {
  char* end = text;
  while ((end = strchr(end, ';')) != NULL) {
    const char after = *++end;
    char* message = NULL;
    *end = '\0';
    if (!sqlite3_complete(text)) {
      *end = after;
      continue;
    }
    if (sqlite3_exec(db, text, print_row, NULL, &message) != SQLITE_OK)
      print("Error: %s\n", message);
    sqlite3_free(message);
    *end = after;
    text = end;
  }
}

int main(int argc, char** argv) {
  int i;
  for (i = 2; i < argc; ++i) {
    sqlite3* db = NULL;
    char* message = NULL;
    char* text = read_file(argv[i]);
    if (text == NULL || sqlite3_open(":memory:", &db) != SQLITE_OK) return 1;
    sqlite3_enable_load_extension(db, 1);
    if (sqlite3_load_extension(db, argv[1], NULL, &message) != SQLITE_OK) {
      print("%s\n", message);
      return 1;
    }
    print("-- script %d\n", i - 1);
    blank_dot_commands(text);
    run(db, text);
    free(text);
    if (sqlite3_close(db) != SQLITE_OK) return 1;
  }
  return 0;
}
