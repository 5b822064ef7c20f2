const { sqliteView } = require("drizzle-orm/sqlite-core"); // In drizzle.config: schema: ["schema.ts", "views.cjs"]
const tables = ["color", "paint", "swatch", "note", "sale", "tag", "color_tag"];
const views = tables.flatMap((table) => [`${table}_deleted`, `${table}_active`]);
module.exports = Object.fromEntries(views.map((view) => [view, sqliteView(view, {}).existing()]));
