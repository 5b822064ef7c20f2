//! The operations of the stage `use`.

use diesel::dsl::{count, exists, select};
use diesel::prelude::*;
use diesel::result::Error;
use diesel::upsert::excluded;
use diesel::{delete, insert_into, update};
use telling::{joined, sorted};

use crate::models::{Color, NewColor, Paint};
use crate::schema::{live, schema};
use crate::shop::{Shop, connect, named};

impl Shop {
    pub fn insert(&mut self) -> QueryResult<i32> {
        self.insert_color("red", Some("#f00"))
    }

    pub fn insert_many(&mut self) -> QueryResult<usize> {
        let colors = [("green", Some("#0f0")), ("blue", Some("#00f")), ("black", None), ("white", None)];
        let rows = colors.map(|(name, hex)| NewColor { name, hex });
        insert_into(schema::color::table).values(&rows[..]).execute(&mut self.db)
    }

    pub fn insert_related(&mut self) -> QueryResult<()> {
        let (red, green) = (self.color("red")?, self.color("green")?);
        for (name, color) in [("rose", &red), ("cherry", &red), ("olive", &green)] {
            self.insert_paint(name, color.id)?;
        }
        Ok(())
    }

    pub fn join(&mut self) -> QueryResult<Vec<String>> {
        let query = live::paint::table.inner_join(live::color::table).select((live::paint::name, live::color::name));
        let found: Vec<(String, String)> = query.order(live::paint::name).load(&mut self.db)?;
        Ok(found.iter().map(|(paint, color)| format!("{paint}/{color}")).collect())
    }

    pub fn find(&mut self) -> QueryResult<String> {
        let red: Color = live::color::table.find(1).first(&mut self.db)?;
        let missing = self.color("nosuch").optional()?.map_or("none".into(), |color| color.name);
        Ok(format!("{},{},{missing}", red.name, self.color("blue")?.name))
    }

    pub fn list(&mut self) -> QueryResult<Vec<String>> {
        live::color::table.select(live::color::name).order(live::color::name).offset(1).limit(2).load(&mut self.db)
    }

    pub fn count(&mut self) -> QueryResult<String> {
        let all: i64 = live::color::table.count().get_result(&mut self.db)?;
        let red: bool =
            select(exists(live::color::table.filter(live::color::name.eq("red")))).get_result(&mut self.db)?;
        Ok(format!("{all},{red}"))
    }

    pub fn load_related(&mut self) -> QueryResult<String> {
        let reds = vec![self.color("red")?];
        let keys: Vec<i32> = reds.iter().map(|color| color.id).collect();
        let paints: Vec<Paint> = live::paint::table.filter(live::paint::color_id.eq_any(keys)).load(&mut self.db)?;
        let grouped = paints.grouped_by(&reds).remove(0);
        Ok(sorted(grouped.into_iter().map(|paint| paint.name).collect()))
    }

    pub fn group(&mut self) -> QueryResult<Vec<String>> {
        let query = live::paint::table.inner_join(live::color::table).group_by(live::color::name);
        let found: Vec<(String, i64)> =
            query.select((live::color::name, count(live::paint::id))).order(live::color::name).load(&mut self.db)?;
        Ok(found.iter().map(|(name, number)| format!("{name} {number}")).collect())
    }

    pub fn update(&mut self) -> QueryResult<usize> {
        let red = self.color("red")?;
        update(&red).set(schema::color::hex.eq("#ff0000")).execute(&mut self.db)
    }

    pub fn update_by_query(&mut self) -> QueryResult<usize> {
        let wanted = schema::color::table.filter(schema::color::name.eq_any(["black", "white"]));
        update(wanted).set(schema::color::hex.eq("#000")).execute(&mut self.db)
    }

    pub fn put(&mut self, name: &str, hex: &str) -> QueryResult<usize> {
        let row = NewColor { name, hex: Some(hex) };
        let insert = insert_into(schema::color::table).values(row).on_conflict(schema::color::name);
        insert.do_update().set(schema::color::hex.eq(excluded(schema::color::hex))).execute(&mut self.db)
    }

    pub fn delete_black(&mut self) -> QueryResult<usize> {
        let black = self.color("black")?;
        self.black = black.id;
        delete(&black).execute(&mut self.db)
    }

    pub fn find_deleted(&mut self) -> QueryResult<String> {
        let found =
            [self.color("black").optional()?, live::color::table.find(self.black).first(&mut self.db).optional()?];
        let names = found.map(|color: Option<Color>| color.map_or("none".into(), |color| color.name));
        let number: i64 = live::color::table.filter(live::color::name.eq("black")).count().get_result(&mut self.db)?;
        Ok(format!("{},{number}", joined(&names)))
    }

    pub fn delete_named(&mut self, name: &str) -> QueryResult<usize> {
        delete(schema::color::table.filter(schema::color::name.eq(name))).execute(&mut self.db)
    }

