//! SeaORM; its entities make the schema.

mod entities;
#[path = "../recipe.rs"]
mod recipe;
mod schema;
mod shop;
mod story;

use entities::paint;
use shop::Shop;
use telling::{LACKS, arguments, tell};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), sea_orm::DbErr> {
    let (stage, storage) = arguments();
    let mut shop = Shop::open(&storage).await?;
    match stage.as_str() {
        "create" => tell! {
            "versions": shop.versions().await;
            "create": shop.create().await;
        },
        "use" => use_it(&mut shop).await,
        "introspect" => tell! {
            "introspect": schema::columns();
            "introspect tables": schema::tables();
            "pending": schema::pending(&shop.db).await;
        },
        "unfiltered" => tell! {
            "sea-orm-cli generate entity": schema::unfiltered();
        },
        "migrate" => tell! {
            "add column": shop.add_column().await;
            "rebuild": LACKS;
        },
        "after" => tell! {
            "delete migrated": shop.delete_migrated().await => shop.colors(&["khaki"]).await;
            "insert migrated": shop.insert_shaded("khaki", None).await.map(|_| ()) => shop.colors(&["khaki"]).await;
        },
        "trash" => tell! {
            "see the trash": shop.trash(&["khaki", "teal"]).await;
            "restore": shop.call("restore", "teal").await => shop.colors(&["teal"]).await;
            "restore with children": shop.call("restore", "pink").await => shop.with_paints(&["pink", "coral", "salmon"]).await;
            "purge": shop.call("purge", "plum").await => shop.trash(&["plum"]).await;
        },
        _ => panic!("there is no stage {stage}"),
    }
    Ok(())
}

async fn use_it(shop: &mut Shop) {
    tell! {
        "insert": shop.insert("red", Some("#f00")).await.map(|red| red.id) => shop.colors(&["red"]).await;
        "insert many": shop.insert_many().await => shop.colors(&["green", "blue", "black", "white"]).await;
        "insert related": shop.insert_related().await => shop.names(paint::Column::Name, &["rose", "cherry", "olive"]).await;
        "join": shop.join().await;
        "find": shop.find().await;
        "list": shop.list().await;
        "count": shop.count().await;
        "load related": shop.load_related().await;
        "group": shop.group().await;
        "update": shop.update().await => shop.color("red").await.map(|red| red.hex.unwrap_or_default());
        "update by query": shop.update_by_query().await => shop.hexes(&["black", "white"]).await;
        "upsert": shop.put("green", "#0e0").await => shop.hexes(&["green"]).await;
        "delete": shop.delete_black().await => shop.colors(&["black"]).await;
        "find deleted": shop.find_deleted().await;
        "delete by query": shop.delete_named("white").await => shop.colors(&["white"]).await;
        "delete nothing": shop.delete_named("white").await => shop.colors(&["white"]).await;
        "delete stale": shop.delete_stale().await => shop.colors(&["blue"]).await;
        "insert again": shop.insert("black", None).await.map(|_| ()) => shop.colors(&["black"]).await;
        "upsert deleted": shop.put("white", "#fff").await => shop.hexes(&["white"]).await;
        "find or create": LACKS;
        "delete again": shop.delete_black().await => shop.colors(&["black"]).await;
        "returning": shop.returning().await => shop.returned();
        "delete many": shop.delete_many().await => shop.colors(&["navy", "plum", "teal"]).await;
        "cascade by the database": shop.cascade().await => shop.with_paints(&["pink", "coral", "salmon"]).await;
        "cascade by the ORM": shop.cascade_here().await => shop.with_swatches(&["gold", "amber", "honey"]).await;
        "set null": shop.set_null().await => shop.calm().await;
        "restrict": shop.restrict().await => shop.names(paint::Column::Name, &["violet"]).await;
        "rollback": shop.rollback().await => shop.inside_and_out().await;
        "transaction": shop.transaction().await => shop.hexes(&["green"]).await;
        "lock": LACKS;
        "lock stale": LACKS;
        "tag": shop.tag().await => shop.tags().await;
        "untag": shop.untag().await => shop.tags().await;
        "tag again": shop.link("warm").await => shop.tags().await;
        "events": shop.events().await => shop.colors(&["beige"]).await;
        "reload": shop.reload().await => shop.colors(&["cyan"]).await;
        "delete all": shop.delete_notes().await => shop.notes().await;
    }
}
