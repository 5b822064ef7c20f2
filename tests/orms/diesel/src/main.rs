//! Diesel, with its command line as the schema tool.

mod models;
#[path = "../recipe.rs"]
mod recipe;
mod schema;
mod schema_tools;
mod shop;
mod story;

use schema_tools::columns;
use shop::Shop;
use telling::{LACKS, arguments, sorted, tell};

fn main() {
    let (stage, storage) = arguments();
    recipe::load_into_all();
    let mut shop = Shop::open(&storage);
    match stage.as_str() {
        "create" => tell! {
            "versions": shop.versions();
            "create": shop.create();
        },
        "use" => use_it(&mut shop),
        "introspect" => tell! {
            "introspect": columns();
            "introspect tables": schema_tools::tables();
            "pending": schema_tools::pending();
        },
        "unfiltered" => tell! {
            "diesel print-schema": schema_tools::unfiltered_tables();
            "diesel migration generate --diff-schema": schema_tools::unfiltered_changes();
        },
        "migrate" => tell! {
            "add column": shop.migrate_and(columns);
            "rebuild": LACKS;
        },
        "after" => tell! {
            "delete migrated": shop.delete_migrated() => shop.colors(&["khaki"]);
            "insert migrated": shop.insert_shaded("khaki", None).map(|_| ()) => shop.colors(&["khaki"]);
        },
        "trash" => tell! {
            "see the trash": shop.trash(&["khaki", "teal"]);
            "restore": shop.call("restore", "teal") => shop.colors(&["teal"]);
            "restore with children": shop.call("restore", "pink") => shop.colors_and_paints(&["pink", "coral", "salmon"]);
            "purge": shop.call("purge", "plum") => shop.trash(&["plum"]);
        },
        _ => panic!("there is no stage {stage}"),
    }
}

fn use_it(shop: &mut Shop) {
    tell! {
        "insert": shop.insert() => shop.colors(&["red"]);
        "insert many": shop.insert_many() => shop.colors(&["green", "blue", "black", "white"]);
        "insert related": shop.insert_related() => shop.paints(&["rose", "cherry", "olive"]).map(sorted);
        "join": shop.join();
        "find": shop.find();
        "list": shop.list();
        "count": shop.count();
        "load related": shop.load_related();
        "group": shop.group();
        "update": shop.update() => shop.color("red").map(|red| red.hex.unwrap_or_default());
        "update by query": shop.update_by_query() => shop.hexes(&["black", "white"]);
        "upsert": shop.put("green", "#0e0") => shop.hexes(&["green"]);
        "delete": shop.delete_black() => shop.colors(&["black"]);
        "find deleted": shop.find_deleted();
        "delete by query": shop.delete_named("white") => shop.colors(&["white"]);
        "delete nothing": shop.delete_named("white") => shop.colors(&["white"]);
        "delete stale": shop.delete_stale() => shop.colors(&["blue"]);
        "insert again": shop.make("black").map(|_| ()) => shop.colors(&["black"]);
        "upsert deleted": shop.put("white", "#fff") => shop.hexes(&["white"]);
        "find or create": LACKS;
        "delete again": shop.delete_black() => shop.colors(&["black"]);
        "returning": shop.returning() => shop.returned();
        "delete many": shop.delete_many() => shop.colors(&["navy", "plum", "teal"]);
        "cascade by the database": shop.cascade() => shop.colors_and_paints(&["pink", "coral", "salmon"]);
        "cascade by the ORM": LACKS;
        "set null": shop.set_null() => shop.calm();
        "restrict": shop.restrict() => shop.paints(&["violet"]).map(sorted);
        "rollback": shop.rollback() => shop.inside_and_out();
        "transaction": shop.transaction() => shop.hexes(&["green"]);
        "lock": LACKS;
        "lock stale": LACKS;
        "tag": shop.tag() => shop.tags();
        "untag": shop.untag() => shop.tags();
        "tag again": shop.link("warm").map(|_| ()) => shop.tags();
        "events": LACKS;
        "reload": shop.reload() => shop.colors(&["cyan"]);
        "delete all": shop.delete_notes() => shop.notes();
    }
}
