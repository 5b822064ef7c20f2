//go:build !pure

package main

import . "softdelete/telling"

const driver = "github.com/mattn/go-sqlite3"

func called(function, name string) any {
	var done int64
	Check(db.Raw("SELECT "+function+"('color', id) FROM color_deleted WHERE name = ?", name).Scan(&done).Error)
	return done
}

func restored(name string) any { return called("restore", name) }

func purged(name string) any { return called("purge", name) }

// migration runs what rebuilds, and what the recipe puts around that.
func migration(rebuild func() error) {
	if storage == "flag" {
		Check(db.Exec("UPDATE softdelete SET suspended = 1").Error)
		defer func() { Check(db.Exec("UPDATE softdelete SET suspended = 0").Error) }()
	}
	Check(rebuild())
	if storage == "archive" {
		Check(db.Exec("SELECT softdelete_repair()").Error)
	}
}

func status() string {
	var found string
	Check(db.Raw("SELECT status FROM softdelete WHERE table_name = 'color'").Scan(&found).Error)
	return "color is " + found
}
