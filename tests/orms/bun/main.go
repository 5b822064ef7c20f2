// Bun, with the driver mattn/go-sqlite3.
package main

import . "softdelete/telling"

func main() {
	db = connect()
	withPaints := []any{(*Color)(nil), (*Paint)(nil)}
	Tell(map[string][]Operation{
		"create": {{"versions", versions, nil}, {"create", create, nil}},
		"use": {
			{"insert", insertRed, colors("red")},
			{"insert many", insertMany, colors("green", "blue", "black", "white")},
			{"insert related", insertRelated, names([]any{(*Paint)(nil)}, "rose", "cherry", "olive")},
			{"join", join, nil},
			{"find", find, nil},
			{"list", list, nil},
			{"count", count, nil},
			{"load related", loadRelated, nil},
			{"group", group, nil},
			{"update", update, func() string { return *color(db, "red").Hex }},
			{"update by query", updateByQuery, hexes("black", "white")},
			{"upsert", func() any { return put("green", "#0e0") }, hexes("green")},
			{"delete", deleteBlack, colors("black")},
			{"find deleted", findDeleted, nil},
			{"delete by query", deleteWhite, colors("white")},
			{"delete nothing", deleteWhite, colors("white")},
			{"delete stale", deleteStale, colors("blue")},
			{"insert again", func() any { add(made("black")); return nil }, colors("black")},
			{"upsert deleted", func() any { return put("white", "#fff") }, hexes("white")},
			{"find or create", nil, nil},
			{"delete again", deleteBlack, colors("black")},
			{"returning", returning, func() string { return Joined(returned) }},
			{"delete many", deleteMany, colors("navy", "plum", "teal")},
			{"cascade by the database", cascadeByDatabase, names(withPaints, "pink", "coral", "salmon")},
			{"cascade by the ORM", nil, nil},
			{"set null", setNull, calm},
			{"restrict", restrict, names([]any{(*Paint)(nil)}, "violet")},
			{"rollback", rollback, func() string { return inside + "/" + colors("red")() }},
			{"transaction", transaction, hexes("green")},
			{"lock", nil, nil},
			{"lock stale", nil, nil},
			{"tag", tag, tags},
			{"untag", func() any { return remove(warm()) }, tags},
			{"tag again", func() any { add(warm()); return nil }, tags},
			{"events", events, colors("beige")},
			{"reload", reload, colors("cyan")},
			{"delete all", func() any { return counted(db.NewDelete().Model((*Note)(nil)).Where("TRUE").Exec(ctx)) }, notes},
		},
		"introspect": {{"introspect", nil, nil}, {"introspect tables", nil, nil}, {"pending", nil, nil}},
		"migrate":    {{"add column", addColumn, nil}, {"rebuild", nil, nil}},
		"after": {
			{"delete migrated", func() any { return remove(khaki(text("light"))) }, colors("khaki")},
			{"insert migrated", func() any { khaki(nil); return nil }, colors("khaki")},
		},
		"trash": {
			{"see the trash", func() any { return trash("khaki", "teal") }, nil},
			{"restore", func() any { return called("restore", "teal") }, colors("teal")},
			{"restore with children", func() any { return called("restore", "pink") }, names(withPaints, "pink", "coral", "salmon")},
			{"purge", func() any { return called("purge", "plum") }, func() string { return trash("plum") }},
		},
	})
}
