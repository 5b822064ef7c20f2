//go:build flag

package main

import "gorm.io/gorm"

// Marks are the columns of flag storage: GORM's own soft delete, which filters by deleted_at and writes it.
type Marks struct {
	DeletedAt  gorm.DeletedAt
	DeletedVia *string
}
