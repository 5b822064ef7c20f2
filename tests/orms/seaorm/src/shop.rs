//! The database, and what several operations need.

use sea_orm::sea_query::{Alias, Expr, Func, Query};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, Database, DatabaseConnection, DbErr, EntityTrait, ExprTrait,
    ModelTrait, QueryFilter, QueryOrder, QuerySelect, Set,
};
use telling::sorted;

use crate::entities::{Live, color, paint, shaded_color, swatch};
use crate::recipe::{enable, options};
use crate::schema;

type Result<T> = std::result::Result<T, DbErr>;

pub struct Shop {
    pub db: DatabaseConnection,
    storage: String,
    pub black: i32,
    pub returned: Vec<String>,
    pub inside: String,
}

pub async fn connect() -> Result<DatabaseConnection> {
    Database::connect(options()).await
}

pub async fn named(db: &impl ConnectionTrait, name: &str) -> Result<color::Model> {
    let found = color::Entity::live().filter(color::Column::Name.eq(name)).one(db).await?;
    found.ok_or(DbErr::RecordNotFound(name.into()))
}

pub fn made(name: &str, hex: Option<&str>) -> color::ActiveModel {
    color::ActiveModel { name: Set(name.into()), hex: Set(hex.map(String::from)), ..Default::default() }
}

pub async fn remove(db: &impl ConnectionTrait, name: &str) -> Result<u64> {
    Ok(named(db, name).await?.delete(db).await?.rows_affected)
}

impl Shop {
    pub async fn open(storage: &str) -> Result<Self> {
        let db = connect().await?;
        Ok(Self { db, storage: storage.into(), black: 0, returned: vec![], inside: String::new() })
    }

    // --- create and migrate

    pub async fn versions(&self) -> Result<String> {
        let select = Query::select().expr_as(Func::cust("sqlite_version"), "version").to_owned();
        let row = self.db.query_one(&select).await?.expect("a row");
        let sqlite: String = row.try_get("", "version")?;
        Ok(format!("SeaORM {}, SQLite {sqlite}", telling::version(include_str!("../Cargo.toml"), "sea-orm")))
    }

    pub async fn create(&self) -> Result<String> {
        schema::create(&self.db).await?;
        let found = schema::names(&self.db, "table").await?;
        if self.storage != "plain" {
            for table in &found {
                enable(&self.db, table, &self.storage).await?;
            }
        }
        Ok(sorted(found))
    }

    pub async fn add_column(&self) -> Result<String> {
        schema::sync_shaded(&self.db).await?;
        if self.storage != "plain" {
            self.db.query_one(Query::select().expr(Func::cust("softdelete_repair"))).await?;
        }
        schema::columns().map_err(|error| DbErr::Custom(error.to_string()))
    }

    // --- what others use

    pub async fn color(&self, name: &str) -> Result<color::Model> {
        named(&self.db, name).await
    }

    pub async fn names<C: ColumnTrait>(&self, column: C, names: &[&str]) -> Result<Vec<String>>
    where
        C::EntityName: EntityTrait,
    {
        let query = C::EntityName::live().select_only().column(column).filter(column.is_in(names.iter().copied()));
        query.order_by_asc(column).into_tuple().all(&self.db).await
    }

    pub async fn colors(&self, names: &[&str]) -> Result<Vec<String>> {
        self.names(color::Column::Name, names).await
    }

    pub async fn with_paints(&self, names: &[&str]) -> Result<String> {
        let paints = self.names(paint::Column::Name, names).await?;
        Ok(sorted([self.colors(names).await?, paints].concat()))
    }

    pub async fn with_swatches(&self, names: &[&str]) -> Result<String> {
        let swatches = self.names(swatch::Column::Name, names).await?;
        Ok(sorted([self.colors(names).await?, swatches].concat()))
    }

    pub async fn hexes(&self, names: &[&str]) -> Result<Vec<String>> {
        let query = color::Entity::live().filter(color::Column::Name.is_in(names.iter().copied()));
        let found = query.order_by_asc(color::Column::Name).all(&self.db).await?;
        Ok(found.iter().map(|color| format!("{} {}", color.name, color.hex.as_deref().unwrap_or("none"))).collect())
    }

    pub async fn insert(&self, name: &str, hex: Option<&str>) -> Result<color::Model> {
        made(name, hex).insert(&self.db).await
    }

    pub async fn insert_paint(&self, name: &str, color_id: i32) -> Result<paint::Model> {
        let row = paint::ActiveModel { name: Set(name.into()), color_id: Set(color_id), ..Default::default() };
        row.insert(&self.db).await
    }

    // --- after, trash

    pub async fn insert_shaded(&self, name: &str, shade: Option<&str>) -> Result<shaded_color::Model> {
        let shade = Set(shade.map(String::from));
        shaded_color::ActiveModel { name: Set(name.into()), shade, ..Default::default() }.insert(&self.db).await
    }

    pub async fn delete_migrated(&self) -> Result<u64> {
        Ok(self.insert_shaded("khaki", Some("light")).await?.delete(&self.db).await?.rows_affected)
    }

    pub async fn trash(&self, names: &[&str]) -> Result<Vec<String>> {
        let mut query = Query::select();
        query.column("name").from("color_deleted").and_where(Expr::col("name").is_in(names.iter().copied()));
        let rows = self.db.query_all(query.order_by("name", sea_orm::Order::Asc)).await?;
        rows.iter().map(|row| row.try_get("", "name")).collect()
    }

    pub async fn call(&self, function: &str, name: &str) -> Result<i32> {
        let call = Func::cust(Alias::new(function)).arg("color").arg(Expr::col("id"));
        let select = Query::select()
            .expr_as(call, "done")
            .from("color_deleted")
            .and_where(Expr::col("name").eq(name))
            .to_owned();
        self.db.query_one(&select).await?.expect("a row").try_get("", "done")
    }
}
