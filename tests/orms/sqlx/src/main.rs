//! sqlx, with its migrations.

#[path = "../recipe.rs"]
mod recipe;
mod shop;
mod story;

use shop::Shop;
use telling::{LACKS, arguments, joined, tell};

#[tokio::main(flavor = "current_thread")]
async fn main() -> sqlx::Result<()> {
    let (stage, storage) = arguments();
    let mut shop = Shop::open(&storage).await?;
    match stage.as_str() {
        "create" => tell! {
            "versions": shop.versions().await;
            "create": shop.create().await;
        },
        "use" => use_it(&mut shop).await,
        "introspect" => tell! {
            "introspect": shop.columns().await;
            "introspect tables": LACKS;
            "pending": LACKS;
        },
        "unfiltered" => {}
        "migrate" => tell! {
            "add column": shop.add_column().await;
            "rebuild": LACKS;
        },
        "after" => tell! {
            "delete migrated": shop.delete_migrated().await => shop.names("color", &["khaki"]).await;
            "insert migrated": shop.insert_shaded("khaki", None).await => shop.names("color", &["khaki"]).await;
        },
        "trash" => tell! {
            "see the trash": shop.trash(&["khaki", "teal"]).await;
            "restore": shop.call("restore", "teal").await => shop.names("color", &["teal"]).await;
            "restore with children": shop.call("restore", "pink").await => shop.colors_and_paints(&["pink", "coral", "salmon"]).await;
            "purge": shop.call("purge", "plum").await => shop.trash(&["plum"]).await;
        },
        _ => panic!("there is no stage {stage}"),
    }
    Ok(())
}

async fn use_it(shop: &mut Shop) {
    tell! {
        "insert": shop.insert("red", Some("#f00")).await => shop.names("color", &["red"]).await;
        "insert many": shop.insert_many().await => shop.names("color", &["green", "blue", "black", "white"]).await;
        "insert related": shop.insert_related().await => shop.names("paint", &["rose", "cherry", "olive"]).await;
        "join": shop.join().await;
        "find": shop.find().await;
        "list": shop.list().await;
        "count": shop.count().await;
        "load related": LACKS;
        "group": shop.group().await;
        "update": shop.update().await => shop.color("red").await.map(|red| red.hex.unwrap_or_default());
        "update by query": shop.update_by_query().await => shop.hexes(&["black", "white"]).await;
        "upsert": shop.put("green", "#0e0").await => shop.hexes(&["green"]).await;
        "delete": shop.delete_black().await => shop.names("color", &["black"]).await;
        "find deleted": shop.find_deleted().await;
        "delete by query": shop.delete_named("white").await => shop.names("color", &["white"]).await;
        "delete nothing": shop.delete_named("white").await => shop.names("color", &["white"]).await;
        "delete stale": shop.delete_stale().await => shop.names("color", &["blue"]).await;
        "insert again": shop.insert("black", None).await.map(|_| ()) => shop.names("color", &["black"]).await;
        "upsert deleted": shop.put("white", "#fff").await => shop.hexes(&["white"]).await;
        "find or create": LACKS;
        "delete again": shop.delete_black().await => shop.names("color", &["black"]).await;
        "returning": shop.returning().await => Ok::<_, sqlx::Error>(joined(&shop.returned));
        "delete many": shop.delete_many().await => shop.names("color", &["navy", "plum", "teal"]).await;
        "cascade by the database": shop.cascade().await => shop.colors_and_paints(&["pink", "coral", "salmon"]).await;
        "cascade by the ORM": LACKS;
        "set null": shop.set_null().await => shop.calm().await;
        "restrict": shop.restrict().await => shop.names("paint", &["violet"]).await;
        "rollback": shop.rollback().await => shop.inside_and_out().await;
        "transaction": shop.transaction().await => shop.hexes(&["green"]).await;
        "lock": LACKS;
        "lock stale": LACKS;
        "tag": shop.tag().await => shop.tags().await;
        "untag": shop.untag().await => shop.tags().await;
        "tag again": shop.link("warm").await => shop.tags().await;
        "events": LACKS;
        "reload": shop.reload().await => shop.names("color", &["cyan"]).await;
        "delete all": shop.delete_notes().await => shop.notes().await;
    }
}
