library(DBI)

path <- commandArgs(trailingOnly = TRUE)[1]

open_database <- function(extension) {
  db <- dbConnect(RSQLite::SQLite(), "app.db", loadable.extensions = extension)
  run(db, "PRAGMA foreign_keys = ON")
  if (extension) dbGetQuery(db, "SELECT load_extension(?)", params = list(path))
  db
}

run <- function(db, sql, ...) invisible(dbExecute(db, sql, params = if (...length()) list(...)))

value <- function(db, sql, ...) dbGetQuery(db, sql, params = if (...length()) list(...))[[1]]

names_of <- function(db, sql) {
  found <- value(db, sql)
  if (length(found)) paste(found, collapse = ",") else "-"
}

show_state <- function(db, title) {
  state <- function(view) {
    paste(
      names_of(db, paste0("SELECT name FROM color_", view, " ORDER BY id")),
      names_of(db, paste0("SELECT name FROM paint_", view, " ORDER BY id")),
      sep = " / "
    )
  }
  cat(sprintf(
    "%s: live %s; trash %s; rows %d / %d\n", title, state("active"), state("deleted"),
    value(db, "SELECT count(*) FROM color"), value(db, "SELECT count(*) FROM paint")
  ))
}

delete <- function(db, table, name) {
  run(db, paste("DELETE FROM", table, "WHERE name = ?"), name)
}

db <- open_database(TRUE)
cat("sqlite ", value(db, "SELECT sqlite_version()"), "\n", sep = "")
run(db, "CREATE TABLE color(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE)")
run(db, "CREATE TABLE paint(
  id INTEGER PRIMARY KEY, color_id REFERENCES color ON DELETE CASCADE, name TEXT)")
count <- dbAppendTable(db, "color", data.frame(name = c("red", "green", "blue")))
count <- dbAppendTable(db, "paint", data.frame(color_id = c(1, 1, 2, 3), name = c("rose", "cherry", "olive", "navy")))
run(db, "INSERT INTO softdelete(table_name) VALUES ('color'), ('paint')")
show_state(db, "enabled")

delete(db, "color", "red")
show_state(db, "deleted")
cat("restore ", value(db, "SELECT restore('color', ?)", 1L), "\n", sep = "")
show_state(db, "restored")
delete(db, "color", "red")
cat("purge ", value(db, "SELECT purge('color', ?)", 1L), "\n", sep = "")
show_state(db, "purged")

run(db, "UPDATE softdelete SET suspended = 1")
delete(db, "paint", "olive")
run(db, "UPDATE softdelete SET suspended = 0")
show_state(db, "resumed")
dbDisconnect(db)

db <- open_database(FALSE)
functions <- "SELECT count(*) FROM pragma_function_list WHERE name = 'restore'"
cat("functions ", value(db, functions), "\n", sep = "")
delete(db, "color", "blue")
show_state(db, "plain delete")
run(db, "UPDATE color_deleted SET is_deleted = 0 WHERE name = ?", "blue")
show_state(db, "plain restore")
dbDisconnect(db)

db <- open_database(TRUE)
run(db, "DELETE FROM softdelete WHERE table_name = ?", "paint")
cat("managed ", names_of(db, "SELECT table_name FROM softdelete"), "\n", sep = "")
run(db, "DELETE FROM paint")
cat("paints ", value(db, "SELECT count(*) FROM paint"), "\n", sep = "")
tryCatch(
  run(db, "INSERT INTO softdelete(table_name) VALUES ('nowhere')"),
  error = function(error) cat("error ", class(error)[1], ": ", conditionMessage(error), "\n", sep = "")
)
dbDisconnect(db)
