// ent, with the driver mattn/go-sqlite3.
package main

import . "softdelete/telling"

func main() {
	db = open()
	client = connect(db)
	if storage == "flag" {
		filtered(client)
	}
	Tell(map[string][]Operation{
		"create": {{"versions", versions, nil}, {"create", create, nil}},
		"use": {
			{"insert", func() any { return add("red", "#f00").ID }, colors("red")},
			{"insert many", insertMany, colors("green", "blue", "black", "white")},
			{"insert related", insertRelated, paints("rose", "cherry", "olive")},
			{"join", join, nil},
			{"find", find, nil},
			{"list", list, nil},
			{"count", count, nil},
			{"load related", loadRelated, nil},
			{"group", group, nil},
			{"update", update, func() string { return *colorNamed("red").Hex }},
			{"update by query", updateByQuery, hexes("black", "white")},
			{"upsert", func() any { return put("green", "#0e0") }, hexes("green")},
			{"delete", deleteBlack, colors("black")},
			{"find deleted", findDeleted, nil},
			{"delete by query", func() any { return deleteNamed("white") }, colors("white")},
			{"delete nothing", func() any { return deleteNamed("white") }, colors("white")},
			{"delete stale", deleteStale, colors("blue")},
			{"insert again", func() any { add("black", ""); return nil }, colors("black")},
			{"upsert deleted", func() any { return put("white", "#fff") }, hexes("white")},
			{"find or create", nil, nil},
			{"delete again", deleteBlack, colors("black")},
			{"returning", nil, nil},
			{"delete many", deleteMany, colors("navy", "plum", "teal")},
			{"cascade by the database", cascadeByDatabase, family},
			{"cascade by the ORM", nil, nil},
			{"set null", setNull, calm},
			{"restrict", restrict, paints("violet")},
			{"rollback", rollback, func() string { return inside + "/" + colors("red")() }},
			{"transaction", transaction, hexes("green")},
			{"lock", nil, nil},
			{"lock stale", nil, nil},
			{"tag", makeTags, tags},
			{"untag", untag, tags},
			{"tag again", tagAgain, tags},
			{"events", events, colors("beige")},
			{"reload", reload, colors("cyan")},
			{"delete all", func() any { return Must(client.Note.Delete().Exec(ctx)) }, notes},
		},
		"introspect": {{"introspect", columns, nil}, {"introspect tables", tables, nil}, {"pending", pending, nil}},
		"unfiltered": {
			{"Schema.Create with WithDropColumn and WithDropIndex", proposedDrops, nil},
			{"Schema.Create with a rebuild, without suspending or repair", func() any { rebuilt(); return nil }, status},
		},
		"migrate": {{"add column", addColumn, nil}, {"rebuild", rebuild, nil}},
		"after": {
			{"delete migrated", deleteMigrated, colors("khaki")},
			{"insert migrated", func() any { shade(nil); return nil }, colors("khaki")},
		},
		"trash": {
			{"see the trash", func() any { return trash("khaki", "teal") }, nil},
			{"restore", func() any { return called("restore", "teal") }, colors("teal")},
			{"restore with children", func() any { return called("restore", "pink") }, family},
			{"purge", func() any { return called("purge", "plum") }, func() string { return trash("plum") }},
		},
	})
}
