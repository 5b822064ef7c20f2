// Command adopt is GORM with its own DeletedAt.
package main

import (
	"gorm.io/driver/sqlite"
	"gorm.io/gorm"
	"gorm.io/gorm/schema"

	. "softdelete/telling"
)

// Color is a table with GORM's own soft delete.
type Color struct {
	ID        int64 `gorm:"autoIncrement"`
	Name      string
	DeletedAt gorm.DeletedAt
}

// Paint is its child.
type Paint struct {
	ID        int64 `gorm:"autoIncrement"`
	Name      string
	DeletedAt gorm.DeletedAt
	ColorID   int64
	Color     Color `gorm:"constraint:OnDelete:CASCADE"`
}

func main() {
	db := Must(gorm.Open(sqlite.Open("app.db"), &gorm.Config{NamingStrategy: schema.NamingStrategy{SingularTable: true}}))
	insert := func(name string) { Check(db.Create(&Color{Name: name}).Error) }
	Adopt(Adoption{
		Make: func() {
			Check(db.AutoMigrate(&Color{}, &Paint{}))
			for _, name := range []string{"red", "blue", "green"} {
				insert(name)
			}
			for _, paint := range Paints {
				var color Color
				Check(db.Where("name = ?", paint[1]).First(&color).Error)
				Check(db.Create(&Paint{Name: paint[0], ColorID: color.ID}).Error)
			}
		},
		Insert: insert,
		Delete: func(name string) { Check(db.Where("name = ?", name).Delete(&Color{}).Error) },
		Restore: func(name string) {
			Check(db.Unscoped().Model(&Color{}).Where("name = ?", name).Update("deleted_at", nil).Error)
		},
		Live: func() (colors, paints []string) {
			Check(db.Model(&Color{}).Order("name").Pluck("name", &colors).Error)
			Check(db.Model(&Paint{}).Order("name").Pluck("name", &paints).Error)
			return
		},
	})
}
