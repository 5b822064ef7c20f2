use rusqlite::{params, Connection, Error, LoadExtensionGuard, Params, Result};

struct Database(Connection);

impl Database {
    fn open(library: Option<&str>) -> Result<Self> {
        let db = Connection::open("app.db")?;
        db.execute_batch("PRAGMA foreign_keys = ON")?;
        if let Some(path) = library {
            // Loading runs foreign code; the guard switches it off again.
            unsafe {
                let _guard = LoadExtensionGuard::new(&db)?;
                db.load_extension(path, None::<&str>)?;
            }
        }
        Ok(Self(db))
    }

    fn close(self) -> Result<()> {
        self.0.close().map_err(|(_, error)| error)
    }

    fn run(&self, sql: &str, values: impl Params) -> Result<usize> {
        self.0.execute(sql, values)
    }

    fn number(&self, sql: &str, values: impl Params) -> Result<i64> {
        self.0.query_row(sql, values, |row| row.get(0))
    }

    fn column(&self, sql: &str) -> Result<String> {
        let mut statement = self.0.prepare(sql)?;
        let names = statement.query_map([], |row| row.get::<_, String>(0))?.collect::<Result<Vec<_>>>()?;
        Ok(if names.is_empty() { "-".into() } else { names.join(",") })
    }

    fn names(&self, view: &str) -> Result<String> {
        self.column(&format!("SELECT name FROM {view} ORDER BY id"))
    }

    fn show(&self, title: &str) -> Result<()> {
        println!(
            "{title}: live {} / {}; trash {} / {}; rows {} / {}",
            self.names("color_active")?,
            self.names("paint_active")?,
            self.names("color_deleted")?,
            self.names("paint_deleted")?,
            self.number("SELECT count(*) FROM color", [])?,
            self.number("SELECT count(*) FROM paint", [])?
        );
        Ok(())
    }

    fn delete(&self, table: &str, name: &str) -> Result<usize> {
        self.run(&format!("DELETE FROM {table} WHERE name = ?"), [name])
    }
}

fn with_extension(db: &Database) -> Result<()> {
    println!("sqlite {}", db.column("SELECT sqlite_version()")?);
    db.0.execute_batch(
        "CREATE TABLE color(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
         CREATE TABLE paint(id INTEGER PRIMARY KEY, color_id REFERENCES color ON DELETE CASCADE, name TEXT);",
    )?;
    for name in ["red", "green", "blue"] {
        db.run("INSERT INTO color(name) VALUES (?)", [name])?;
    }
    for (color, name) in [(1, "rose"), (1, "cherry"), (2, "olive"), (3, "navy")] {
        db.run("INSERT INTO paint(color_id, name) VALUES (?, ?)", params![color, name])?;
    }
    db.run("INSERT INTO softdelete(table_name) VALUES ('color'), ('paint')", [])?;
    db.show("enabled")?;

    db.delete("color", "red")?;
    db.show("deleted")?;
    println!("restore {}", db.number("SELECT restore('color', ?)", [1])?);
    db.show("restored")?;
    db.delete("color", "red")?;
    println!("purge {}", db.number("SELECT purge('color', ?)", [1])?);
    db.show("purged")?;

    db.run("UPDATE softdelete SET suspended = 1", [])?;
    db.delete("paint", "olive")?;
    db.run("UPDATE softdelete SET suspended = 0", [])?;
    db.show("resumed")
}

fn without_extension(db: &Database) -> Result<()> {
    let functions = "SELECT count(*) FROM pragma_function_list WHERE name = 'restore'";
    println!("functions {}", db.number(functions, [])?);
    db.delete("color", "blue")?;
    db.show("plain delete")?;
    db.run("UPDATE color_deleted SET is_deleted = 0 WHERE name = ?", ["blue"])?;
    db.show("plain restore")
}

fn main() -> Result<()> {
    let library = std::env::args().nth(1);
    let db = Database::open(library.as_deref())?;
    with_extension(&db)?;
    db.close()?;
    let db = Database::open(None)?;
    without_extension(&db)?;
    db.close()?;

    let db = Database::open(library.as_deref())?;
    db.run("DELETE FROM softdelete WHERE table_name = ?", ["paint"])?;
    println!("managed {}", db.column("SELECT table_name FROM softdelete")?);
    db.run("DELETE FROM paint", [])?;
    println!("paints {}", db.number("SELECT count(*) FROM paint", [])?);
    let refused = db.run("INSERT INTO softdelete(table_name) VALUES ('nowhere')", []);
    if let Err(Error::SqliteFailure(_, Some(message))) = refused {
        println!("error SqliteFailure: {message}");
    }
    db.close()
}
