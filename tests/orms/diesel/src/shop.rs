//! The database: migrations, and what several operations need. What is read is `live`, what is written `schema`.

use diesel::dsl::{select, sql};
use diesel::prelude::*;
use diesel::sql_types::{Integer, Text};
use diesel::{delete, insert_into, sql_query};
use diesel_migrations::{EmbeddedMigrations, MigrationHarness, embed_migrations};
use telling::sorted;

use crate::models::{Color, NewColor, NewPaint, NewShadedColor};
use crate::recipe::enable;
use crate::schema::{live, schema, shaded};
use crate::schema_tools::write_schema;

const MIGRATIONS: EmbeddedMigrations = embed_migrations!();

pub struct Shop {
    pub db: SqliteConnection,
    storage: String,
    pub black: i32,
    pub returned: Vec<String>,
    pub inside: String,
}

pub fn connect() -> SqliteConnection {
    let mut db = SqliteConnection::establish("app.db").unwrap();
    sql_query("PRAGMA foreign_keys = ON").execute(&mut db).unwrap();
    db
}

pub fn named(db: &mut SqliteConnection, name: &str) -> QueryResult<Color> {
    live::color::table.filter(live::color::name.eq(name)).first(db)
}

impl Shop {
    pub fn open(storage: &str) -> Self {
        Self { db: connect(), storage: storage.into(), black: 0, returned: vec![], inside: String::new() }
    }

    // --- create and migrate

    pub fn versions(&mut self) -> QueryResult<String> {
        let version: String = select(sql::<Text>("sqlite_version()")).get_result(&mut self.db)?;
        Ok(format!("Diesel {}, SQLite {version}", telling::version(include_str!("../Cargo.toml"), "diesel")))
    }

    fn migrate(&mut self) {
        self.db.run_next_migration(MIGRATIONS).unwrap();
    }

    pub fn create(&mut self) -> QueryResult<String> {
        self.migrate();
        let found: Vec<String> = sql::<Text>(
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND name NOT LIKE '\\_\\_diesel%' ESCAPE '\\'",
        )
        .load(&mut self.db)?;
        if self.storage != "plain" {
            for table in &found {
                enable(&mut self.db, table, &self.storage)?;
            }
        }
        write_schema();
        Ok(sorted(found))
    }

    fn repair(&mut self) -> QueryResult<()> {
        if self.storage != "plain" {
            let _: i32 = sql::<Integer>("SELECT softdelete_repair()").get_result(&mut self.db)?;
        }
        Ok(())
    }

    pub fn migrate_and<T>(&mut self, then: fn() -> T) -> T {
        self.migrate();
        self.repair().unwrap();
        then()
    }

    // --- what others use

    pub fn color(&mut self, name: &str) -> QueryResult<Color> {
        named(&mut self.db, name)
    }

    fn there(&mut self, names: &[&str]) -> QueryResult<Vec<String>> {
        live::color::table.filter(live::color::name.eq_any(names)).select(live::color::name).load(&mut self.db)
    }

    pub fn colors(&mut self, names: &[&str]) -> QueryResult<String> {
        Ok(sorted(self.there(names)?))
    }

    pub fn paints(&mut self, names: &[&str]) -> QueryResult<Vec<String>> {
        live::paint::table.filter(live::paint::name.eq_any(names)).select(live::paint::name).load(&mut self.db)
    }

    pub fn colors_and_paints(&mut self, names: &[&str]) -> QueryResult<String> {
        let mut found = self.there(names)?;
        found.extend(self.paints(names)?);
        Ok(sorted(found))
    }

    pub fn hexes(&mut self, names: &[&str]) -> QueryResult<Vec<String>> {
        let found: Vec<Color> =
            live::color::table.filter(live::color::name.eq_any(names)).order(live::color::name).load(&mut self.db)?;
        Ok(found.iter().map(|color| format!("{} {}", color.name, color.hex.as_deref().unwrap_or("none"))).collect())
    }

    pub fn insert_color(&mut self, name: &str, hex: Option<&str>) -> QueryResult<i32> {
        insert_into(schema::color::table)
            .values(NewColor { name, hex })
            .returning(schema::color::id)
            .get_result(&mut self.db)
    }

    pub fn make(&mut self, name: &str) -> QueryResult<i32> {
        self.insert_color(name, None)
    }

    pub fn insert_paint(&mut self, name: &str, color_id: i32) -> QueryResult<i32> {
        insert_into(schema::paint::table)
            .values(NewPaint { name, color_id })
            .returning(schema::paint::id)
            .get_result(&mut self.db)
    }

    pub fn remove(&mut self, name: &str) -> QueryResult<usize> {
        let color = self.color(name)?;
        delete(&color).execute(&mut self.db)
    }

    // --- after, trash

    pub fn insert_shaded(&mut self, name: &str, shade: Option<&str>) -> QueryResult<usize> {
        insert_into(shaded::color::table).values(NewShadedColor { name, shade }).execute(&mut self.db)
    }

    pub fn delete_migrated(&mut self) -> QueryResult<usize> {
        self.insert_shaded("khaki", Some("light"))?;
        self.remove("khaki")
    }

    pub fn trash(&mut self, names: &[&str]) -> QueryResult<Vec<String>> {
        use crate::schema::trash::color_deleted::{name, table};
        table.filter(name.eq_any(names)).select(name).order(name).load(&mut self.db)
    }

    pub fn call(&mut self, function: &str, name: &str) -> QueryResult<i32> {
        sql::<Integer>(&format!("SELECT {function}('color', id) FROM color_deleted WHERE name = "))
            .bind::<Text, _>(name)
            .get_result(&mut self.db)
    }
}
