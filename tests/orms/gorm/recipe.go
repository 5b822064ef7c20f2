//go:build !pure

package main

import "database/sql"
import "os"
import "strings"
import "github.com/mattn/go-sqlite3"
import "gorm.io/driver/sqlite"
import "gorm.io/gorm"

var extensions = &sqlite3.SQLiteDriver{Extensions: []string{os.Getenv("SOFTDELETE_LIBRARY")}}
var dialector = sqlite.New(sqlite.Config{DriverName: "softdelete", DSN: "app.db?_foreign_keys=1"}) // For gorm.Open.

func init() { sql.Register("softdelete", extensions) }

func enable(db *gorm.DB, table, storage string) error { // Behind the first AutoMigrate.
	return db.Exec("INSERT INTO softdelete(table_name, storage) VALUES (?, ?)", table, storage).Error
}

func isOurs(table string) bool { return strings.Contains(table, "softdelete") } // Of db.Migrator().GetTables().
