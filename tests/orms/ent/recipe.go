package main

import "context"
import "database/sql"
import "os"
import "github.com/mattn/go-sqlite3"

var extensions = &sqlite3.SQLiteDriver{Extensions: []string{os.Getenv("SOFTDELETE_LIBRARY")}}

func init() { sql.Register("softdelete", extensions) } // For sql.Open("softdelete", "file:app.db?_fk=1").

func enable(ctx context.Context, db *sql.DB, table, storage string) error {
	_, err := db.ExecContext(ctx, "INSERT INTO softdelete(table_name, storage) VALUES (?, ?)", table, storage)
	return err
}
