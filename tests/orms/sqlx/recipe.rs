use sqlx::{Executor, Sqlite, sqlite::SqliteConnectOptions};

pub fn options() -> SqliteConnectOptions { // For SqlitePool::connect_with(options()).
    let options = SqliteConnectOptions::new().filename("app.db").create_if_missing(true);
    unsafe { options.extension(std::env::var("SOFTDELETE_LIBRARY").unwrap()) } // Into every connection.
}

pub async fn enable<'a>(db: impl Executor<'a, Database = Sqlite>, table: &str, storage: &str) -> sqlx::Result<()> { // In a migration.
    sqlx::query("INSERT INTO softdelete(table_name, storage) VALUES (?, ?)").bind(table).bind(storage).execute(db).await.map(|_| ())
}
