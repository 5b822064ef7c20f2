//! Diesel's command line.

use std::io::{Error, Result};
use std::process::Command;
use std::{env, fs};

use telling::joined;

const RECIPE: &str = include_str!("../diesel.toml");

fn diesel(arguments: &[&str]) -> Result<String> {
    let program = env::current_exe()?.with_file_name("bin/diesel");
    let output = Command::new(program).args(arguments).args(["--database-url", "app.db"]).output()?;
    match output.status.success() {
        true => Ok(String::from_utf8_lossy(&output.stdout).into()),
        false => Err(Error::other(String::from_utf8_lossy(&output.stderr))),
    }
}

/// Tables with their columns.
fn print_schema() -> Result<Vec<(String, Vec<String>)>> {
    let mut tables = vec![];
    for line in diesel(&["print-schema"])?.lines() {
        if let Some((table, _)) = line.trim().split_once(" (").filter(|_| line.ends_with(") {")) {
            tables.push((table.to_string(), vec![]));
        } else if let Some((column, _)) = line.trim().split_once(" -> ").filter(|_| line.ends_with(',')) {
            tables.last_mut().expect("a table").1.push(column.to_string());
        }
    }
    Ok(tables)
}

/// As `diesel migration run` does at its end.
pub fn write_schema() {
    fs::write("diesel.toml", RECIPE).unwrap();
    fs::write("schema.rs", diesel(&["print-schema"]).unwrap()).unwrap();
}

pub fn columns() -> Result<String> {
    let tables = print_schema()?;
    Ok(joined(&tables.iter().find(|(table, _)| table == "color").expect("color").1))
}

pub fn tables() -> Result<String> {
    Ok(joined(&print_schema()?.into_iter().map(|(table, _)| table).collect::<Vec<_>>()))
}

/// What the next migration would do to make the database as schema.rs says, by the first words of its statements.
fn changes() -> Result<Vec<String>> {
    fs::create_dir_all("migrations")?;
    diesel(&[
        "migration",
        "generate",
        "next",
        "--version",
        "next",
        "--migration-dir",
        "migrations",
        "--diff-schema=schema.rs",
    ])?;
    let script = fs::read_to_string("migrations/next_next/up.sql")?;
    fs::remove_dir_all("migrations")?;
    let statements = script.lines().filter(|line| line.starts_with(|letter: char| letter.is_uppercase()));
    Ok(statements.map(|line| line.split(' ').take(2).collect::<Vec<_>>().join(" ")).collect())
}

pub fn pending() -> Result<String> {
    let changes = changes()?;
    Ok(if changes.is_empty() { "nothing".into() } else { joined(&changes) })
}

/// Without the recipe's filter.
pub fn unfiltered_tables() -> Result<String> {
    fs::write("diesel.toml", "[print_schema]")?;
    Ok(format!("{} tables", print_schema()?.len()))
}

pub fn unfiltered_changes() -> Result<String> {
    fs::write("diesel.toml", "[print_schema]")?;
    let changes = changes()?;
    let dropped = changes.iter().filter(|change| *change == "DROP TABLE").count();
    Ok(format!("drops {dropped} tables; {} other changes", changes.len() - dropped))
}
