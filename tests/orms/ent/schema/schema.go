// Package schema is the tables.
package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/dialect/entsql"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
)

func table(name string) []schema.Annotation { return []schema.Annotation{entsql.Table(name)} }

// marked is what all tables are.
type marked struct{ ent.Schema }

func (marked) Mixin() []ent.Mixin { return []ent.Mixin{Marks{}} }

type Color struct{ marked }

func (Color) Annotations() []schema.Annotation { return table("color") }

func (Color) Fields() []ent.Field {
	return []ent.Field{
		field.String("name").Unique(),
		field.String("hex").Optional().Nillable(),
		field.Int("version").Default(1),
	}
}

func (Color) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("paints", Paint.Type).Annotations(entsql.OnDelete(entsql.Cascade)),
		edge.To("swatches", Swatch.Type).Annotations(entsql.OnDelete(entsql.NoAction)),
		edge.To("notes", Note.Type).Annotations(entsql.OnDelete(entsql.SetNull)),
		edge.To("tags", Tag.Type).StorageKey(edge.Table("color_tag"), edge.Columns("color_id", "tag_id")),
	}
}

// ofColor is a table with the name and the color of its rows.
type ofColor struct{ marked }

func (ofColor) Fields() []ent.Field { return []ent.Field{field.String("name"), field.Int("color_id")} }

func parent(ref string) ent.Edge {
	return edge.From("color", Color.Type).Ref(ref).Unique().Required().Field("color_id")
}

type Paint struct{ ofColor }

func (Paint) Annotations() []schema.Annotation { return table("paint") }

func (Paint) Edges() []ent.Edge {
	return []ent.Edge{parent("paints"), edge.To("sales", Sale.Type).Annotations(entsql.OnDelete(entsql.Restrict))}
}

type Swatch struct{ ofColor }

func (Swatch) Annotations() []schema.Annotation { return table("swatch") }

func (Swatch) Edges() []ent.Edge { return []ent.Edge{parent("swatches")} }

type Note struct{ marked }

func (Note) Annotations() []schema.Annotation { return table("note") }

func (Note) Fields() []ent.Field {
	return []ent.Field{field.String("text"), field.Int("color_id").Optional().Nillable()}
}

func (Note) Edges() []ent.Edge {
	return []ent.Edge{edge.From("color", Color.Type).Ref("notes").Unique().Field("color_id")}
}

type Sale struct{ marked }

func (Sale) Annotations() []schema.Annotation { return table("sale") }

func (Sale) Fields() []ent.Field { return []ent.Field{field.String("name"), field.Int("paint_id")} }

func (Sale) Edges() []ent.Edge {
	return []ent.Edge{edge.From("paint", Paint.Type).Ref("sales").Unique().Required().Field("paint_id")}
}

type Tag struct{ marked }

func (Tag) Annotations() []schema.Annotation { return table("tag") }

func (Tag) Fields() []ent.Field { return []ent.Field{field.String("name").Unique()} }

func (Tag) Edges() []ent.Edge { return []ent.Edge{edge.From("colors", Color.Type).Ref("tags")} }
