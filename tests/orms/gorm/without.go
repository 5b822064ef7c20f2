//go:build pure

package main

import (
	"strings"

	"gorm.io/gorm"

	. "softdelete/telling"
)

const driver = "github.com/glebarez/sqlite"

func enable(*gorm.DB, string, string) error { return nil }

func isOurs(table string) bool { return strings.Contains(table, "softdelete") }

func migration(rebuild func() error) { Check(rebuild()) }

func restored(name string) any {
	var key uint
	Check(db.Table("color_deleted").Where("name = ?", name).Pluck("id", &key).Error)
	if storage == "archive" {
		return counted(restore(db, "color", key))
	}
	return counted(db.Exec("UPDATE color_deleted SET deleted_at = NULL WHERE id = ?", key))
}

func purged(name string) any {
	return counted(db.Exec("DELETE FROM color_deleted WHERE name = ?", name))
}

var status func() string // The panel needs the extension.
