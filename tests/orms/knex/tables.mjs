// Connecting, and the migrations.

import knex from "knex";

import { enable, pool } from "./recipe.mjs";

const { FLAG, TABLES, storage } = await import(process.env.TELLING);

export const connect = () => knex({ client: "better-sqlite3", connection: { filename: "app.db" }, useNullAsDefault: true, pool });

function named(table) {
  table.increments();
  table.text("name").notNullable();
}

function refers(table, to, onDelete) {
  table.integer(`${to}_id`).notNullable().references("id").inTable(to).onDelete(onDelete);
}

export async function createTables(db) {
  await db.schema.createTable("color", (table) => {
    named(table);
    table.string("hex", 7);
    table.integer("version").notNullable().defaultTo(1);
    table.unique("name");
  }).createTable("paint", (table) => {
    named(table);
    refers(table, "color", "CASCADE");
  }).createTable("swatch", (table) => {
    named(table);
    refers(table, "color", "NO ACTION");
  }).createTable("note", (table) => {
    table.increments();
    table.text("text").notNullable();
    table.integer("color_id").references("id").inTable("color").onDelete("SET NULL");
  }).createTable("sale", (table) => {
    named(table);
    refers(table, "paint", "RESTRICT");
  }).createTable("tag", (table) => {
    named(table);
    table.unique("name");
  }).createTable("color_tag", (table) => {
    refers(table, "color", "CASCADE");
    refers(table, "tag", "CASCADE");
    table.primary(["color_id", "tag_id"]);
  });
}

export async function enableAll(db) {
  if (storage !== "plain") for (const table of TABLES) await enable(db, table, storage);
}

export async function migrate(db, change, mending = storage !== "plain") {
  if (mending && FLAG) await db.raw("UPDATE softdelete SET suspended = 1");
  await db.schema.alterTable("color", change);
  if (mending) await db.raw("SELECT softdelete_repair()");
  if (mending && FLAG) await db.raw("UPDATE softdelete SET suspended = 0");
}

export function shaded(table) {
  table.text("shade");
}

/** Knex rebuilds the table for it. */
export function longer(table) {
  table.string("hex", 9).alter();
}
