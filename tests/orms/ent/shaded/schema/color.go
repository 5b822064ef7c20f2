// Package schema is what the migration changes.
package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/dialect/entsql"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/field"

	before "softdelete/ent/schema"
)

// Color has a column more.
type Color struct{ ent.Schema }

func (Color) Fields() []ent.Field {
	return []ent.Field{
		field.String("name").Unique(),
		field.String("hex").Optional().Nillable(),
		field.Int("version").Default(1),
		field.String("shade").Optional().Nillable(),
	}
}

func (Color) Mixin() []ent.Mixin { return []ent.Mixin{before.Marks{}} }

func (Color) Annotations() []schema.Annotation { return []schema.Annotation{entsql.Table("color")} }
