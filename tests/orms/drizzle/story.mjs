// Drizzle, with drizzle-kit.

import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";

import { asc, count, eq, inArray } from "drizzle-orm";
import { drizzle } from "drizzle-orm/better-sqlite3";
import { migrate } from "drizzle-orm/better-sqlite3/migrator";
import { sqliteView } from "drizzle-orm/sqlite-core";

import { enable, open } from "./recipe.mjs";

const { FLAG, SHADED, TABLES, Shop, joined, ours, storage, tell, version } = await import(process.env.TELLING);

const PROGRAM = dirname(fileURLToPath(import.meta.url));
Object.assign(process.env, { PROGRAM, STORAGE: storage, SHAPE: SHADED ? "2" : "0" });
const schema = await import("./schema.mjs");
const { color, color_tag, note, tag } = schema;

/** What is live: the table, or with storage of flag its view. */
const live = Object.fromEntries(Object.entries(schema.columns).map(([name, columns]) => [
  name, FLAG ? sqliteView(`${name}_active`, columns()).existing() : schema[name]]));

const connect = () => drizzle({ client: open(), schema });

class App extends Shop {
  open() {
    this.db = connect();
  }

  close() {
    this.db.$client.close();
  }

  sql(text) {
    return this.db.$client.prepare(text).all();
  }

  versions() {
    return this.sqlite().then((sqlite) => `Drizzle ${version("drizzle-orm")}, drizzle-kit ${version("drizzle-kit")}, ${sqlite}`);
  }

  make(table, { color, paint, ...values }, db = this.db) {
    const keys = { ...(color && { color_id: color.id }), ...(paint && { paint_id: paint.id }) };
    return db.insert(schema[table]).values({ ...values, ...keys }).returning().get();
  }

  rows(table, names, db = this.db) {
    const from = live[table];
    return db.select().from(from).where(inArray(from.name, names)).orderBy(asc(from.name)).all();
  }

  one(table, name, db) {
    const [found] = this.rows(table, [name], db);
    if (!found) throw new RangeError(name);
    return found;
  }

  remove(table, name, db = this.db) {
    return db.delete(schema[table]).where(eq(schema[table].id, this.one(table, name, db).id)).run().changes;
  }

  byKey(id) {
    return this.db.select().from(live.color).where(eq(live.color.id, id)).get();
  }

  put(name, hex) {
    return this.db.insert(color).values({ name, hex }).onConflictDoUpdate({ target: color.name, set: { hex } }).run().changes;
  }

  calm() {
    const found = this.db.select({ text: live.note.text, name: live.color.name }).from(live.note)
      .leftJoin(live.color, eq(live.note.color_id, live.color.id)).where(eq(live.note.text, "calm")).get();
    return `${found.text}/${found.name ?? "none"}`;
  }

  notes() {
    return this.db.select().from(live.note).all().map((row) => row.text);
  }

  tags() {
    const [links, tags, red] = [live.color_tag, live.tag, this.one("color", "red")];
    return this.db.select({ name: tags.name }).from(links).innerJoin(tags, eq(links.tag_id, tags.id))
      .where(eq(links.color_id, red.id)).orderBy(asc(tags.name)).all().map((row) => row.name);
  }

  // --- create

