//! The tables, and what is live of them.

use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Alias, ExprTrait};
use sea_orm::{QueryFilter, Select};

/// SeaORM has no default scope: queries begin with `live()` instead of `find()`.
pub trait Live: EntityTrait {
    fn live() -> Select<Self> {
        match telling::arguments().1.as_str() {
            "flag" => Self::find().filter(Expr::col((Self::default(), Alias::new("is_deleted"))).eq(0)),
            _ => Self::find(),
        }
    }
}

impl<E: EntityTrait> Live for E {}

pub mod color {
    use std::sync::Mutex;

    use sea_orm::entity::prelude::*;

    pub static HEARD: Mutex<Vec<&str>> = Mutex::new(vec![]);

    #[sea_orm::model]
    #[derive(Clone, Debug, DeriveEntityModel)]
    #[sea_orm(table_name = "color")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i32,
        #[sea_orm(unique)]
        pub name: String,
        pub hex: Option<String>,
        #[sea_orm(default_value = 1)]
        pub version: i32,
        #[sea_orm(has_many)]
        pub paints: HasMany<super::paint::Entity>,
        #[sea_orm(has_many)]
        pub swatches: HasMany<super::swatch::Entity>,
        #[sea_orm(has_many, via = "color_tag")]
        pub tags: HasMany<super::tag::Entity>,
    }

    #[async_trait::async_trait]
    impl ActiveModelBehavior for ActiveModel {
        async fn before_delete<C: ConnectionTrait>(self, _: &C) -> Result<Self, DbErr> {
            HEARD.lock().unwrap().push("before_delete");
            Ok(self)
        }

        async fn after_delete<C: ConnectionTrait>(self, _: &C) -> Result<Self, DbErr> {
            HEARD.lock().unwrap().push("after_delete");
            Ok(self)
        }
    }
}

/// The table color after the migration.
pub mod shaded_color {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, DeriveEntityModel)]
    #[sea_orm(table_name = "color")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i32,
        #[sea_orm(unique)]
        pub name: String,
        pub hex: Option<String>,
        #[sea_orm(default_value = 1)]
        pub version: i32,
        pub shade: Option<String>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod paint {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, DeriveEntityModel)]
    #[sea_orm(table_name = "paint")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i32,
        pub name: String,
        pub color_id: i32,
        #[sea_orm(belongs_to, from = "color_id", to = "id", on_delete = "Cascade")]
        pub color: BelongsTo<super::color::Entity>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod swatch {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, DeriveEntityModel)]
    #[sea_orm(table_name = "swatch")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i32,
        pub name: String,
        pub color_id: i32,
        #[sea_orm(belongs_to, from = "color_id", to = "id")]
        pub color: BelongsTo<super::color::Entity>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod note {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, DeriveEntityModel)]
    #[sea_orm(table_name = "note")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i32,
        pub text: String,
        pub color_id: Option<i32>,
        #[sea_orm(belongs_to, from = "color_id", to = "id", on_delete = "SetNull")]
        pub color: BelongsTo<Option<super::color::Entity>>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod sale {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, DeriveEntityModel)]
    #[sea_orm(table_name = "sale")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i32,
        pub name: String,
        pub paint_id: i32,
        #[sea_orm(belongs_to, from = "paint_id", to = "id", on_delete = "Restrict")]
        pub paint: BelongsTo<super::paint::Entity>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod tag {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, DeriveEntityModel)]
    #[sea_orm(table_name = "tag")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i32,
        #[sea_orm(unique)]
        pub name: String,
        #[sea_orm(has_many, via = "color_tag")]
        pub colors: HasMany<super::color::Entity>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod color_tag {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, DeriveEntityModel)]
    #[sea_orm(table_name = "color_tag")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub color_id: i32,
        #[sea_orm(primary_key, auto_increment = false)]
        pub tag_id: i32,
        #[sea_orm(belongs_to, from = "color_id", to = "id", on_delete = "Cascade")]
        pub color: BelongsTo<super::color::Entity>,
        #[sea_orm(belongs_to, from = "tag_id", to = "id", on_delete = "Cascade")]
        pub tag: BelongsTo<super::tag::Entity>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}
