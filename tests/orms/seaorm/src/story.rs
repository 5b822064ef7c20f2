//! The operations of the stage `use`.

use sea_orm::sea_query::{Expr, OnConflict};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, DbErr, EntityTrait, IntoActiveModel, LoaderTrait, ModelTrait, PaginatorTrait,
    QueryFilter, QueryOrder, QuerySelect, SelectExt, Set, TransactionTrait,
};
use telling::{joined, sorted};

use crate::entities::{Live, color, color_tag, note, paint, sale, swatch, tag};
use crate::shop::{Shop, connect, made, named, remove};

type Result<T> = std::result::Result<T, DbErr>;

impl Shop {
    pub async fn insert_many(&self) -> Result<i32> {
        let colors = [("green", Some("#0f0")), ("blue", Some("#00f")), ("black", None), ("white", None)];
        let rows = colors.map(|(name, hex)| made(name, hex));
        Ok(color::Entity::insert_many(rows).exec(&self.db).await?.last_insert_id.unwrap_or_default())
    }

    pub async fn insert_related(&self) -> Result<()> {
        let (red, green) = (self.color("red").await?.id, self.color("green").await?.id);
        for (name, color) in [("rose", red), ("cherry", red), ("olive", green)] {
            self.insert_paint(name, color).await?;
        }
        Ok(())
    }

    pub async fn join(&self) -> Result<Vec<String>> {
        let query = paint::Entity::live().find_also_related(color::Entity).order_by_asc(paint::Column::Name);
        let found = query.all(&self.db).await?;
        Ok(found
            .iter()
            .map(|(paint, color)| format!("{}/{}", paint.name, color.as_ref().map_or("none", |color| &color.name)))
            .collect())
    }

    async fn by_key(&self, id: i32) -> Result<String> {
        let found = color::Entity::live().filter(color::Column::Id.eq(id)).one(&self.db).await?;
        Ok(found.map_or("none".into(), |color| color.name))
    }

    async fn by_name(&self, name: &str) -> Result<String> {
        Ok(self.colors(&[name]).await?.pop().unwrap_or("none".into()))
    }

    pub async fn find(&self) -> Result<String> {
        Ok(format!("{},{},{}", self.by_key(1).await?, self.by_name("blue").await?, self.by_name("nosuch").await?))
    }

    pub async fn list(&self) -> Result<Vec<String>> {
        let query = color::Entity::live().order_by_asc(color::Column::Name).offset(1).limit(2);
        Ok(query.all(&self.db).await?.into_iter().map(|color| color.name).collect())
    }

    pub async fn count(&self) -> Result<String> {
        let red = color::Entity::live().filter(color::Column::Name.eq("red")).exists(&self.db).await?;
        Ok(format!("{},{red}", color::Entity::live().count(&self.db).await?))
    }

    pub async fn load_related(&self) -> Result<String> {
        let reds = vec![self.color("red").await?];
        let paints = reds.load_many(paint::Entity::live(), &self.db).await?.remove(0);
        Ok(sorted(paints.into_iter().map(|paint| paint.name).collect()))
    }

    pub async fn group(&self) -> Result<Vec<String>> {
        let query = paint::Entity::live().inner_join(color::Entity).select_only().column(color::Column::Name);
        let query = query.column_as(paint::Column::Id.count(), "number").group_by(color::Column::Name);
        let found: Vec<(String, i64)> = query.order_by_asc(color::Column::Name).into_tuple().all(&self.db).await?;
        Ok(found.iter().map(|(name, number)| format!("{name} {number}")).collect())
    }

    pub async fn update(&self) -> Result<()> {
        let mut red = self.color("red").await?.into_active_model();
        red.hex = Set(Some("#ff0000".into()));
        red.update(&self.db).await.map(|_| ())
    }

    pub async fn update_by_query(&self) -> Result<u64> {
        let query = color::Entity::update_many().col_expr(color::Column::Hex, Expr::value("#000"));
        let query = query.filter(color::Column::Name.is_in(["black", "white"]));
        Ok(query.exec(&self.db).await?.rows_affected)
    }

    pub async fn put(&self, name: &str, hex: &str) -> Result<u64> {
        let conflict = OnConflict::column(color::Column::Name).update_column(color::Column::Hex).to_owned();
        color::Entity::insert(made(name, Some(hex))).on_conflict(conflict).exec_without_returning(&self.db).await
    }

    pub async fn delete_black(&mut self) -> Result<u64> {
        self.black = self.color("black").await?.id;
        remove(&self.db, "black").await
    }

    pub async fn find_deleted(&self) -> Result<String> {
        let number = color::Entity::live().filter(color::Column::Name.eq("black")).count(&self.db).await?;
        Ok(format!("{},{},{number}", self.by_name("black").await?, self.by_key(self.black).await?))
    }

    pub async fn delete_named(&self, name: &str) -> Result<u64> {
        let query = color::Entity::delete_many().filter(color::Column::Name.eq(name));
        Ok(query.exec(&self.db).await?.rows_affected)
    }

    pub async fn delete_stale(&self) -> Result<u64> {
        let other = connect().await?;
        let blue = named(&other, "blue").await?;
        remove(&self.db, "blue").await?;
        Ok(blue.delete(&other).await?.rows_affected)
    }

