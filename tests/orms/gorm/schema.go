package main

import (
	"context"
	"fmt"
	"strings"
	"time"

	"gorm.io/gorm"
	"gorm.io/gorm/logger"

	. "softdelete/telling"
)

func versions() any {
	var sqlite string
	Check(db.Raw("SELECT sqlite_version()").Scan(&sqlite).Error)
	name := map[bool]string{true: "GORM", false: "GORM in pure Go"}[strings.Contains(driver, "mattn")]
	return fmt.Sprintf("%s %s, %s %s, SQLite %s", name, Version("gorm.io/gorm"),
		strings.TrimPrefix(driver, "github.com/"), Version(driver), sqlite)
}

func create() any {
	Check(db.AutoMigrate(models...))
	found := tables(func(name string) bool { return true })
	if storage != "plain" {
		for _, table := range strings.Split(found, ",") {
			Check(enable(db, table, storage))
		}
	}
	return found
}

func tables(wanted func(string) bool) string {
	var found []string
	for _, name := range Must(db.Migrator().GetTables()) {
		if name != "sqlite_sequence" && wanted(name) {
			found = append(found, name)
		}
	}
	return Sorted(found)
}

func introspectTables() any { return tables(func(name string) bool { return !isOurs(name) }) }

func columns() any {
	var found []string
	for _, column := range Must(db.Migrator().ColumnTypes("color")) {
		found = append(found, column.Name())
	}
	return Joined(found)
}

// changes is a logger that keeps the statements that change the schema.
type changes struct {
	logger.Interface
	found map[string]int
}

func (c changes) Trace(_ context.Context, _ time.Time, statement func() (string, int64), _ error) {
	sql, _ := statement()
	if words := strings.Fields(sql); strings.Contains("ALTER CREATE DROP", words[0]) {
		c.found[strings.ToLower(words[0]+" "+words[1])]++
	}
}

// pending is what AutoMigrate would do to the database.
func pending() any {
	seen := changes{logger.Discard, map[string]int{}}
	tx := db.Session(&gorm.Session{Logger: seen}).Begin()
	err := tx.AutoMigrate(models...)
	Check(tx.Rollback().Error)
	Check(err)
	var found []string
	for what, number := range seen.found {
		found = append(found, fmt.Sprintf("%s %d", what, number))
	}
	if len(found) == 0 {
		return "nothing"
	}
	return Sorted(found)
}

func addColumn() any {
	migration(func() error { return db.Migrator().AddColumn(&ShadedColor{}, "Shade") })
	return columns()
}

func rebuildColor() error { return db.Migrator().AlterColumn(&LongColor{}, "Hex") }

func rebuild() any {
	migration(rebuildColor)
	return columns()
}

func unfiltered() []Operation {
	return []Operation{
		{"GetTables", func() any {
			return fmt.Sprint(strings.Count(tables(func(string) bool { return true }), ",")+1, " tables")
		}, nil},
		{"AutoMigrate", pending, nil},
		{"AlterColumn, without suspending or repair", func() any { Check(rebuildColor()); return nil }, status},
	}
}