  kit(command, { shape, unfiltered = false, out = "drizzle" }) {
    const environment = { ...process.env, SHAPE: String(shape), OUT: out, ...(unfiltered && { UNFILTERED: "1" }) };
    const words = [`${PROGRAM}/node_modules/drizzle-kit/bin.cjs`, ...command, "--config", `${PROGRAM}/drizzle.config.mjs`];
    const said = execFileSync(process.execPath, words, { env: environment, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
    if (process.env.VERBOSE) console.error(said);
    return said;
  }

  async create() {
    this.migrate(0);
    const found = await this.schema("__drizzle_migrations");
    if (storage !== "plain") for (const table of TABLES) enable(this.db.$client, table, storage);
    return found;
  }

  // --- use

  insertMany() {
    return this.db.insert(color).values([{ name: "green", hex: "#0f0" }, { name: "blue", hex: "#00f" }, { name: "black" }, { name: "white" }])
      .returning().all().map((row) => row.id);
  }

  insertRelated() {
    const [red, green] = [this.one("color", "red"), this.one("color", "green")];
    for (const [name, of] of [["rose", red], ["cherry", red], ["olive", green]]) this.make("paint", { name, color: of });
  }

  join() {
    const { color, paint } = live;
    return this.db.select({ paint: paint.name, color: color.name }).from(paint).innerJoin(color, eq(paint.color_id, color.id))
      .orderBy(asc(paint.name)).all().map((row) => `${row.paint}/${row.color}`);
  }

  find() {
    return [this.byKey(1).name, this.one("color", "blue").name, this.rows("color", ["nosuch"])[0]?.name ?? "none"];
  }

  list() {
    return this.db.select().from(live.color).orderBy(asc(live.color.name)).limit(2).offset(1).all().map((row) => row.name);
  }

  async count() {
    return [await this.db.$count(live.color), (await this.db.$count(live.color, eq(live.color.name, "red"))) > 0];
  }

  loadRelated() {
    const found = this.db.query.color.findFirst({ where: eq(color.name, "red"), with: { paints: true } }).sync();
    return found.paints.map((row) => row.name).sort();
  }

  group() {
    const { color, paint } = live;
    return this.db.select({ name: color.name, number: count(paint.id) }).from(color).innerJoin(paint, eq(paint.color_id, color.id))
      .groupBy(color.name).orderBy(asc(color.name)).all().map((row) => `${row.name} ${row.number}`);
  }

  update() {
    return this.db.update(color).set({ hex: "#ff0000" }).where(eq(color.id, this.one("color", "red").id)).run().changes;
  }

  updateByQuery() {
    return this.db.update(color).set({ hex: "#000" }).where(inArray(color.name, ["black", "white"])).run().changes;
  }

  deleteByQuery() {
    return this.db.delete(color).where(eq(color.name, "white")).run().changes;
  }

  deleteStale() {
    const other = connect();
    const { id } = this.one("color", "blue", other);
    this.remove("color", "blue");
    const done = other.delete(color).where(eq(color.id, id)).run().changes;
    other.$client.close();
    return done;
  }

  returning() {
    this.make("color", { name: "lime" });
    this.returned = joined(this.db.delete(color).where(eq(color.name, "lime")).returning({ name: color.name }).all().map((row) => row.name));
  }

  deleteMany() {
    const names = ["navy", "plum", "teal"];
    this.db.insert(color).values(names.map((name) => ({ name }))).run();
    return this.db.delete(color).where(inArray(color.name, names)).run().changes;
  }

  rollback() {
    try {
      this.db.transaction((tx) => {
        this.remove("color", "red", tx);
        this.inside = joined(this.rows("color", ["red"], tx).map((row) => row.name));
        tx.rollback();
      });
    } catch (error) {
      if (error.constructor.name !== "TransactionRollbackError") throw error;
    }
  }

  transaction() {
    this.db.transaction((tx) => {
      this.remove("color", "green", tx);
      this.make("color", { name: "green", hex: "#008000" }, tx);
    });
  }

  tag() {
    const tags = ["warm", "bright"].map((name) => this.make("tag", { name }));
    this.db.insert(color_tag).values(tags.map((row) => ({ color_id: this.one("color", "red").id, tag_id: row.id }))).run();
  }

  untag() {
    return this.db.delete(color_tag).where(eq(color_tag.tag_id, this.one("tag", "warm").id)).run().changes;
  }

  tagAgain() {
    this.db.insert(color_tag).values({ color_id: this.one("color", "red").id, tag_id: this.one("tag", "warm").id }).run();
  }

  reload() {
    const { id } = this.make("color", { name: "cyan" });
    this.remove("color", "cyan", this.db);
    return this.byKey(id)?.name ?? "none";
  }

  deleteAll() {
    return this.db.delete(note).run().changes;
  }

  // --- introspect, migrate

  pulled(options) {
    this.kit(["pull"], { shape: 0, ...options });
    return readFileSync("drizzle/schema.ts", "utf8").split("\nexport const ").slice(1);
  }

  columns() {
    const found = this.pulled().find((text) => text.startsWith("color ="));
    return [...found.split("\n},")[0].matchAll(/^\t(\w+): \w+\((?:"(\w+)")?/gm)].map(([, key, name]) => name ?? key);
  }

  introspect() {
    return this.columns();
  }

  introspectTables() {
    return this.pulled().map((text) => text.match(/^\w+ = sqlite(?:Table|View)\("(\w+)"/)[1])
      .filter((name) => !ours(name)).sort();
  }

  /** What a push drops; a repair makes it again. */
  pushed(options) {
    const names = () => this.sql("SELECT type || ' ' || name AS name FROM sqlite_schema").map((row) => row.name);
    const counted = (types) => [...new Set(types)].sort().map((type) => `${type} ${types.filter((other) => other === type).length}`);
    const before = names();
    let failed = "";
    try {
      if (this.kit(["push", "--force"], { shape: 0, ...options }).includes("No changes detected")) return "nothing";
    } catch {
      failed = "fails and ";
    }
    const after = names();
    return `${failed}drops ${joined(counted(before.filter((name) => !after.includes(name)).map((name) => name.split(" ")[0])))}`;
  }

  pending() {
    const said = this.pushed();
    if (storage !== "plain") this.sql("SELECT softdelete_repair()");
    return said;
  }

  unfiltered() {
    return {
      "drizzle-kit pull, without the filter": () => `${this.pulled({ unfiltered: true }).length} tables and views`,
      "drizzle-kit push with a rebuild, without suspending or repair": [() => this.pushed({ shape: 2 }), () => this.status()],
      "drizzle-kit push, without the filter": () => this.pushed({ unfiltered: true }),
    };
  }

  /** Foreign keys are off, as the pragma in drizzle-kit's files does nothing within the transaction of migrate(). */
  migrate(shape) {
    this.kit(["generate"], { shape, out: "migrations" });
    this.db.$client.pragma("foreign_keys = OFF");
    migrate(this.db, { migrationsFolder: "migrations" });
    this.db.$client.pragma("foreign_keys = ON");
  }

  change(shape) {
    if (FLAG) this.db.$client.exec("UPDATE softdelete SET suspended = 1");
    this.migrate(shape);
    if (storage !== "plain") this.sql("SELECT softdelete_repair()");
    if (FLAG) this.db.$client.exec("UPDATE softdelete SET suspended = 0");
    return this.columns();
  }

  addColumn() {
    return this.change(1);
  }

  rebuild() {
    return this.change(2);
  }
}

await tell(App);
