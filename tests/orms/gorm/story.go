package main

import (
	"fmt"
	"os"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"
	"gorm.io/gorm/logger"
	"gorm.io/gorm/schema"

	. "softdelete/telling"
)

var storage = os.Args[2]
var db *gorm.DB

func connect() *gorm.DB {
	db := Must(gorm.Open(dialector, &gorm.Config{
		Logger: logger.Discard, NamingStrategy: schema.NamingStrategy{SingularTable: true}}))
	Check(db.SetupJoinTable(&Color{}, "Tags", &ColorTag{}))
	Must(db.DB()).SetMaxOpenConns(1) // GORM's rebuilds set PRAGMA foreign_keys, which is one connection's.
	return db
}

func counted(done *gorm.DB) any {
	Check(done.Error)
	return done.RowsAffected
}

func text(value string) *string { return &value }

func names(tables []any, names ...string) func() string {
	return func() string {
		var found []string
		for _, table := range tables {
			var here []string
			Check(db.Model(table).Where("name IN ?", names).Pluck("name", &here).Error)
			found = append(found, here...)
		}
		return Sorted(found)
	}
}

func colors(wanted ...string) func() string { return names([]any{&Color{}}, wanted...) }

func hexes(names ...string) func() string {
	return func() string {
		var found []string
		Check(db.Model(&Color{}).Where("name IN ?", names).Order("name").Pluck("name || ' ' || hex", &found).Error)
		return Joined(found)
	}
}

func color(db *gorm.DB, name string) *Color {
	var color Color
	Check(db.First(&color, "name = ?", name).Error)
	return &color
}

func add[T any](row *T) *T {
	Check(db.Create(row).Error)
	return row
}

func put(name, hex string) any {
	return counted(db.Clauses(clause.OnConflict{
		Columns: []clause.Column{{Name: "name"}}, DoUpdates: clause.AssignmentColumns([]string{"hex"}),
	}).Create(&Color{Name: name, Hex: &hex}))
}

func insertMany() any {
	made := []*Color{{Name: "green", Hex: text("#0f0")}, {Name: "blue", Hex: text("#00f")}, {Name: "black"}, {Name: "white"}}
	Check(db.Create(made).Error)
	var keys []uint
	for _, color := range made {
		keys = append(keys, color.ID)
	}
	return Joined(keys)
}

func insertRelated() any {
	Check(db.Model(color(db, "red")).Association("Paints").Append(&Paint{Name: "rose"}, &Paint{Name: "cherry"}))
	add(&Paint{Name: "olive", Color: color(db, "green")})
	return nil
}

func join() any {
	var paints []Paint
	Check(db.Joins("Color").Order("paint.name").Find(&paints).Error)
	var found []string
	for _, paint := range paints {
		found = append(found, paint.Name+"/"+paint.Color.Name)
	}
	return Joined(found)
}

func find() any {
	var red, missing Color
	Check(db.First(&red, 1).Error)
	number := counted(db.Limit(1).Find(&missing, "name = ?", "nosuch"))
	return fmt.Sprintf("%s,%s,%s", red.Name, color(db, "blue").Name, map[any]string{int64(0): "none"}[number])
}

func list() any {
	var found []string
	Check(db.Model(&Color{}).Order("name").Offset(1).Limit(2).Pluck("name", &found).Error)
	return Joined(found)
}

func count() any {
	var all, red int64
	Check(db.Model(&Color{}).Count(&all).Error)
	Check(db.Model(&Color{}).Where("name = ?", "red").Count(&red).Error)
	return fmt.Sprintf("%d,%t", all, red > 0)
}

func loadRelated() any {
	var found []string
	for _, paint := range color(db.Preload("Paints"), "red").Paints {
		found = append(found, paint.Name)
	}
	return Sorted(found)
}

func group() any {
	var found []string
	Check(db.Model(&Paint{}).InnerJoins("Color").Group("`Color`.`name`").Order("`Color`.`name`").
		Pluck("`Color`.`name` || ' ' || count(*)", &found).Error)
	return Joined(found)
}

var black uint

func deleteBlack() any {
	row := color(db, "black")
	black = row.ID
	return counted(db.Delete(row))
}

func findDeleted() any {
	var byName, byKey, number int64
	byName = db.Limit(1).Find(&Color{}, "name = ?", "black").RowsAffected
	byKey = db.Limit(1).Find(&Color{}, black).RowsAffected
	Check(db.Model(&Color{}).Where("name = ?", "black").Count(&number).Error)
	none := map[int64]string{0: "none", 1: "black"}
	return fmt.Sprintf("%s,%s,%d", none[byName], none[byKey], number)
}

