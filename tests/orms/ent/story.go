package main

import (
	"context"
	"database/sql"
	"fmt"
	"os"
	"sort"
	"strings"

	"entgo.io/ent/dialect"
	entsql "entgo.io/ent/dialect/sql"

	"softdelete/ent/shop"
	"softdelete/ent/shop/color"
	"softdelete/ent/shop/note"
	"softdelete/ent/shop/paint"
	"softdelete/ent/shop/tag"

	. "softdelete/telling"
)

var storage = os.Args[2]
var ctx = context.Background()
var db *sql.DB
var client *shop.Client

func open() *sql.DB { return Must(sql.Open("softdelete", "file:app.db?_fk=1")) }

func connect(db *sql.DB) *shop.Client {
	return shop.NewClient(shop.Driver(entsql.OpenDB(dialect.SQLite, db)))
}

func colors(names ...string) func() string {
	return func() string {
		return Joined(Must(client.Color.Query().Where(color.NameIn(names...)).Order(color.ByName()).Select(color.FieldName).Strings(ctx)))
	}
}

func paints(names ...string) func() string {
	return func() string {
		return Joined(Must(client.Paint.Query().Where(paint.NameIn(names...)).Order(paint.ByName()).Select(paint.FieldName).Strings(ctx)))
	}
}

func hexes(names ...string) func() string {
	return func() string {
		var found []string
		for _, one := range Must(client.Color.Query().Where(color.NameIn(names...)).Order(color.ByName()).All(ctx)) {
			found = append(found, one.Name+" "+*one.Hex)
		}
		return Joined(found)
	}
}

func family() string {
	both := strings.Split(colors("pink")()+","+paints("coral", "salmon")(), ",")
	var found []string
	for _, name := range both {
		if name != "-" {
			found = append(found, name)
		}
	}
	return Sorted(found)
}

func colorNamed(name string) *shop.Color {
	return Must(client.Color.Query().Where(color.Name(name)).Only(ctx))
}

func text(value string) *string {
	if value == "" {
		return nil
	}
	return &value
}

func add(name, hex string) *shop.Color {
	return Must(client.Color.Create().SetName(name).SetNillableHex(text(hex)).Save(ctx))
}

func addPaint(name string, of *shop.Color) *shop.Paint {
	return Must(client.Paint.Create().SetName(name).SetColor(of).Save(ctx))
}

func remove(one *shop.Color) any {
	Check(client.Color.DeleteOne(one).Exec(ctx))
	return nil
}

func put(name, hex string) any {
	Check(client.Color.Create().SetName(name).SetHex(hex).OnConflictColumns(color.FieldName).
		Update(func(row *shop.ColorUpsert) { row.SetHex(hex) }).Exec(ctx))
	return nil
}

func insertMany() any {
	var builders []*shop.ColorCreate
	for _, row := range [][2]string{{"green", "#0f0"}, {"blue", "#00f"}, {"black"}, {"white"}} {
		builders = append(builders, client.Color.Create().SetName(row[0]).SetNillableHex(text(row[1])))
	}
	var keys []int
	for _, one := range Must(client.Color.CreateBulk(builders...).Save(ctx)) {
		keys = append(keys, one.ID)
	}
	return Joined(keys)
}

func insertRelated() any {
	addPaint("rose", colorNamed("red"))
	addPaint("cherry", colorNamed("red"))
	addPaint("olive", colorNamed("green"))
	return nil
}

func join() any {
	var found []string
	for _, one := range Must(client.Paint.Query().WithColor().Order(paint.ByName()).All(ctx)) {
		found = append(found, one.Name+"/"+one.Edges.Color.Name)
	}
	return Joined(found)
}

func find() any {
	missing := map[bool]string{false: "none"}
	return fmt.Sprintf("%s,%s,%s", Must(client.Color.Get(ctx, 1)).Name, colorNamed("blue").Name,
		missing[Must(client.Color.Query().Where(color.Name("nosuch")).Exist(ctx))])
}

func list() any {
	return Joined(Must(client.Color.Query().Order(color.ByName()).Offset(1).Limit(2).Select(color.FieldName).Strings(ctx)))
}

func count() any {
	return fmt.Sprintf("%d,%t", Must(client.Color.Query().Count(ctx)), Must(client.Color.Query().Where(color.Name("red")).Exist(ctx)))
}

func loadRelated() any {
	var found []string
	for _, one := range Must(client.Color.Query().Where(color.Name("red")).WithPaints().Only(ctx)).Edges.Paints {
		found = append(found, one.Name)
	}
	return Sorted(found)
}

func group() any {
	var groups []struct {
		ColorID int `json:"color_id"`
		Count   int
	}
	Check(client.Paint.Query().GroupBy(paint.FieldColorID).Aggregate(shop.Count()).Scan(ctx, &groups))
	var found []string
	for _, one := range groups {
		found = append(found, fmt.Sprintf("%s %d", Must(client.Color.Get(ctx, one.ColorID)).Name, one.Count))
	}
	return Sorted(found)
}

