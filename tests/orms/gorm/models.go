package main

import "gorm.io/gorm"

type Color struct {
	ID       uint
	Name     string `gorm:"not null;unique"`
	Hex      *string
	Version  int      `gorm:"not null;default:1"`
	Paints   []Paint  `gorm:"foreignKey:ColorID;constraint:OnDelete:CASCADE"`
	Swatches []Swatch `gorm:"foreignKey:ColorID"`
	Notes    []Note   `gorm:"foreignKey:ColorID;constraint:OnDelete:SET NULL"`
	Tags     []Tag    `gorm:"many2many:color_tag;joinForeignKey:ColorID;constraint:OnDelete:CASCADE"`
	Marks
}

// TableName holds for what embeds a Color too.
func (Color) TableName() string { return "color" }

var heard []string

func (Color) BeforeDelete(*gorm.DB) error {
	heard = append(heard, "BeforeDelete")
	return nil
}

func (Color) AfterDelete(*gorm.DB) error {
	heard = append(heard, "AfterDelete")
	return nil
}

// ShadedColor is the model after the first migration.
type ShadedColor struct {
	Color
	Shade *string
}

// LongColor is the model of the second migration.
type LongColor struct {
	Color
	Hex *string `gorm:"type:varchar(9)"`
}

type Paint struct {
	ID      uint
	Name    string `gorm:"not null"`
	ColorID uint   `gorm:"not null"`
	Color   *Color
	Sales   []Sale `gorm:"constraint:OnDelete:RESTRICT"`
	Marks
}

type Swatch struct {
	ID      uint
	Name    string `gorm:"not null"`
	ColorID uint   `gorm:"not null"`
	Marks
}

type Note struct {
	ID      uint
	Text    string `gorm:"not null"`
	ColorID *uint
	Color   *Color
	Marks
}

type Sale struct {
	ID      uint
	Name    string `gorm:"not null"`
	PaintID uint   `gorm:"not null"`
	Marks
}

type Tag struct {
	ID   uint
	Name string `gorm:"not null;unique"`
	Marks
}

type ColorTag struct {
	ColorID uint `gorm:"primaryKey"`
	TagID   uint `gorm:"primaryKey"`
	Marks
}

var models = []any{&Color{}, &Paint{}, &Swatch{}, &Note{}, &Sale{}, &Tag{}, &ColorTag{}}
