package main

import (
	"context"

	"github.com/uptrace/bun"
)

type Color struct {
	bun.BaseModel `bun:"table:color,alias:color"`
	ID            int64  `bun:",pk,autoincrement"`
	Name          string `bun:",notnull,unique"`
	Hex           *string
	Version       int      `bun:",notnull,default:1"`
	Paints        []*Paint `bun:"rel:has-many,join:id=color_id"`
	Tags          []Tag    `bun:"m2m:color_tag,join:Color=Tag"`
	Marks
}

var heard []string

func (*Color) BeforeDelete(context.Context, *bun.DeleteQuery) error {
	heard = append(heard, "BeforeDelete")
	return nil
}

func (*Color) AfterDelete(context.Context, *bun.DeleteQuery) error {
	heard = append(heard, "AfterDelete")
	return nil
}

// ShadedColor is the model after the migration.
type ShadedColor struct {
	bun.BaseModel `bun:"table:color,alias:color"`
	ID            int64  `bun:",pk,autoincrement"`
	Name          string `bun:",notnull,unique"`
	Hex           *string
	Version       int `bun:",notnull,default:1"`
	Shade         *string
	Marks
}

type Paint struct {
	bun.BaseModel `bun:"table:paint,alias:paint"`
	ID            int64  `bun:",pk,autoincrement"`
	Name          string `bun:",notnull"`
	ColorID       int64  `bun:",notnull"`
	Color         *Color `bun:"rel:belongs-to,join:color_id=id"`
	Marks
}

type Note struct {
	bun.BaseModel `bun:"table:note,alias:note"`
	ID            int64  `bun:",pk,autoincrement"`
	Text          string `bun:",notnull"`
	ColorID       *int64
	Color         *Color `bun:"rel:belongs-to,join:color_id=id"`
	Marks
}

type Swatch struct {
	bun.BaseModel `bun:"table:swatch,alias:swatch"`
	ID            int64  `bun:",pk,autoincrement"`
	Name          string `bun:",notnull"`
	ColorID       int64  `bun:",notnull"`
	Marks
}

type Sale struct {
	bun.BaseModel `bun:"table:sale,alias:sale"`
	ID            int64  `bun:",pk,autoincrement"`
	Name          string `bun:",notnull"`
	PaintID       int64  `bun:",notnull"`
	Marks
}

type Tag struct {
	bun.BaseModel `bun:"table:tag,alias:tag"`
	ID            int64  `bun:",pk,autoincrement"`
	Name          string `bun:",notnull,unique"`
	Marks
}

type ColorTag struct {
	bun.BaseModel `bun:"table:color_tag,alias:color_tag"`
	ColorID       int64  `bun:",pk"`
	Color         *Color `bun:"rel:belongs-to,join:color_id=id"`
	TagID         int64  `bun:",pk"`
	Tag           *Tag   `bun:"rel:belongs-to,join:tag_id=id"`
	Marks
}

// table is a model with the foreign keys of its table.
type table struct {
	model      any
	references []string
}

var tables = []table{
	{(*Color)(nil), nil},
	{(*Paint)(nil), []string{"(color_id) REFERENCES color ON DELETE CASCADE"}},
	{(*Swatch)(nil), []string{"(color_id) REFERENCES color"}},
	{(*Note)(nil), []string{"(color_id) REFERENCES color ON DELETE SET NULL"}},
	{(*Sale)(nil), []string{"(paint_id) REFERENCES paint ON DELETE RESTRICT"}},
	{(*Tag)(nil), nil},
	{(*ColorTag)(nil), []string{"(color_id) REFERENCES color ON DELETE CASCADE", "(tag_id) REFERENCES tag ON DELETE CASCADE"}},
}
