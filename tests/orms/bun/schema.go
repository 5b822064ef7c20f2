package main

import (
	"fmt"
	"strings"

	. "softdelete/telling"
)

func raw[T any](query string, arguments ...any) []T {
	var found []T
	Check(db.NewRaw(query, arguments...).Scan(ctx, &found))
	return found
}

func versions() any {
	return fmt.Sprintf("Bun %s, mattn/go-sqlite3 %s, SQLite %s", Version("github.com/uptrace/bun"),
		Version("github.com/mattn/go-sqlite3"), raw[string]("SELECT sqlite_version()")[0])
}

func create() any {
	for _, table := range tables {
		query := db.NewCreateTable().Model(table.model)
		for _, reference := range table.references {
			query = query.ForeignKey(reference)
		}
		Must(query.Exec(ctx))
	}
	found := Sorted(raw[string]("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"))
	if storage != "plain" {
		for _, name := range strings.Split(found, ",") {
			Check(enable(ctx, db, name, storage))
		}
	}
	return found
}

func addColumn() any {
	Must(db.NewAddColumn().Model((*Color)(nil)).ColumnExpr("shade TEXT").Exec(ctx))
	if storage != "plain" {
		raw[int]("SELECT softdelete_repair()")
	}
	return Joined(raw[string]("SELECT name FROM pragma_table_info('color')"))
}

func trash(names ...string) string {
	var found []string
	Check(db.NewSelect().Table("color_deleted").Column("name").Where("name IN (?)", in(names)).Order("name").Scan(ctx, &found))
	return Joined(found)
}

func called(function, name string) any {
	return raw[int]("SELECT "+function+"('color', id) FROM color_deleted WHERE name = ?", name)[0]
}