func update() any {
	Must(colorNamed("red").Update().SetHex("#ff0000").Save(ctx))
	return nil
}

func updateByQuery() any {
	return Must(client.Color.Update().Where(color.NameIn("black", "white")).SetHex("#000").Save(ctx))
}

var black *shop.Color

func deleteBlack() any {
	black = colorNamed("black")
	return remove(black)
}

func findDeleted() any {
	named := map[bool]string{true: "black", false: "none"}
	byName := client.Color.Query().Where(color.Name("black"))
	return fmt.Sprintf("%s,%s,%d", named[Must(byName.Clone().Exist(ctx))],
		named[Must(client.Color.Query().Where(color.ID(black.ID)).Exist(ctx))], Must(byName.Count(ctx)))
}

func deleteNamed(names ...string) any {
	return Must(client.Color.Delete().Where(color.NameIn(names...)).Exec(ctx))
}

func deleteStale() any {
	blue := colorNamed("blue")
	other := open()
	defer other.Close()
	Check(connect(other).Color.DeleteOneID(blue.ID).Exec(ctx))
	return remove(blue)
}

func deleteMany() any {
	for _, name := range []string{"navy", "plum", "teal"} {
		add(name, "")
	}
	return deleteNamed("navy", "plum", "teal")
}

func cascadeByDatabase() any {
	pink := add("pink", "")
	addPaint("coral", pink)
	addPaint("salmon", pink)
	return remove(pink)
}

func setNull() any {
	jade := add("jade", "")
	Must(client.Note.Create().SetText("calm").SetColor(jade).Save(ctx))
	return remove(jade)
}

func calm() string {
	found := Must(client.Note.Query().Where(note.Text("calm")).WithColor().Only(ctx))
	if found.Edges.Color == nil {
		return found.Text + "/none"
	}
	return found.Text + "/" + found.Edges.Color.Name
}

func restrict() any {
	violet := addPaint("violet", add("indigo", ""))
	Must(client.Sale.Create().SetName("first").SetPaint(violet).Save(ctx))
	Check(client.Paint.DeleteOne(violet).Exec(ctx))
	return nil
}

var inside = "-"

// within runs work in a transaction, in which client is the transaction's.
func within(work func(), end func(*shop.Tx) error) any {
	outside := client
	tx := Must(client.Tx(ctx))
	client = tx.Client()
	defer func() {
		client = outside
		if failure := recover(); failure != nil {
			Check(tx.Rollback())
			panic(failure)
		}
		Check(end(tx))
	}()
	work()
	return nil
}

func rollback() any {
	return within(func() {
		Must(client.Color.Delete().Where(color.Name("red")).Exec(ctx))
		inside = colors("red")()
	}, (*shop.Tx).Rollback)
}

func transaction() any {
	return within(func() {
		Must(client.Color.Delete().Where(color.Name("green")).Exec(ctx))
		add("green", "#008000")
	}, (*shop.Tx).Commit)
}

func tags() string {
	found := Must(colorNamed("red").QueryTags().Select(tag.FieldName).Strings(ctx))
	sort.Strings(found)
	return Joined(found)
}

func warm() *shop.Tag { return Must(client.Tag.Query().Where(tag.Name("warm")).Only(ctx)) }

func makeTags() any {
	for _, name := range []string{"warm", "bright"} {
		Must(colorNamed("red").Update().AddTags(Must(client.Tag.Create().SetName(name).Save(ctx))).Save(ctx))
	}
	return nil
}

func untag() any {
	Must(colorNamed("red").Update().RemoveTags(warm()).Save(ctx))
	return nil
}

func tagAgain() any {
	Must(colorNamed("red").Update().AddTags(warm()).Save(ctx))
	return nil
}

func events() any {
	beige := add("beige", "")
	var heard []string
	tx := Must(client.Tx(ctx))
	tx.Color.Use(func(next shop.Mutator) shop.Mutator {
		return shop.MutateFunc(func(ctx context.Context, mutation shop.Mutation) (shop.Value, error) {
			heard = append(heard, "before "+mutation.Op().String())
			value, err := next.Mutate(ctx, mutation)
			heard = append(heard, "after "+mutation.Op().String())
			return value, err
		})
	})
	tx.OnCommit(func(next shop.Committer) shop.Committer {
		return shop.CommitFunc(func(ctx context.Context, tx *shop.Tx) error {
			err := next.Commit(ctx, tx)
			heard = append(heard, "OnCommit")
			return err
		})
	})
	err := tx.Color.DeleteOne(beige).Exec(ctx)
	Check(tx.Commit())
	Check(err)
	return Joined(heard)
}

func reload() any {
	cyan := add("cyan", "")
	deleteNamed("cyan")
	return Must(client.Color.Get(ctx, cyan.ID)).Name
}

func notes() string { return Joined(Must(client.Note.Query().Select(note.FieldText).Strings(ctx))) }
