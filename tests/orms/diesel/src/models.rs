//! Rows, as they are loaded and inserted.

use diesel::prelude::*;

use crate::schema::{schema, shaded};

#[derive(Queryable, Identifiable)]
#[diesel(table_name = schema::color)]
pub struct Color {
    pub id: i32,
    pub name: String,
    pub hex: Option<String>,
    #[allow(dead_code)]
    pub version: i32,
}

#[derive(Insertable, Default)]
#[diesel(table_name = schema::color)]
pub struct NewColor<'a> {
    pub name: &'a str,
    pub hex: Option<&'a str>,
}

#[derive(Insertable)]
#[diesel(table_name = shaded::color)]
pub struct NewShadedColor<'a> {
    pub name: &'a str,
    pub shade: Option<&'a str>,
}

#[derive(Queryable, Identifiable, Associations)]
#[diesel(table_name = schema::paint, belongs_to(Color))]
pub struct Paint {
    pub id: i32,
    pub name: String,
    pub color_id: i32,
}

#[derive(Insertable)]
#[diesel(table_name = schema::paint)]
pub struct NewPaint<'a> {
    pub name: &'a str,
    pub color_id: i32,
}
