// Command adopt is Bun with its own soft_delete.
package main

import (
	"context"
	"database/sql"
	"time"

	_ "github.com/mattn/go-sqlite3"
	"github.com/uptrace/bun"
	"github.com/uptrace/bun/dialect/sqlitedialect"

	. "softdelete/telling"
)

// Color is a table with Bun's own soft delete.
type Color struct {
	bun.BaseModel `bun:"table:color"`
	ID            int64     `bun:",pk,autoincrement"`
	Name          string    `bun:",notnull"`
	DeletedAt     time.Time `bun:",soft_delete,nullzero"`
}

// Paint is its child.
type Paint struct {
	bun.BaseModel `bun:"table:paint"`
	ID            int64     `bun:",pk,autoincrement"`
	Name          string    `bun:",notnull"`
	DeletedAt     time.Time `bun:",soft_delete,nullzero"`
	ColorID       int64     `bun:",notnull"`
}

func main() {
	ctx := context.Background()
	db := bun.NewDB(Must(sql.Open("sqlite3", "app.db")), sqlitedialect.New())
	insert := func(name string) { Must(db.NewInsert().Model(&Color{Name: name}).Exec(ctx)) }
	Adopt(Adoption{
		Make: func() {
			Must(db.NewCreateTable().Model((*Color)(nil)).Exec(ctx))
			Must(db.NewCreateTable().Model((*Paint)(nil)).ForeignKey("(color_id) REFERENCES color ON DELETE CASCADE").Exec(ctx))
			for _, name := range []string{"red", "blue", "green"} {
				insert(name)
			}
			for _, paint := range Paints {
				var color Color
				Check(db.NewSelect().Model(&color).Where("name = ?", paint[1]).Scan(ctx))
				Must(db.NewInsert().Model(&Paint{Name: paint[0], ColorID: color.ID}).Exec(ctx))
			}
		},
		Insert: insert,
		Delete: func(name string) { Must(db.NewDelete().Model((*Color)(nil)).Where("name = ?", name).Exec(ctx)) },
		Restore: func(name string) {
			Must(db.NewUpdate().Model((*Color)(nil)).WhereDeleted().Set("deleted_at = NULL").Where("name = ?", name).Exec(ctx))
		},
		Live: func() (colors, paints []string) {
			Check(db.NewSelect().Model((*Color)(nil)).Column("name").Order("name").Scan(ctx, &colors))
			Check(db.NewSelect().Model((*Paint)(nil)).Column("name").Order("name").Scan(ctx, &paints))
			return
		},
	})
}
