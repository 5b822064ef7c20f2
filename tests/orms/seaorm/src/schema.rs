//! The schema, made of the entities, and the command line that makes entities of a schema.

use std::io::{Error, Result};
use std::process::Command;
use std::{env, fs};

use sea_orm::sea_query::Query;
use sea_orm::{ConnectionTrait, DatabaseConnection, DbErr, ExprTrait, SchemaBuilder, sea_query::Expr};
use telling::{joined, sorted};

use crate::entities::{color, color_tag, note, paint, sale, shaded_color, swatch, tag};

/// The tables, but for color.
fn register(builder: SchemaBuilder) -> SchemaBuilder {
    builder
        .register(paint::Entity)
        .register(swatch::Entity)
        .register(note::Entity)
        .register(sale::Entity)
        .register(tag::Entity)
        .register(color_tag::Entity)
}

pub async fn create(db: &DatabaseConnection) -> std::result::Result<(), DbErr> {
    register(db.get_schema_builder().register(color::Entity)).apply(db).await
}

pub async fn sync(db: &DatabaseConnection) -> std::result::Result<(), DbErr> {
    register(db.get_schema_builder().register(color::Entity)).sync(db).await
}

pub async fn sync_shaded(db: &DatabaseConnection) -> std::result::Result<(), DbErr> {
    register(db.get_schema_builder().register(shaded_color::Entity)).sync(db).await
}

/// Names of sqlite_schema, of one type or of all.
pub async fn names(db: &DatabaseConnection, kind: &str) -> std::result::Result<Vec<String>, DbErr> {
    let mut query = Query::select();
    query.column("name").from("sqlite_schema").and_where(Expr::col("type").like(kind));
    query.and_where(Expr::col("name").not_like("sqlite%"));
    db.query_all(&query).await?.iter().map(|row| row.try_get("", "name")).collect()
}

/// What `sync` changes, by counting what there is.
pub async fn pending(db: &DatabaseConnection) -> std::result::Result<String, DbErr> {
    let before = names(db, "%").await?;
    sync(db).await?;
    let after = names(db, "%").await?;
    let changed: Vec<String> = before
        .iter()
        .filter(|name| !after.contains(name))
        .chain(after.iter().filter(|name| !before.contains(name)))
        .cloned()
        .collect();
    Ok(if changed.is_empty() { "nothing".into() } else { sorted(changed) })
}

fn generate(options: &[&str]) -> Result<Vec<String>> {
    let program = env::current_exe()?.with_file_name("bin/sea-orm-cli");
    let output = Command::new(program)
        .args(["generate", "entity", "-u", "sqlite://app.db", "-o", "entities"])
        .args(options)
        .output()?;
    if !output.status.success() {
        return Err(Error::other(String::from_utf8_lossy(&output.stderr)));
    }
    let files =
        fs::read_dir("entities")?.map(|file| Ok(file?.path().file_stem().unwrap_or_default().to_string_lossy().into()));
    let mut found: Vec<String> = files.collect::<Result<_>>()?;
    found.retain(|name| name != "mod" && name != "prelude");
    Ok(found)
}

const TABLES: [&str; 2] = ["--tables", "color,paint,swatch,note,sale,tag,color_tag"];

pub fn tables() -> Result<String> {
    generate(&TABLES).map(sorted)
}

pub fn columns() -> Result<String> {
    generate(&TABLES)?;
    let entity = fs::read_to_string("entities/color.rs")?;
    let fields = entity.lines().filter_map(|line| line.trim().strip_prefix("pub ")?.split_once(": "));
    Ok(joined(&fields.filter(|(_, kind)| !kind.contains("Has")).map(|(name, _)| name).collect::<Vec<_>>()))
}

pub fn unfiltered() -> Result<String> {
    Ok(format!("{} entities", generate(&[])?.len()))
}
