//go:build flag

package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/mixin"
)

// Marks are the columns of flag storage. Without them, a rebuild drops them.
type Marks struct{ mixin.Schema }

func (Marks) Fields() []ent.Field {
	return []ent.Field{
		field.Int("is_deleted").Default(0),
		field.String("deleted_at").Optional().Nillable(),
		field.String("deleted_via").Optional().Nillable(),
	}
}
