// A node of dqlite. Arguments: its folder, its address, and the addresses of nodes that are there.
// It answers as lines.mjs does, and two more requests: { leader: true } gives the leader's address, { dump: address,
// folder: path } writes the database of that node as a file.
package main

import (
	"bufio"
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/canonical/go-dqlite/app"
	"github.com/canonical/go-dqlite/client"
)

type request struct {
	Batch  [][]interface{}
	Leader bool
	Dump   string
	Folder string
}

func must(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func rows(tx *sql.Tx, statement []interface{}) ([][]interface{}, error) {
	found := [][]interface{}{}
	result, err := tx.Query(statement[0].(string), statement[1:]...)
	if err != nil {
		return nil, err
	}
	defer result.Close()
	columns, err := result.Columns()
	if err != nil {
		return nil, err
	}
	for result.Next() {
		row := make([]interface{}, len(columns))
		to := make([]interface{}, len(columns))
		for i := range row {
			to[i] = &row[i]
		}
		if err := result.Scan(to...); err != nil {
			return nil, err
		}
		found = append(found, row)
	}
	return found, result.Err()
}

func run(ctx context.Context, db *sql.DB, batch [][]interface{}) ([][][]interface{}, error) {
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return nil, err
	}
	defer tx.Rollback()
	results := [][][]interface{}{}
	for _, statement := range batch {
		found := [][]interface{}{}
		var err error
		if text := statement[0].(string); strings.HasPrefix(text, "SELECT ") || strings.HasPrefix(text, "PRAGMA ") {
			found, err = rows(tx, statement)
		} else {
			_, err = tx.Exec(text, statement[1:]...)
		}
		if err != nil {
			return nil, fmt.Errorf("%s: %w", statement[0], err)
		}
		results = append(results, found)
	}
	return results, tx.Commit()
}

func leader(ctx context.Context, node *app.App) (interface{}, error) {
	there, err := node.Client(ctx)
	if err != nil {
		return nil, err
	}
	defer there.Close()
	info, err := there.Leader(ctx)
	if err != nil {
		return nil, err
	}
	return info.Address, nil
}

func dump(ctx context.Context, address, folder string) (interface{}, error) {
	there, err := client.New(ctx, address)
	if err != nil {
		return nil, err
	}
	defer there.Close()
	files, err := there.Dump(ctx, "app")
	if err != nil {
		return nil, err
	}
	for _, file := range files {
		if err := os.WriteFile(filepath.Join(folder, file.Name), file.Data, 0o644); err != nil {
			return nil, err
		}
	}
	return true, nil
}

func main() {
	node, err := app.New(os.Args[1], app.WithAddress(os.Args[2]), app.WithCluster(os.Args[3:]))
	must(err)
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	must(node.Ready(ctx))
	db, err := node.Open(ctx, "app")
	must(err)
	cancel()

	input := bufio.NewScanner(os.Stdin)
	input.Buffer(nil, 1<<24)
	for input.Scan() {
		var asked request
		must(json.Unmarshal(input.Bytes(), &asked))
		ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
		var results interface{}
		var err error
		switch {
		case asked.Leader:
			results, err = leader(ctx, node)
		case asked.Dump != "":
			results, err = dump(ctx, asked.Dump, asked.Folder)
		default:
			results, err = run(ctx, db, asked.Batch)
		}
		cancel()
		reply := map[string]interface{}{"results": results}
		if err != nil {
			reply = map[string]interface{}{"error": err.Error()}
		}
		must(json.NewEncoder(os.Stdout).Encode(reply))
	}
	must(node.Close())
}
