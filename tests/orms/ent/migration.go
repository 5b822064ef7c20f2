package main

import (
	"fmt"
	"regexp"
	"sort"
	"strings"

	"ariga.io/atlas/sql/schema"
	"ariga.io/atlas/sql/sqlite"
	"entgo.io/ent/dialect"
	entsql "entgo.io/ent/dialect/sql"
	migrations "entgo.io/ent/dialect/sql/schema"

	"softdelete/ent/shaded"
	"softdelete/ent/shaded/migrate"

	. "softdelete/telling"
)

func value(query string, arguments ...any) any {
	var found any
	Check(db.QueryRowContext(ctx, query, arguments...).Scan(&found))
	return found
}

func versions() any {
	return fmt.Sprintf("ent %s, mattn/go-sqlite3 %s, SQLite %s", Version("entgo.io/ent"), Version("github.com/mattn/go-sqlite3"),
		value("SELECT sqlite_version()"))
}

func create() any {
	Check(client.Schema.Create(ctx))
	found := value("SELECT group_concat(name) FROM (SELECT name FROM sqlite_schema WHERE type = 'table'" +
		" AND name NOT LIKE 'sqlite_%' ORDER BY name)").(string)
	if storage != "plain" {
		for _, name := range strings.Split(found, ",") {
			Check(enable(ctx, db, name, storage))
		}
	}
	return found
}

// inspected is the schema as Atlas sees it, with which ent migrates.
func inspected(options *schema.InspectOptions) *schema.Schema {
	return Must(Must(sqlite.Open(db)).InspectSchema(ctx, "main", options))
}

func columns() any {
	var found []string
	for _, column := range inspected(&schema.InspectOptions{Tables: []string{"color"}}).Tables[0].Columns {
		found = append(found, column.Name)
	}
	return Joined(found)
}

func tables() any {
	var found []string
	for _, table := range inspected(&schema.InspectOptions{Exclude: []string{"*softdelete*"}}).Tables {
		found = append(found, table.Name)
	}
	return Sorted(found)
}

func pending() any { return proposed() }

func proposed(options ...migrations.MigrateOption) string {
	var script strings.Builder
	Check(client.Schema.WriteTo(ctx, &script, options...))
	if script.Len() == 0 {
		return "nothing"
	}
	return script.String()
}

func proposedDrops() any {
	script := proposed(migrations.WithDropColumn(true), migrations.WithDropIndex(true))
	kinds := map[string]int{}
	for _, found := range regexp.MustCompile(`(?m)^(DROP|CREATE|ALTER) \w+`).FindAllString(script, -1) {
		kinds[found]++
	}
	var said []string
	for kind, number := range kinds {
		said = append(said, fmt.Sprintf("%s %d", kind, number))
	}
	sort.Strings(said)
	return Joined(said)
}

func status() string {
	return "color is " + value("SELECT status FROM softdelete WHERE table_name = 'color'").(string)
}

func shadedClient() *shaded.Client {
	return shaded.NewClient(shaded.Driver(entsql.OpenDB(dialect.SQLite, db)))
}

// rebuilt changes a default, for which Atlas rebuilds the table.
func rebuilt() {
	migrate.ColorColumns[2].Default = "#000"
	Check(shadedClient().Schema.Create(ctx))
}

// migrated runs a migration as the recipe says.
func migrated(change func()) any {
	if storage == "flag" {
		Must(db.ExecContext(ctx, "UPDATE softdelete SET suspended = 1"))
	}
	change()
	if storage != "plain" {
		value("SELECT softdelete_repair()")
	}
	if storage == "flag" {
		Must(db.ExecContext(ctx, "UPDATE softdelete SET suspended = 0"))
	}
	return columns()
}

func addColumn() any { return migrated(func() { Check(shadedClient().Schema.Create(ctx)) }) }

func rebuild() any { return migrated(rebuilt) }

func shade(text *string) *shaded.Color {
	return Must(shadedClient().Color.Create().SetName("khaki").SetNillableShade(text).Save(ctx))
}

func deleteMigrated() any {
	light := "light"
	khaki := shade(&light)
	Check(shadedClient().Color.DeleteOne(khaki).Exec(ctx))
	return nil
}

func trash(names ...string) string {
	rows := Must(client.QueryContext(ctx, "SELECT name FROM color_deleted WHERE instr(?, ',' || name || ',') ORDER BY name",
		","+strings.Join(names, ",")+","))
	defer rows.Close()
	var found []string
	Check(entsql.ScanSlice(rows, &found))
	return Joined(found)
}

func called(function, name string) any {
	return value("SELECT "+function+"('color', id) FROM color_deleted WHERE name = ?", name)
}
