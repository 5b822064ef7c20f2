package main

import (
	"database/sql"
	"fmt"
	"os"
	"strings"

	"github.com/mattn/go-sqlite3"
)

var db *sql.DB

func check(err error) {
	if err != nil {
		panic(err)
	}
}

func open(driver string) {
	var err error
	db, err = sql.Open(driver, "file:app.db?_foreign_keys=on")
	check(err)
}

func run(query string, values ...interface{}) {
	_, err := db.Exec(query, values...)
	check(err)
}

func value(query string, values ...interface{}) (found string) {
	check(db.QueryRow(query, values...).Scan(&found))
	return
}

func column(query string) string {
	rows, err := db.Query(query)
	check(err)
	defer rows.Close()
	var found []string
	for rows.Next() {
		var name string
		check(rows.Scan(&name))
		found = append(found, name)
	}
	check(rows.Err())
	if found == nil {
		return "-"
	}
	return strings.Join(found, ",")
}

func names(view string) string {
	return column("SELECT name FROM " + view + " ORDER BY id")
}

func show(title string) {
	fmt.Printf("%s: live %s / %s; trash %s / %s; rows %s / %s\n", title,
		names("color_active"), names("paint_active"), names("color_deleted"), names("paint_deleted"),
		value("SELECT count(*) FROM color"), value("SELECT count(*) FROM paint"))
}

func remove(table, name string) {
	run("DELETE FROM "+table+" WHERE name = ?", name)
}

func withExtension() {
	fmt.Println("sqlite", value("SELECT sqlite_version()"))
	run("CREATE TABLE color(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE)")
	run("CREATE TABLE paint(id INTEGER PRIMARY KEY, color_id REFERENCES color ON DELETE CASCADE, name TEXT)")
	for _, name := range []string{"red", "green", "blue"} {
		run("INSERT INTO color(name) VALUES (?)", name)
	}
	for _, paint := range [][]interface{}{{1, "rose"}, {1, "cherry"}, {2, "olive"}, {3, "navy"}} {
		run("INSERT INTO paint(color_id, name) VALUES (?, ?)", paint...)
	}
	run("INSERT INTO softdelete(table_name) VALUES ('color'), ('paint')")
	show("enabled")

	remove("color", "red")
	show("deleted")
	fmt.Println("restore", value("SELECT restore('color', ?)", 1))
	show("restored")
	remove("color", "red")
	fmt.Println("purge", value("SELECT purge('color', ?)", 1))
	show("purged")

	run("UPDATE softdelete SET suspended = 1")
	remove("paint", "olive")
	run("UPDATE softdelete SET suspended = 0")
	show("resumed")
	check(db.Close())
}

func withoutExtension() {
	fmt.Println("functions", value("SELECT count(*) FROM pragma_function_list WHERE name = 'restore'"))
	remove("color", "blue")
	show("plain delete")
	run("UPDATE color_deleted SET is_deleted = 0 WHERE name = ?", "blue")
	show("plain restore")
	check(db.Close())
}

func main() {
	// The driver loads it into every connection of its pool.
	sql.Register("softdelete", &sqlite3.SQLiteDriver{Extensions: []string{os.Args[1]}})
	open("softdelete")
	withExtension()
	open("sqlite3")
	withoutExtension()

	open("softdelete")
	run("DELETE FROM softdelete WHERE table_name = ?", "paint")
	fmt.Println("managed", column("SELECT table_name FROM softdelete"))
	run("DELETE FROM paint")
	fmt.Println("paints", value("SELECT count(*) FROM paint"))
	_, err := db.Exec("INSERT INTO softdelete(table_name) VALUES ('nowhere')")
	fmt.Printf("error %T: %v\n", err, err)
}
