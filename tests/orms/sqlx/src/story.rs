//! The operations of the stage `use`.

use sqlx::{QueryBuilder, Result, SqliteConnection, SqlitePool, query, query_as, query_scalar};
use telling::joined;

use crate::recipe::options;
use crate::shop::{Color, Shop, affected};

async fn remove_color(db: &mut SqliteConnection, name: &str) -> Result<u64> {
    query("DELETE FROM color WHERE name = ?").bind(name).execute(db).await.map(affected)
}

impl Shop {
    pub async fn insert_many(&self) -> Result<u64> {
        let colors = [("green", Some("#0f0")), ("blue", Some("#00f")), ("black", None), ("white", None)];
        let mut insert = QueryBuilder::new("INSERT INTO color (name, hex) ");
        insert.push_values(colors, |mut row, (name, hex)| {
            row.push_bind(name).push_bind(hex);
        });
        insert.build().execute(&self.db).await.map(affected)
    }

    pub async fn insert_related(&self) -> Result<()> {
        let (red, green) = (self.color("red").await?.id, self.color("green").await?.id);
        for (name, color) in [("rose", red), ("cherry", red), ("olive", green)] {
            self.insert_paint(name, color).await?;
        }
        Ok(())
    }

    pub async fn join(&self) -> Result<Vec<String>> {
        let select = "SELECT paint.name || '/' || color.name FROM live.paint JOIN live.color ON color.id = color_id ORDER BY paint.name";
        query_scalar(self.live(select)).fetch_all(&self.db).await
    }

    async fn by_key(&self, id: i64) -> Result<Option<Color>> {
        query_as(self.live("SELECT * FROM live.color WHERE id = ?")).bind(id).fetch_optional(&self.db).await
    }

    pub async fn find(&self) -> Result<String> {
        let red = self.by_key(1).await?.ok_or(sqlx::Error::RowNotFound)?;
        let missing = self.names("color", &["nosuch"]).await?.pop().unwrap_or("none".into());
        Ok(format!("{},{},{missing}", red.name, self.color("blue").await?.name))
    }

    pub async fn list(&self) -> Result<Vec<String>> {
        query_scalar(self.live("SELECT name FROM live.color ORDER BY name LIMIT 2 OFFSET 1")).fetch_all(&self.db).await
    }

    async fn number(&self, name: &str) -> Result<i64> {
        query_scalar(self.live("SELECT count(*) FROM live.color WHERE name LIKE ?"))
            .bind(name.to_string())
            .fetch_one(&self.db)
            .await
    }

    pub async fn count(&self) -> Result<String> {
        Ok(format!("{},{}", self.number("%").await?, self.number("red").await? > 0))
    }

    pub async fn group(&self) -> Result<Vec<String>> {
        let select = "SELECT color.name || ' ' || count(*) FROM live.paint JOIN live.color ON color.id = color_id \
                      GROUP BY color.name ORDER BY color.name";
        query_scalar(self.live(select)).fetch_all(&self.db).await
    }

    pub async fn update(&self) -> Result<u64> {
        let id = self.color("red").await?.id;
        query("UPDATE color SET hex = '#ff0000' WHERE id = ?").bind(id).execute(&self.db).await.map(affected)
    }

    pub async fn update_by_query(&self) -> Result<u64> {
        query("UPDATE color SET hex = '#000' WHERE name IN ('black', 'white')").execute(&self.db).await.map(affected)
    }

    pub async fn put(&self, name: &str, hex: &str) -> Result<u64> {
        let upsert = "INSERT INTO color (name, hex) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET hex = excluded.hex";
        query(upsert).bind(name).bind(hex).execute(&self.db).await.map(affected)
    }

    pub async fn delete_black(&mut self) -> Result<u64> {
        self.black = self.color("black").await?.id;
        self.remove("black").await
    }

    pub async fn find_deleted(&self) -> Result<String> {
        let name = self.names("color", &["black"]).await?.pop().unwrap_or("none".into());
        let key = self.by_key(self.black).await?.map_or("none".into(), |color| color.name);
        Ok(format!("{name},{key},{}", self.number("black").await?))
    }

    pub async fn delete_named(&self, name: &str) -> Result<u64> {
        remove_color(&mut *self.db.acquire().await?, name).await
    }

    pub async fn delete_stale(&self) -> Result<u64> {
        let other = SqlitePool::connect_with(options()).await?;
        let blue: i64 = query_scalar("SELECT id FROM color WHERE name = 'blue'").fetch_one(&other).await?;
        self.remove("blue").await?;
        query("DELETE FROM color WHERE id = ?").bind(blue).execute(&other).await.map(affected)
    }