    pub async fn returning(&mut self) -> Result<()> {
        self.insert("lime", None).await?;
        let query = color::Entity::delete_many().filter(color::Column::Name.eq("lime"));
        self.returned = query.exec_with_returning(&self.db).await?.into_iter().map(|color| color.name).collect();
        Ok(())
    }

    pub fn returned(&self) -> Result<String> {
        Ok(joined(&self.returned))
    }

    pub async fn delete_many(&self) -> Result<u64> {
        let names = ["navy", "plum", "teal"];
        color::Entity::insert_many(names.map(|name| made(name, None))).exec(&self.db).await?;
        Ok(color::Entity::delete_many().filter(color::Column::Name.is_in(names)).exec(&self.db).await?.rows_affected)
    }

    pub async fn cascade(&self) -> Result<u64> {
        let pink = self.insert("pink", None).await?.id;
        self.insert_paint("coral", pink).await?;
        self.insert_paint("salmon", pink).await?;
        remove(&self.db, "pink").await
    }

    pub async fn cascade_here(&self) -> Result<u64> {
        let gold = self.insert("gold", None).await?;
        for name in ["amber", "honey"] {
            swatch::ActiveModel { name: Set(name.into()), color_id: Set(gold.id), ..Default::default() }
                .insert(&self.db)
                .await?;
        }
        Ok(gold.cascade_delete(&self.db).await?.rows_affected)
    }

    pub async fn set_null(&self) -> Result<u64> {
        let jade = self.insert("jade", None).await?.id;
        note::ActiveModel { text: Set("calm".into()), color_id: Set(Some(jade)), ..Default::default() }
            .insert(&self.db)
            .await?;
        remove(&self.db, "jade").await
    }

    pub async fn calm(&self) -> Result<String> {
        let query = note::Entity::live().filter(note::Column::Text.eq("calm"));
        let (note, color) =
            query.find_also_related(color::Entity).one(&self.db).await?.ok_or(DbErr::RecordNotFound("calm".into()))?;
        Ok(format!("{}/{}", note.text, color.map_or("none".into(), |color| color.name)))
    }

    pub async fn restrict(&self) -> Result<u64> {
        let violet = self.insert_paint("violet", self.insert("indigo", None).await?.id).await?;
        sale::ActiveModel { name: Set("first".into()), paint_id: Set(violet.id), ..Default::default() }
            .insert(&self.db)
            .await?;
        Ok(violet.delete(&self.db).await?.rows_affected)
    }

    pub async fn rollback(&mut self) -> Result<()> {
        let transaction = self.db.begin().await?;
        remove(&transaction, "red").await?;
        let found = color::Entity::live().filter(color::Column::Name.eq("red")).one(&transaction).await?;
        self.inside = found.map_or("-".into(), |color| color.name);
        transaction.rollback().await
    }

    pub async fn inside_and_out(&self) -> Result<String> {
        Ok(format!("{}/{}", self.inside, joined(&self.colors(&["red"]).await?)))
    }

    pub async fn transaction(&self) -> Result<()> {
        let transaction = self.db.begin().await?;
        remove(&transaction, "green").await?;
        made("green", Some("#008000")).insert(&transaction).await?;
        transaction.commit().await
    }

    pub async fn link(&self, name: &str) -> Result<()> {
        let tag = tag::Entity::live().filter(tag::Column::Name.eq(name)).one(&self.db).await?;
        let tag_id = Set(tag.ok_or(DbErr::RecordNotFound(name.into()))?.id);
        let link = color_tag::ActiveModel { color_id: Set(self.color("red").await?.id), tag_id };
        link.insert(&self.db).await.map(|_| ())
    }

    pub async fn tag(&self) -> Result<()> {
        for name in ["warm", "bright"] {
            tag::ActiveModel { name: Set(name.into()), ..Default::default() }.insert(&self.db).await?;
            self.link(name).await?;
        }
        Ok(())
    }

    pub async fn tags(&self) -> Result<String> {
        let tags = self.color("red").await?.find_related(tag::Entity).all(&self.db).await?;
        Ok(sorted(tags.into_iter().map(|tag| tag.name).collect()))
    }

    pub async fn untag(&self) -> Result<u64> {
        let links = color_tag::Entity::live().find_also_related(tag::Entity).filter(tag::Column::Name.eq("warm"));
        let (warm, _) = links.one(&self.db).await?.ok_or(DbErr::RecordNotFound("warm".into()))?;
        Ok(warm.delete(&self.db).await?.rows_affected)
    }

    pub async fn events(&self) -> Result<Vec<&'static str>> {
        let beige = self.insert("beige", None).await?;
        color::HEARD.lock().unwrap().clear();
        beige.delete(&self.db).await?;
        Ok(color::HEARD.lock().unwrap().clone())
    }

    pub async fn reload(&self) -> Result<String> {
        let cyan = self.insert("cyan", None).await?;
        remove(&self.db, "cyan").await?;
        self.by_key(cyan.id).await
    }

    pub async fn delete_notes(&self) -> Result<u64> {
        Ok(note::Entity::delete_many().exec(&self.db).await?.rows_affected)
    }

    pub async fn notes(&self) -> Result<Vec<String>> {
        Ok(note::Entity::live().all(&self.db).await?.into_iter().map(|note| note.text).collect())
    }
}
