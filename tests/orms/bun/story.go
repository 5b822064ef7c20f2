package main

import (
	"context"
	"database/sql"
	"fmt"
	"os"

	"github.com/uptrace/bun"
	"github.com/uptrace/bun/dialect/sqlitedialect"

	. "softdelete/telling"
)

var storage = os.Args[2]
var ctx = context.Background()
var db bun.IDB

func connect() *bun.DB {
	db := bun.NewDB(Must(sql.Open("softdelete", "app.db?_foreign_keys=1")), sqlitedialect.New())
	db.RegisterModel((*ColorTag)(nil))
	return db
}

func in(values []string) any { return bun.In(values) }

func counted(result sql.Result, err error) any { return Must(Must(result, err).RowsAffected()) }

func text(value string) *string { return &value }

func named(model any, names []string) []string {
	var found []string
	Check(db.NewSelect().Model(model).Column("name").Where("name IN (?)", in(names)).Scan(ctx, &found))
	return found
}

func names(models []any, names ...string) func() string {
	return func() string {
		var found []string
		for _, model := range models {
			found = append(found, named(model, names)...)
		}
		return Sorted(found)
	}
}

func colors(wanted ...string) func() string { return names([]any{(*Color)(nil)}, wanted...) }

func hexes(names ...string) func() string {
	return func() string {
		var rows []Color
		Check(db.NewSelect().Model(&rows).Where("name IN (?)", in(names)).Order("name").Scan(ctx))
		var found []string
		for _, color := range rows {
			found = append(found, color.Name+" "+*color.Hex)
		}
		return Joined(found)
	}
}

func color(db bun.IDB, name string) *Color {
	var found Color
	Check(db.NewSelect().Model(&found).Where("name = ?", name).Scan(ctx))
	return &found
}

func add[T any](row *T) *T {
	Must(db.NewInsert().Model(row).Exec(ctx))
	return row
}

func made(name string) *Color { return &Color{Name: name, Version: 1} }

func remove(row any) any { return counted(db.NewDelete().Model(row).WherePK().Exec(ctx)) }

func put(name, hex string) any {
	row := made(name)
	row.Hex = &hex
	return counted(db.NewInsert().Model(row).On("CONFLICT (name) DO UPDATE").Set("hex = EXCLUDED.hex").Exec(ctx))
}

func insertRed() any {
	red := made("red")
	red.Hex = text("#f00")
	return add(red).ID
}

func insertMany() any {
	rows := []*Color{made("green"), made("blue"), made("black"), made("white")}
	rows[0].Hex, rows[1].Hex = text("#0f0"), text("#00f")
	Must(db.NewInsert().Model(&rows).Exec(ctx))
	var keys []int64
	for _, color := range rows {
		keys = append(keys, color.ID)
	}
	return Joined(keys)
}

func insertRelated() any {
	rows := []*Paint{{Name: "rose", ColorID: color(db, "red").ID}, {Name: "cherry", ColorID: color(db, "red").ID},
		{Name: "olive", ColorID: color(db, "green").ID}}
	Must(db.NewInsert().Model(&rows).Exec(ctx))
	return nil
}

func join() any {
	var paints []Paint
	Check(db.NewSelect().Model(&paints).Relation("Color").Order("paint.name").Scan(ctx))
	var found []string
	for _, paint := range paints {
		found = append(found, paint.Name+"/"+paint.Color.Name)
	}
	return Joined(found)
}

func find() any {
	red, missing := &Color{ID: 1}, named((*Color)(nil), []string{"nosuch"})
	Check(db.NewSelect().Model(red).WherePK().Scan(ctx))
	return fmt.Sprintf("%s,%s,%s", red.Name, color(db, "blue").Name, map[int]string{0: "none"}[len(missing)])
}

func list() any {
	var found []string
	Check(db.NewSelect().Model((*Color)(nil)).Column("name").Order("name").Offset(1).Limit(2).Scan(ctx, &found))
	return Joined(found)
}

func count() any {
	all := Must(db.NewSelect().Model((*Color)(nil)).Count(ctx))
	return fmt.Sprintf("%d,%t", all, Must(db.NewSelect().Model((*Color)(nil)).Where("name = ?", "red").Exists(ctx)))
}

func loadRelated() any {
	var red Color
	Check(db.NewSelect().Model(&red).Where("name = ?", "red").Relation("Paints").Scan(ctx))
	var found []string
	for _, paint := range red.Paints {
		found = append(found, paint.Name)
	}
	return Sorted(found)
}

func group() any {
	var found []string
	Check(db.NewSelect().Model((*Paint)(nil)).Join("JOIN color ON color.id = paint.color_id").
		ColumnExpr("color.name || ' ' || count(*)").Group("color.name").Order("color.name").Scan(ctx, &found))
	return Joined(found)
}