    pub async fn returning(&mut self) -> Result<()> {
        self.insert("lime", None).await?;
        self.returned =
            query_scalar("DELETE FROM color WHERE name = 'lime' RETURNING name").fetch_all(&self.db).await?;
        Ok(())
    }

    pub async fn delete_many(&self) -> Result<u64> {
        for name in ["navy", "plum", "teal"] {
            self.insert(name, None).await?;
        }
        query("DELETE FROM color WHERE name IN ('navy', 'plum', 'teal')").execute(&self.db).await.map(affected)
    }

    pub async fn cascade(&self) -> Result<u64> {
        let pink = self.insert("pink", None).await?;
        self.insert_paint("coral", pink).await?;
        self.insert_paint("salmon", pink).await?;
        self.remove("pink").await
    }

    pub async fn set_null(&self) -> Result<u64> {
        let jade = self.insert("jade", None).await?;
        query("INSERT INTO note (text, color_id) VALUES ('calm', ?)").bind(jade).execute(&self.db).await?;
        self.remove("jade").await
    }

    pub async fn calm(&self) -> Result<String> {
        let select = "SELECT text || '/' || coalesce(color.name, 'none') FROM live.note LEFT JOIN live.color ON color.id = color_id \
                      WHERE text = 'calm'";
        query_scalar(self.live(select)).fetch_one(&self.db).await
    }

    pub async fn restrict(&self) -> Result<u64> {
        let violet = self.insert_paint("violet", self.insert("indigo", None).await?).await?;
        query("INSERT INTO sale (name, paint_id) VALUES ('first', ?)").bind(violet).execute(&self.db).await?;
        query("DELETE FROM paint WHERE id = ?").bind(violet).execute(&self.db).await.map(affected)
    }

    pub async fn rollback(&mut self) -> Result<()> {
        let mut transaction = self.db.begin().await?;
        remove_color(&mut transaction, "red").await?;
        self.inside = query_scalar(self.live("SELECT name FROM live.color WHERE name = 'red'"))
            .fetch_all(&mut *transaction)
            .await?;
        transaction.rollback().await
    }

    pub async fn inside_and_out(&self) -> Result<String> {
        Ok(format!("{}/{}", joined(&self.inside), joined(&self.names("color", &["red"]).await?)))
    }

    pub async fn transaction(&self) -> Result<()> {
        let mut transaction = self.db.begin().await?;
        remove_color(&mut transaction, "green").await?;
        query("INSERT INTO color (name, hex) VALUES ('green', '#008000')").execute(&mut *transaction).await?;
        transaction.commit().await
    }

    pub async fn link(&self, tag: &str) -> Result<()> {
        let red = self.color("red").await?.id;
        let tag: i64 = query_scalar(self.live("SELECT id FROM live.tag WHERE name = ?"))
            .bind(tag.to_string())
            .fetch_one(&self.db)
            .await?;
        query("INSERT INTO color_tag (color_id, tag_id) VALUES (?, ?)")
            .bind(red)
            .bind(tag)
            .execute(&self.db)
            .await
            .map(|_| ())
    }

    pub async fn tag(&self) -> Result<()> {
        for name in ["warm", "bright"] {
            query("INSERT INTO tag (name) VALUES (?)").bind(name).execute(&self.db).await?;
            self.link(name).await?;
        }
        Ok(())
    }

    pub async fn tags(&self) -> Result<Vec<String>> {
        let select =
            "SELECT tag.name FROM live.color_tag JOIN live.tag ON tag.id = tag_id WHERE color_id = ? ORDER BY tag.name";
        query_scalar(self.live(select)).bind(self.color("red").await?.id).fetch_all(&self.db).await
    }

    pub async fn untag(&self) -> Result<u64> {
        let delete = "DELETE FROM color_tag WHERE tag_id IN (SELECT id FROM tag WHERE name = 'warm')";
        query(delete).execute(&self.db).await.map(affected)
    }

    pub async fn reload(&self) -> Result<String> {
        let cyan = self.insert("cyan", None).await?;
        self.remove("cyan").await?;
        query_scalar(self.live("SELECT name FROM live.color WHERE id = ?")).bind(cyan).fetch_one(&self.db).await
    }

    pub async fn delete_notes(&self) -> Result<u64> {
        query("DELETE FROM note").execute(&self.db).await.map(affected)
    }

    pub async fn notes(&self) -> Result<Vec<String>> {
        query_scalar(self.live("SELECT text FROM live.note")).fetch_all(&self.db).await
    }
}
