// What the programs of Node.js' ORMs share: an application in methods, one for each operation, whose lines are printed.
//
//   class App extends Shop {
//     deleteMany() { return report; }
//   }
//   await tell(App);
//
// runs the methods of the stage that the command line names, in the order of operations.py; where there is no method of
// that name, the ORM lacks the operation. A method returns REPORT, or what it saw where the operation has no LEFT; its
// errors are REPORT too. LEFT is asked of the methods rows, calm, tags and notes, see Shop.

import { readFileSync } from "node:fs";
import { dirname } from "node:path";

export const [stage, storage] = process.argv.slice(2);
export const SHADED = ["after", "trash"].includes(stage);
export const TABLES = ["color", "paint", "swatch", "note", "sale", "tag", "color_tag"];

/** The columns that flag storage has, and that models declare for it. */
export const FLAG = storage === "flag";

const operations = readFileSync(new URL("../operations.py", import.meta.url), "utf8").match(/TEXT = """\n([^]*?)"""/)[1];

export function joined(values) {
  return [...values].join(",") || "-";
}

export function version(name) {
  return JSON.parse(readFileSync(`${dirname(process.argv[1])}/node_modules/${name}/package.json`)).version;
}

/** Whether a table or view that the ORM found is one of softdelete's. */
export function ours(name) {
  return name.includes("softdelete") || /_(active|deleted)$/.test(name);
}

const there = (...names) => async (shop) => joined(await shop.names("color", names));
const both = (table, ...names) => async (shop) =>
  joined([...(await shop.names("color", names)), ...(await shop.names(table, names))].sort());
const hexes = (...names) => async (shop) =>
  joined((await shop.rows("color", names)).map((color) => `${color.name} ${color.hex}`));
const tags = async (shop) => joined(await shop.tags());

const LEFT = {
  insert: there("red"),
  "insert many": there("green", "blue", "black", "white"),
  "insert related": async (shop) => joined(await shop.names("paint", ["rose", "cherry", "olive"])),
  update: async (shop) => (await shop.rows("color", ["red"]))[0].hex,
  "update by query": hexes("black", "white"),
  upsert: hexes("green"),
  delete: there("black"),
  "delete by query": there("white"),
  "delete nothing": there("white"),
  "delete stale": there("blue"),
  "insert again": there("black"),
  "upsert deleted": hexes("white"),
  "find or create": hexes("gray"),
  "delete again": there("black"),
  returning: (shop) => shop.returned,
  "delete many": there("navy", "plum", "teal"),
  "cascade by the database": both("paint", "pink", "coral", "salmon"),
  "cascade by the ORM": both("swatch", "gold", "amber", "honey"),
  "set null": (shop) => shop.calm(),
  restrict: async (shop) => joined(await shop.names("paint", ["violet"])),
  rollback: async (shop) => `${shop.inside}/${await there("red")(shop)}`,
  transaction: hexes("green"),
  lock: there("onyx"),
  "lock stale": there("opal"),
  tag: tags,
  untag: tags,
  "tag again": tags,
  events: there("beige"),
  reload: there("cyan"),
  "delete all": async (shop) => joined(await shop.notes()),
  "delete migrated": there("khaki"),
  "insert migrated": there("khaki"),
  restore: there("teal"),
  "restore with children": both("paint", "pink", "coral", "salmon"),
  purge: (shop) => shop.trash("plum"),
};

/**
 * The operations that are the same by means that an ORM gives here:
 *
 *   make(table, values)  an object of a table, made by the ORM; color and paint in values are such objects
 *   remove(table, name)  an object is loaded by its name and deleted; returns REPORT
 *   rows(table, names)   the objects of these names, by name
 *   byKey(key)           a color or nothing
 *   put(name, hex)       INSERT ON CONFLICT DO UPDATE of a color
 *   calm(), notes()      the note as "calm/COLOR"; the texts of all notes
 *   tags()               the names of red's tags, by name
 *   sql(text)            runs SQL of one's own, and returns rows as objects
 */
export class Shop {
  async names(table, names) {
    return (await this.rows(table, names)).map((row) => row.name).sort();
  }

  async sqlite() {
    return `SQLite ${(await this.sql("SELECT sqlite_version() AS version"))[0].version}`;
  }

