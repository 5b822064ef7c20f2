//go:build flag

package main

import "time"

// Marks are the columns of flag storage: Bun's own soft delete, which filters by deleted_at and writes it.
type Marks struct {
	DeletedAt  time.Time `bun:",soft_delete,nullzero"`
	DeletedVia *string
}