func update() any {
	red := color(db, "red")
	red.Hex = text("#ff0000")
	return counted(db.NewUpdate().Model(red).Column("hex").WherePK().Exec(ctx))
}

func updateByQuery() any {
	return counted(db.NewUpdate().Model((*Color)(nil)).Set("hex = ?", "#000").
		Where("name IN (?)", in([]string{"black", "white"})).Exec(ctx))
}

var black *Color

func deleteBlack() any {
	black = color(db, "black")
	return remove(black)
}

func findDeleted() any {
	none := map[bool]string{true: "black", false: "none"}
	here := func(where string, value any) bool {
		return Must(db.NewSelect().Model((*Color)(nil)).Where(where, value).Exists(ctx))
	}
	return fmt.Sprintf("%s,%s,%d", none[here("name = ?", "black")], none[here("id = ?", black.ID)],
		Must(db.NewSelect().Model((*Color)(nil)).Where("name = ?", "black").Count(ctx)))
}

func deleteByName(name string) any {
	return counted(db.NewDelete().Model((*Color)(nil)).Where("name = ?", name).Exec(ctx))
}

func deleteWhite() any { return deleteByName("white") }

func deleteStale() any {
	first, second := color(db, "blue"), color(db, "blue")
	remove(first)
	return remove(second)
}

var returned []string

func returning() any {
	add(made("lime"))
	var gone []Color
	Must(db.NewDelete().Model(&gone).Where("name = ?", "lime").Returning("name").Exec(ctx))
	for _, color := range gone {
		returned = append(returned, color.Name)
	}
	return nil
}

func deleteMany() any {
	rows := []*Color{made("navy"), made("plum"), made("teal")}
	Must(db.NewInsert().Model(&rows).Exec(ctx))
	return remove(&rows)
}

func cascadeByDatabase() any {
	pink := add(made("pink"))
	add(&Paint{Name: "coral", ColorID: pink.ID})
	add(&Paint{Name: "salmon", ColorID: pink.ID})
	return remove(pink)
}

func setNull() any {
	jade := add(made("jade"))
	add(&Note{Text: "calm", ColorID: &jade.ID})
	return remove(jade)
}

func calm() string {
	var note Note
	Check(db.NewSelect().Model(&note).Relation("Color").Where("text = ?", "calm").Scan(ctx))
	if note.Color == nil {
		return note.Text + "/none"
	}
	return note.Text + "/" + note.Color.Name
}

func restrict() any {
	violet := add(&Paint{Name: "violet", ColorID: add(made("indigo")).ID})
	add(&Sale{Name: "first", PaintID: violet.ID})
	return remove(violet)
}

var inside string

func rollback() any {
	outside := db
	tx := Must(db.BeginTx(ctx, nil))
	db = tx
	remove(color(db, "red"))
	inside = colors("red")()
	Check(tx.Rollback())
	db = outside
	return nil
}

func transaction() any {
	Check(db.RunInTx(ctx, nil, func(ctx context.Context, tx bun.Tx) error {
		Must(tx.NewDelete().Model(color(tx, "green")).WherePK().Exec(ctx))
		green := made("green")
		green.Hex = text("#008000")
		_, err := tx.NewInsert().Model(green).Exec(ctx)
		return err
	}))
	return nil
}

func tags() string {
	var red Color
	Check(db.NewSelect().Model(&red).Where("name = ?", "red").Relation("Tags").Scan(ctx))
	var found []string
	for _, tag := range red.Tags {
		found = append(found, tag.Name)
	}
	return Sorted(found)
}

func warm() *ColorTag {
	var tag Tag
	Check(db.NewSelect().Model(&tag).Where("name = ?", "warm").Scan(ctx))
	return &ColorTag{ColorID: color(db, "red").ID, TagID: tag.ID}
}

func tag() any {
	for _, name := range []string{"warm", "bright"} {
		add(&ColorTag{ColorID: color(db, "red").ID, TagID: add(&Tag{Name: name}).ID})
	}
	return nil
}

func events() any {
	beige := add(made("beige"))
	heard = nil
	remove(beige)
	return Joined(heard)
}

func reload() any {
	cyan := add(made("cyan"))
	deleteByName("cyan")
	Check(db.NewSelect().Model(cyan).WherePK().Scan(ctx))
	return cyan.Name
}

func notes() string {
	var found []string
	Check(db.NewSelect().Model((*Note)(nil)).Column("text").Scan(ctx, &found))
	return Joined(found)
}

func khaki(shade *string) *ShadedColor {
	return add(&ShadedColor{Name: "khaki", Version: 1, Shade: shade})
}
