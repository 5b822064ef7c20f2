use sea_orm::{ConnectOptions, ConnectionTrait, DbErr, sea_query::Query};

pub fn options() -> ConnectOptions { // For Database::connect(options()).
    let mut options = ConnectOptions::new("sqlite://app.db?mode=rwc");
    options.map_sqlx_sqlite_opts(|sqlite| unsafe { sqlite.extension(std::env::var("SOFTDELETE_LIBRARY").unwrap()) });
    options
}

pub async fn enable(db: &impl ConnectionTrait, table: &str, storage: &str) -> Result<(), DbErr> { // In a migration.
    let values = [table.into(), storage.into()];
    db.execute(Query::insert().into_table("softdelete").columns(["table_name", "storage"]).values_panic(values)).await.map(|_| ())
}