func deleteWhite() any { return counted(db.Where("name = ?", "white").Delete(&Color{})) }

func deleteStale() any {
	first, second := color(db, "blue"), color(db, "blue")
	counted(db.Delete(first))
	return counted(db.Delete(second))
}

func findOrCreate() any {
	counted(db.Delete(add(&Color{Name: "gray", Hex: text("#777")})))
	var gray Color
	return counted(db.Where(Color{Name: "gray"}).Attrs(Color{Hex: text("#888")}).FirstOrCreate(&gray)) == int64(1)
}

var returned []string

func returning() any {
	add(&Color{Name: "lime"})
	var gone []Color
	Check(db.Clauses(clause.Returning{Columns: []clause.Column{{Name: "name"}}}).Where("name = ?", "lime").Delete(&gone).Error)
	for _, color := range gone {
		returned = append(returned, color.Name)
	}
	return nil
}

func deleteMany() any {
	made := []*Color{{Name: "navy"}, {Name: "plum"}, {Name: "teal"}}
	Check(db.Create(made).Error)
	return counted(db.Delete(made))
}

func cascadeByDatabase() any {
	add(&Color{Name: "pink", Paints: []Paint{{Name: "coral"}, {Name: "salmon"}}})
	return counted(db.Delete(color(db, "pink")))
}

func cascadeByORM() any {
	add(&Color{Name: "gold", Swatches: []Swatch{{Name: "amber"}, {Name: "honey"}}})
	return counted(db.Select("Swatches").Delete(color(db, "gold")))
}

func setNull() any {
	return counted(db.Delete(add(&Color{Name: "jade", Notes: []Note{{Text: "calm"}}})))
}

func calm() string {
	var note Note
	Check(db.Preload("Color").First(&note, "text = ?", "calm").Error)
	if note.Color == nil {
		return note.Text + "/none"
	}
	return note.Text + "/" + note.Color.Name
}

func restrict() any {
	indigo := add(&Color{Name: "indigo", Paints: []Paint{{Name: "violet", Sales: []Sale{{Name: "first"}}}}})
	return counted(db.Delete(&indigo.Paints[0]))
}

var inside string

func rollback() any {
	outside := db
	db = outside.Begin()
	counted(db.Delete(color(db, "red")))
	inside = colors("red")()
	Check(db.Rollback().Error)
	db = outside
	return nil
}

func transaction() any {
	Check(db.Transaction(func(tx *gorm.DB) error {
		counted(tx.Delete(color(tx, "green")))
		return tx.Create(&Color{Name: "green", Hex: text("#008000")}).Error
	}))
	return nil
}

func tags() string {
	var found []string
	for _, tag := range color(db.Preload("Tags"), "red").Tags {
		found = append(found, tag.Name)
	}
	return Sorted(found)
}

func tag() any {
	Check(db.Model(color(db, "red")).Association("Tags").Append(&Tag{Name: "warm"}, &Tag{Name: "bright"}))
	return nil
}

func warm() *Tag {
	var tag Tag
	Check(db.First(&tag, "name = ?", "warm").Error)
	return &tag
}

func untag() any {
	Check(db.Model(color(db, "red")).Association("Tags").Delete(warm()))
	return nil
}

func tagAgain() any {
	Check(db.Model(color(db, "red")).Association("Tags").Append(warm()))
	return nil
}

func events() any {
	beige := add(&Color{Name: "beige"})
	heard = nil
	counted(db.Delete(beige))
	return Joined(heard)
}

func reload() any {
	cyan := add(&Color{Name: "cyan"})
	counted(db.Delete(&Color{}, cyan.ID))
	Check(db.First(cyan).Error)
	return cyan.Name
}

func deleteAll() any {
	return counted(db.Session(&gorm.Session{AllowGlobalUpdate: true}).Delete(&Note{}))
}

func notes() string {
	var found []string
	Check(db.Model(&Note{}).Pluck("text", &found).Error)
	return Joined(found)
}

func deleteMigrated() any {
	return counted(db.Delete(add(&ShadedColor{Color: Color{Name: "khaki"}, Shade: text("light")})))
}

func insertMigrated() any {
	add(&ShadedColor{Color: Color{Name: "khaki"}})
	return nil
}

func trash(names ...string) string {
	var found []string
	Check(db.Table("color_deleted").Where("name IN ?", names).Order("name").Pluck("name", &found).Error)
	return Joined(found)
}
