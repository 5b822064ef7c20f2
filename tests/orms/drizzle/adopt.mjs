// Drizzle's integer timestamps: `timestamp` are seconds, `timestamp_ms` milliseconds. A filter is the application's own.

import Database from "better-sqlite3";
import { eq, isNull } from "drizzle-orm";
import { drizzle } from "drizzle-orm/better-sqlite3";
import { integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { generateSQLiteDrizzleJson, generateSQLiteMigration } from "drizzle-kit/api";

const { adopt, word } = await import(process.env.ADOPTING);

const columns = () => ({
  id: integer().primaryKey({ autoIncrement: true }), name: text().notNull(), deleted_at: integer({ mode: word }),
});
const color = sqliteTable("color", columns());
const paint = sqliteTable("paint", {
  ...columns(), color_id: integer().notNull().references(() => color.id, { onDelete: "cascade" }) });
const db = drizzle(new Database("app.db"));
const named = (name) => eq(color.name, name);

await adopt({
  async make(names, paints) {
    const schemas = [await generateSQLiteDrizzleJson({}), await generateSQLiteDrizzleJson({ color, paint })];
    for (const statement of await generateSQLiteMigration(...schemas)) db.$client.exec(statement);
    for (const name of names) this.insert(name);
    for (const [name, of] of paints) db.insert(paint).values({ name, color_id: db.select().from(color).where(named(of)).get().id }).run();
  },
  insert: (name) => db.insert(color).values({ name }).run(),
  remove: (name) => db.update(color).set({ deleted_at: new Date() }).where(named(name)).run(),
  restore: (name) => db.update(color).set({ deleted_at: null }).where(named(name)).run(),
  live: () => [color, paint].map((table) => db.select().from(table).where(isNull(table.deleted_at)).all().map((row) => row.name)),
});
