// The tables; with storage of flag also the columns that it has. drizzle-kit reads it too, so variables tell
// it the storage and the shape: 1 has a column more, 2 also another default, for which drizzle-kit rebuilds the table.

import { relations } from "drizzle-orm";
import { integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";

const FLAG = process.env.STORAGE === "flag";
const shape = Number(process.env.SHAPE);

const marks = () => FLAG && { is_deleted: integer().notNull().default(0), deleted_at: text(), deleted_via: text() };
const id = () => integer().primaryKey({ autoIncrement: true });
const named = () => ({ id: id(), name: text().notNull(), ...marks() });
const color_id = (options) => integer().references(() => color.id, options);

/** The columns of each table, for its view as well. */
export const columns = {
  color: () => ({
    ...named(), name: text().notNull().unique(), hex: shape > 1 ? text().default("#000") : text(),
    version: integer().notNull().default(1), ...(shape && { shade: text() }),
  }),
  paint: () => ({ ...named(), color_id: color_id({ onDelete: "cascade" }).notNull() }),
  swatch: () => ({ ...named(), color_id: color_id().notNull() }),
  note: () => ({ id: id(), text: text().notNull(), color_id: color_id({ onDelete: "set null" }), ...marks() }),
  sale: () => ({ ...named(), paint_id: integer().notNull().references(() => paint.id, { onDelete: "restrict" }) }),
  tag: () => ({ ...named(), name: text().notNull().unique() }),
  color_tag: () => ({
    color_id: color_id({ onDelete: "cascade" }).notNull(),
    tag_id: integer().notNull().references(() => tag.id, { onDelete: "cascade" }), ...marks(),
  }),
};

const table = (name, extra) => sqliteTable(name, columns[name](), extra);

export const color = table("color");
export const paint = table("paint");
export const swatch = table("swatch");
export const note = table("note");
export const sale = table("sale");
export const tag = table("tag");
export const color_tag = table("color_tag", (self) => [primaryKey({ columns: [self.color_id, self.tag_id] })]);

export const colorRelations = relations(color, ({ many }) => ({ paints: many(paint) }));
export const paintRelations = relations(paint, ({ one }) => ({ color: one(color, { fields: [paint.color_id], references: [color.id] }) }));
