package main

import "context"
import "database/sql"
import "os"
import "github.com/mattn/go-sqlite3"
import "github.com/uptrace/bun"

var extensions = &sqlite3.SQLiteDriver{Extensions: []string{os.Getenv("SOFTDELETE_LIBRARY")}}

func init() { sql.Register("softdelete", extensions) } // For sql.Open("softdelete", "app.db?_foreign_keys=1").

func enable(ctx context.Context, db bun.IDB, table, storage string) error { // In a migration.
	_, err := db.NewRaw("INSERT INTO softdelete(table_name, storage) VALUES (?, ?)", table, storage).Exec(ctx)
	return err
}
