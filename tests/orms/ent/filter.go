package main

import (
	"context"

	entsql "entgo.io/ent/dialect/sql"

	"softdelete/ent/shop"
	"softdelete/ent/shop/intercept"
)

// filtered makes a client see what is live, with flag storage.
func filtered(client *shop.Client) {
	client.Intercept(intercept.TraverseFunc(func(ctx context.Context, query intercept.Query) error {
		query.WhereP(entsql.FieldEQ("is_deleted", 0))
		return nil
	}))
}
