//go:build !flag

package main

// Marks are the columns that only flag storage has.
type Marks struct{}
