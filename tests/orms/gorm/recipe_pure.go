//go:build pure

package main

import "os"
import "github.com/glebarez/sqlite"
import "gorm.io/gorm"

// The tables were enabled in a shell, which also printed softdelete_script(TABLE, 'restore') of each into restore.sql.
var dialector = sqlite.Open("app.db?_pragma=foreign_keys(1)")

func restore(db *gorm.DB, table string, key any) *gorm.DB { // With archive storage.
	script, _ := os.ReadFile("restore.sql")
	db.Exec(string(script))
	return db.Exec("UPDATE "+table+"_deleted SET is_deleted = 0 WHERE id = ?", key)
}
