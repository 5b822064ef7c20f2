//! What the programs of Rust's ORMs share: how the lines of operations are made.

use std::convert::Infallible;
use std::fmt::{Debug, Display};

/// Prints lines `OPERATION: REPORT; LEFT`. Both are expressions of `Result`, in which `.await` may stand; LEFT may be
/// missing.
#[macro_export]
macro_rules! tell {
    ($($operation:literal: $report:expr $(=> $left:expr)?;)*) => {{$(
        let saw = $crate::text($report);
        $(let saw = format!("{saw}; {}", $crate::text($left));)?
        println!("{}: {saw}", $operation);
    )*}};
}

/// For operations that the ORM lacks.
pub const LACKS: Result<(), Infallible> = Ok(());

/// What can be a REPORT or LEFT.
pub trait Saw {
    fn show(&self) -> String;
}

impl Saw for () {
    fn show(&self) -> String {
        "-".into()
    }
}

impl<T: Display> Saw for Vec<T> {
    fn show(&self) -> String {
        joined(self)
    }
}

macro_rules! displayed {
    ($($kind:ty)*) => {$(
        impl Saw for $kind {
            fn show(&self) -> String {
                self.to_string()
            }
        }
    )*};
}
displayed!(String i32 i64 u64 usize bool);

/// The error's class is the first name of what it shows to developers.
pub fn text<T: Saw, E: Debug>(result: Result<T, E>) -> String {
    match result {
        Ok(saw) => saw.show(),
        Err(error) => {
            let shown = format!("{error:?}");
            format!("error {}", shown.split(|letter: char| !letter.is_alphanumeric()).next().unwrap_or_default())
        }
    }
}

/// The values joined with commas; none is `-`.
pub fn joined<T: Display>(values: &[T]) -> String {
    match values {
        [] => "-".into(),
        _ => values.iter().map(T::to_string).collect::<Vec<_>>().join(","),
    }
}

pub fn sorted(mut names: Vec<String>) -> String {
    names.sort();
    joined(&names)
}

/// Stage and storage.
pub fn arguments() -> (String, String) {
    let mut given = std::env::args().skip(1);
    (given.next().expect("a stage"), given.next().expect("a storage"))
}

/// Of a package, which this Cargo.toml asks for exactly.
pub fn version<'a>(manifest: &'a str, package: &str) -> &'a str {
    let line = manifest.lines().find(|line| line.starts_with(&format!("{package} = "))).expect("the package");
    let (_, version) = line.split_once("\"=").expect("an exact version");
    version.split('"').next().unwrap_or_default()
}
