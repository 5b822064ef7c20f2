use diesel::{prelude::*, sql_query, sql_types::Text};
use libsqlite3_sys as sqlite;
use std::ffi::{CString, c_char, c_int};
extern "C" fn load(db: *mut sqlite::sqlite3, error: *mut *mut c_char, _: *const sqlite::sqlite3_api_routines) -> c_int {
    let library = CString::new(std::env::var("SOFTDELETE_LIBRARY").unwrap()).unwrap();
    unsafe { sqlite::sqlite3_enable_load_extension(db, 1);
             let result = sqlite::sqlite3_load_extension(db, library.as_ptr(), std::ptr::null(), error);
             sqlite::sqlite3_enable_load_extension(db, 0); result }
}
pub fn load_into_all() { unsafe { sqlite::sqlite3_auto_extension(Some(load)) }; } // Once, before the first connection.
pub fn enable(db: &mut SqliteConnection, table: &str, storage: &str) -> QueryResult<usize> { // In a migration.
    sql_query("INSERT INTO softdelete(table_name, storage) VALUES (?, ?)").bind::<Text, _>(table).bind::<Text, _>(storage).execute(db)
}
