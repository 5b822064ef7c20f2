//go:build !flag

package schema

import "entgo.io/ent/schema/mixin"

// Marks are the columns that only flag storage has.
type Marks struct{ mixin.Schema }
