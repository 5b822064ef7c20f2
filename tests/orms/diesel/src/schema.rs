//! The tables as `schema`, to write to; as `live` what is read, which is their views with storage of flag.

macro_rules! tables {
    ($module:ident: $color:tt $paint:tt $note:tt $sale:tt $tag:tt $color_tag:tt) => {
        pub mod $module {
            diesel::table! {
                #[sql_name = $color]
                color (id) {
                    id -> Integer,
                    name -> Text,
                    hex -> Nullable<Text>,
                    version -> Integer,
                }
            }
            diesel::table! {
                #[sql_name = $paint]
                paint (id) {
                    id -> Integer,
                    name -> Text,
                    color_id -> Integer,
                }
            }
            diesel::table! {
                #[sql_name = $note]
                note (id) {
                    id -> Integer,
                    text -> Text,
                    color_id -> Nullable<Integer>,
                }
            }
            diesel::table! {
                #[sql_name = $sale]
                sale (id) {
                    id -> Integer,
                    name -> Text,
                    paint_id -> Integer,
                }
            }
            diesel::table! {
                #[sql_name = $tag]
                tag (id) {
                    id -> Integer,
                    name -> Text,
                }
            }
            diesel::table! {
                #[sql_name = $color_tag]
                color_tag (color_id, tag_id) {
                    color_id -> Integer,
                    tag_id -> Integer,
                }
            }
            diesel::joinable!(paint -> color (color_id));
            diesel::joinable!(note -> color (color_id));
            diesel::joinable!(color_tag -> tag (tag_id));
            diesel::allow_tables_to_appear_in_same_query!(color, paint, note, sale, tag, color_tag);
        }
    };
}

tables!(schema: "color" "paint" "note" "sale" "tag" "color_tag");
#[cfg(feature = "flag")]
tables!(live: "color_active" "paint_active" "note_active" "sale_active" "tag_active" "color_tag_active");
#[cfg(not(feature = "flag"))]
pub use schema as live;

/// The table color after the migration.
pub mod shaded {
    diesel::table! {
        color (id) {
            id -> Integer,
            name -> Text,
            shade -> Nullable<Text>,
        }
    }
}

/// What the recipe reads the trash from.
pub mod trash {
    diesel::table! {
        color_deleted (id) {
            id -> Integer,
            name -> Text,
        }
    }
}