    pub fn delete_stale(&mut self) -> QueryResult<usize> {
        let mut other = connect();
        let blue = named(&mut other, "blue")?;
        self.remove("blue")?;
        delete(&blue).execute(&mut other)
    }

    pub fn returning(&mut self) -> QueryResult<()> {
        self.make("lime")?;
        let query = delete(schema::color::table.filter(schema::color::name.eq("lime")));
        self.returned = query.returning(schema::color::name).load(&mut self.db)?;
        Ok(())
    }

    pub fn returned(&self) -> QueryResult<String> {
        Ok(joined(&self.returned))
    }

    pub fn delete_many(&mut self) -> QueryResult<usize> {
        let names = ["navy", "plum", "teal"];
        for name in names {
            self.make(name)?;
        }
        delete(schema::color::table.filter(schema::color::name.eq_any(names))).execute(&mut self.db)
    }

    pub fn cascade(&mut self) -> QueryResult<usize> {
        let pink = self.make("pink")?;
        self.insert_paint("coral", pink)?;
        self.insert_paint("salmon", pink)?;
        self.remove("pink")
    }

    pub fn set_null(&mut self) -> QueryResult<usize> {
        use schema::note::{color_id, table, text};
        let jade = self.make("jade")?;
        insert_into(table).values((text.eq("calm"), color_id.eq(jade))).execute(&mut self.db)?;
        self.remove("jade")
    }

    pub fn calm(&mut self) -> QueryResult<String> {
        let query = live::note::table.left_join(live::color::table).filter(live::note::text.eq("calm"));
        let (text, color): (String, Option<String>) =
            query.select((live::note::text, live::color::name.nullable())).first(&mut self.db)?;
        Ok(format!("{text}/{}", color.unwrap_or("none".into())))
    }

    pub fn restrict(&mut self) -> QueryResult<usize> {
        use schema::sale::{name, paint_id, table};
        let indigo = self.make("indigo")?;
        let violet = self.insert_paint("violet", indigo)?;
        insert_into(table).values((name.eq("first"), paint_id.eq(violet))).execute(&mut self.db)?;
        delete(schema::paint::table.find(violet)).execute(&mut self.db)
    }

    pub fn rollback(&mut self) -> QueryResult<()> {
        let mut inside: Vec<String> = vec![];
        let rolled_back: QueryResult<()> = self.db.transaction(|db| {
            delete(&named(db, "red")?).execute(db)?;
            inside = live::color::table.filter(live::color::name.eq("red")).select(live::color::name).load(db)?;
            Err(Error::RollbackTransaction)
        });
        self.inside = joined(&inside);
        rolled_back.or_else(|error| match error {
            Error::RollbackTransaction => Ok(()),
            other => Err(other),
        })
    }

    pub fn inside_and_out(&mut self) -> QueryResult<String> {
        let outside = self.colors(&["red"])?;
        Ok(format!("{}/{outside}", self.inside))
    }

    pub fn transaction(&mut self) -> QueryResult<()> {
        self.db.transaction(|db| {
            delete(&named(db, "green")?).execute(db)?;
            let green = NewColor { name: "green", hex: Some("#008000") };
            insert_into(schema::color::table).values(green).execute(db).map(|_| ())
        })
    }

    pub fn link(&mut self, tag: &str) -> QueryResult<usize> {
        use schema::color_tag::{color_id, table, tag_id};
        let red = self.color("red")?.id;
        let tag: i32 = live::tag::table.filter(live::tag::name.eq(tag)).select(live::tag::id).first(&mut self.db)?;
        insert_into(table).values((color_id.eq(red), tag_id.eq(tag))).execute(&mut self.db)
    }

    pub fn tag(&mut self) -> QueryResult<()> {
        for name in ["warm", "bright"] {
            insert_into(schema::tag::table).values(schema::tag::name.eq(name)).execute(&mut self.db)?;
            self.link(name)?;
        }
        Ok(())
    }

    pub fn tags(&mut self) -> QueryResult<Vec<String>> {
        let red = self.color("red")?.id;
        let query = live::color_tag::table.inner_join(live::tag::table).filter(live::color_tag::color_id.eq(red));
        query.select(live::tag::name).order(live::tag::name).load(&mut self.db)
    }

    pub fn untag(&mut self) -> QueryResult<usize> {
        let warm = schema::tag::table.filter(schema::tag::name.eq("warm")).select(schema::tag::id);
        delete(schema::color_tag::table.filter(schema::color_tag::tag_id.eq_any(warm))).execute(&mut self.db)
    }

    pub fn reload(&mut self) -> QueryResult<String> {
        let cyan = self.make("cyan")?;
        self.remove("cyan")?;
        live::color::table.find(cyan).select(live::color::name).first(&mut self.db)
    }

    pub fn delete_notes(&mut self) -> QueryResult<usize> {
        delete(schema::note::table).execute(&mut self.db)
    }

    pub fn notes(&mut self) -> QueryResult<Vec<String>> {
        live::note::table.select(live::note::text).load(&mut self.db)
    }
}
