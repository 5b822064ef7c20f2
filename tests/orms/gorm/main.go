// GORM, with the driver mattn/go-sqlite3, or with one in pure Go.
package main

import . "softdelete/telling"

func main() {
	db = connect()
	withPaints := []any{&Color{}, &Paint{}}
	Tell(map[string][]Operation{
		"create": {{"versions", versions, nil}, {"create", create, nil}},
		"use": {
			{"insert", func() any { return add(&Color{Name: "red", Hex: text("#f00")}).ID }, colors("red")},
			{"insert many", insertMany, colors("green", "blue", "black", "white")},
			{"insert related", insertRelated, names([]any{&Paint{}}, "rose", "cherry", "olive")},
			{"join", join, nil},
			{"find", find, nil},
			{"list", list, nil},
			{"count", count, nil},
			{"load related", loadRelated, nil},
			{"group", group, nil},
			{"update", func() any { return counted(db.Model(color(db, "red")).Update("hex", "#ff0000")) },
				func() string { return *color(db, "red").Hex }},
			{"update by query", func() any {
				return counted(db.Model(&Color{}).Where("name IN ?", []string{"black", "white"}).Update("hex", "#000"))
			}, hexes("black", "white")},
			{"upsert", func() any { return put("green", "#0e0") }, hexes("green")},
			{"delete", deleteBlack, colors("black")},
			{"find deleted", findDeleted, nil},
			{"delete by query", deleteWhite, colors("white")},
			{"delete nothing", deleteWhite, colors("white")},
			{"delete stale", deleteStale, colors("blue")},
			{"insert again", func() any { add(&Color{Name: "black"}); return nil }, colors("black")},
			{"upsert deleted", func() any { return put("white", "#fff") }, hexes("white")},
			{"find or create", findOrCreate, hexes("gray")},
			{"delete again", deleteBlack, colors("black")},
			{"returning", returning, func() string { return Joined(returned) }},
			{"delete many", deleteMany, colors("navy", "plum", "teal")},
			{"cascade by the database", cascadeByDatabase, names(withPaints, "pink", "coral", "salmon")},
			{"cascade by the ORM", cascadeByORM, names([]any{&Color{}, &Swatch{}}, "gold", "amber", "honey")},
			{"set null", setNull, calm},
			{"restrict", restrict, names([]any{&Paint{}}, "violet")},
			{"rollback", rollback, func() string { return inside + "/" + colors("red")() }},
			{"transaction", transaction, hexes("green")},
			{"lock", nil, nil},
			{"lock stale", nil, nil},
			{"tag", tag, tags},
			{"untag", untag, tags},
			{"tag again", tagAgain, tags},
			{"events", events, colors("beige")},
			{"reload", reload, colors("cyan")},
			{"delete all", deleteAll, notes},
		},
		"introspect": {{"introspect", columns, nil}, {"introspect tables", introspectTables, nil}, {"pending", pending, nil}},
		"unfiltered": unfiltered(),
		"migrate":    {{"add column", addColumn, nil}, {"rebuild", rebuild, nil}},
		"after": {
			{"delete migrated", deleteMigrated, colors("khaki")},
			{"insert migrated", insertMigrated, colors("khaki")},
		},
		"trash": {
			{"see the trash", func() any { return trash("khaki", "teal") }, nil},
			{"restore", func() any { return restored("teal") }, colors("teal")},
			{"restore with children", func() any { return restored("pink") }, names(withPaints, "pink", "coral", "salmon")},
			{"purge", func() any { return purged("plum") }, func() string { return trash("plum") }},
		},
	})
}