  /** The tables of sqlite_schema, less some. */
  async schema(...without) {
    const found = await this.sql(
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY name");
    return joined(found.map((row) => row.name).filter((name) => !ours(name) && !without.includes(name)));
  }

  async status(table = "color") {
    const [found] = await this.sql(`SELECT status, live_rows FROM softdelete WHERE table_name = '${table}'`);
    return `${table} is ${found.status}${Number(found.live_rows) === 0 ? ", and empty" : ""}`;
  }

  async insert() {
    return (await this.make("color", { name: "red", hex: "#f00" })).id;
  }

  upsert() {
    return this.put("green", "#0e0");
  }

  async delete() {
    this.black = (await this.rows("color", ["black"]))[0]?.id ?? this.black;
    return this.remove("color", "black");
  }

  async findDeleted() {
    const byName = await this.rows("color", ["black"]);
    return joined([byName[0]?.name ?? "none", (await this.byKey(this.black))?.name ?? "none", byName.length]);
  }

  deleteNothing() {
    return this.deleteByQuery();
  }

  async insertAgain() {
    await this.make("color", { name: "black" });
  }

  upsertDeleted() {
    return this.put("white", "#fff");
  }

  deleteAgain() {
    return this.delete();
  }

  async cascadeByTheDatabase() {
    const pink = await this.make("color", { name: "pink" });
    for (const name of ["coral", "salmon"]) await this.make("paint", { name, color: pink });
    return this.remove("color", "pink");
  }

  async setNull() {
    await this.make("note", { text: "calm", color: await this.make("color", { name: "jade" }) });
    return this.remove("color", "jade");
  }

  async restrict() {
    const indigo = await this.make("color", { name: "indigo" });
    await this.make("sale", { name: "first", paint: await this.make("paint", { name: "violet", color: indigo }) });
    return this.remove("paint", "violet");
  }

  async deleteMigrated() {
    await this.make("color", { name: "khaki", shade: "light" });
    return this.remove("color", "khaki");
  }

  async insertMigrated() {
    await this.make("color", { name: "khaki" });
  }

  async trash(...names) {
    const list = names.map((name) => `'${name}'`).join(", ");
    return joined((await this.sql(`SELECT name FROM color_deleted WHERE name IN (${list}) ORDER BY name`)).map((row) => row.name));
  }

  seeTheTrash() {
    return this.trash("khaki", "teal");
  }

  async call(name, wanted) {
    const [row] = await this.sql(`SELECT ${name}('color', id) AS done FROM color_deleted WHERE name = '${wanted}'`);
    return row.done;
  }

  restore() {
    return this.call("restore", "teal");
  }

  restoreWithChildren() {
    return this.call("restore", "pink");
  }

  purge() {
    return this.call("purge", "plum");
  }
}

function textOf(result) {
  if (Array.isArray(result)) return joined(result);
  return String(result ?? "-");
}

async function call(shop, method) {
  try {
    return textOf(await method.call(shop, shop));
  } catch (error) {
    if (process.env.VERBOSE) console.error(error);
    return `error ${error.constructor.name}`;
  }
}

async function print(shop, name, method, left) {
  let saw = await call(shop, method);
  if (left) saw += `; ${await call(shop, left)}`;
  console.log(`${name}: ${saw}`);
}

function namesOf(stage) {
  const lines = operations.split("\n");
  const from = lines.indexOf(stage) + 1;
  const until = lines.findIndex((line, index) => index >= from && !line.startsWith("  "));
  return lines.slice(from, until).map((line) => line.split("|")[0].trim());
}

export async function tell(App) {
  const shop = new App();
  await shop.open?.();
  if (stage === "create") console.log(`versions: ${await shop.versions()}`);
  if (stage === "unfiltered") {
    for (const [name, methods] of Object.entries(shop.unfiltered?.() ?? {})) await print(shop, name, ...[methods].flat());
  } else {
    for (const name of namesOf(stage)) {
      const method = shop[name.replace(/ (\w)(\w*)/g, (_, first, rest) => first.toUpperCase() + rest.toLowerCase())];
      if (method) await print(shop, name, method, LEFT[name]);
      else console.log(`${name}: -`);
    }
  }
  await shop.close?.();
}
