//! The database: migrations, and what several operations need. What is read is the table, or with storage of flag its view.

use sqlx::migrate::Migrator;
use sqlx::sqlite::SqliteQueryResult;
use sqlx::{AssertSqlSafe, Column, FromRow, QueryBuilder, Result, Row, Sqlite, SqlitePool, query, query_scalar};
use telling::{joined, sorted};

use crate::recipe::{enable, options};

static MIGRATIONS: Migrator = sqlx::migrate!();

#[derive(FromRow)]
pub struct Color {
    pub id: i64,
    pub name: String,
    pub hex: Option<String>,
}

pub struct Shop {
    pub db: SqlitePool,
    storage: String,
    pub black: i64,
    pub returned: Vec<String>,
    pub inside: Vec<String>,
}

pub fn affected(done: SqliteQueryResult) -> u64 {
    done.rows_affected()
}

/// SELECT with a list of names behind it.
pub fn among(select: String, names: &[&str]) -> QueryBuilder<Sqlite> {
    let mut builder = QueryBuilder::new(select);
    builder.push(" WHERE name IN (");
    let mut list = builder.separated(", ");
    for name in names {
        list.push_bind(name.to_string());
    }
    builder.push(") ORDER BY name");
    builder
}

impl Shop {
    pub async fn open(storage: &str) -> Result<Self> {
        let db = SqlitePool::connect_with(options()).await?;
        Ok(Self { db, storage: storage.into(), black: 0, returned: vec![], inside: vec![] })
    }

    /// SQL in which `live.TABLE` is what is live.
    pub fn live(&self, text: &str) -> AssertSqlSafe<String> {
        let mut words: Vec<String> = text.split(' ').map(String::from).collect();
        for word in &mut words {
            if let Some(table) = word.strip_prefix("live.") {
                *word = if self.storage == "flag" { format!("{table}_active AS {table}") } else { table.into() };
            }
        }
        AssertSqlSafe(words.join(" "))
    }

    // --- create and migrate

    pub async fn versions(&self) -> Result<String> {
        let sqlite: String = query_scalar("SELECT sqlite_version()").fetch_one(&self.db).await?;
        Ok(format!("sqlx {}, SQLite {sqlite}", telling::version(include_str!("../Cargo.toml"), "sqlx")))
    }

    pub async fn create(&self) -> Result<String> {
        MIGRATIONS.run_to(1, &self.db).await?;
        let tables = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND name NOT LIKE '%sqlx%'";
        let found: Vec<String> = query_scalar(tables).fetch_all(&self.db).await?;
        if self.storage != "plain" {
            for table in &found {
                enable(&self.db, table, &self.storage).await?;
            }
        }
        Ok(sorted(found))
    }

    pub async fn columns(&self) -> Result<String> {
        let row = query("SELECT * FROM color LIMIT 1").fetch_one(&self.db).await?;
        Ok(joined(&row.columns().iter().map(|column| column.name()).collect::<Vec<_>>()))
    }

    pub async fn add_column(&self) -> Result<String> {
        MIGRATIONS.run(&self.db).await?;
        if self.storage != "plain" {
            query("SELECT softdelete_repair()").execute(&self.db).await?;
        }
        self.columns().await
    }

    // --- what others use

    pub async fn color(&self, name: &str) -> Result<Color> {
        sqlx::query_as(self.live("SELECT * FROM live.color WHERE name = ?"))
            .bind(name.to_string())
            .fetch_one(&self.db)
            .await
    }

    pub async fn names(&self, table: &str, names: &[&str]) -> Result<Vec<String>> {
        let select = self.live(&format!("SELECT name FROM live.{table}")).0;
        among(select, names).build_query_scalar().fetch_all(&self.db).await
    }

    pub async fn colors_and_paints(&self, names: &[&str]) -> Result<String> {
        let mut found = self.names("color", names).await?;
        found.extend(self.names("paint", names).await?);
        Ok(sorted(found))
    }

    pub async fn hexes(&self, names: &[&str]) -> Result<Vec<String>> {
        let select = self.live("SELECT name || ' ' || hex FROM live.color").0;
        among(select, names).build_query_scalar().fetch_all(&self.db).await
    }

    pub async fn insert(&self, name: &str, hex: Option<&str>) -> Result<i64> {
        let insert = query("INSERT INTO color (name, hex) VALUES (?, ?)").bind(name).bind(hex);
        Ok(insert.execute(&self.db).await?.last_insert_rowid())
    }

    pub async fn insert_paint(&self, name: &str, color: i64) -> Result<i64> {
        let insert = query("INSERT INTO paint (name, color_id) VALUES (?, ?)").bind(name).bind(color);
        Ok(insert.execute(&self.db).await?.last_insert_rowid())
    }

    pub async fn remove(&self, name: &str) -> Result<u64> {
        let id = self.color(name).await?.id;
        query("DELETE FROM color WHERE id = ?").bind(id).execute(&self.db).await.map(affected)
    }

    // --- after, trash

    pub async fn insert_shaded(&self, name: &str, shade: Option<&str>) -> Result<()> {
        query("INSERT INTO color (name, shade) VALUES (?, ?)")
            .bind(name)
            .bind(shade)
            .execute(&self.db)
            .await
            .map(|_| ())
    }

    pub async fn delete_migrated(&self) -> Result<u64> {
        self.insert_shaded("khaki", Some("light")).await?;
        self.remove("khaki").await
    }

    pub async fn trash(&self, names: &[&str]) -> Result<Vec<String>> {
        among("SELECT name FROM color_deleted".into(), names).build_query_scalar().fetch_all(&self.db).await
    }

    pub async fn call(&self, function: &str, name: &str) -> Result<i64> {
        let select = format!("SELECT {function}('color', id) FROM color_deleted WHERE name = ?");
        query_scalar(AssertSqlSafe(select)).bind(name.to_string()).fetch_one(&self.db).await
    }
}
