// Knex.

import { connect, createTables, enableAll, longer, migrate, shaded } from "./tables.mjs";

const { FLAG, Shop, joined, tell, version } = await import(process.env.TELLING);

class App extends Shop {
  open() {
    this.db = connect();
  }

  close() {
    return this.db.destroy();
  }

  /** What is live: the table, or with storage of flag its view. */
  live(table, db = this.db) {
    return db(FLAG ? `${table}_active as ${table}` : table);
  }

  sql(text) {
    return this.db.raw(text);
  }

  async versions() {
    return `Knex ${version("knex")}, better-sqlite3 ${version("better-sqlite3")}, ${await this.sqlite()}`;
  }

  async make(table, { color, paint, ...values }, db = this.db) {
    const keys = { ...(color && { color_id: color.id }), ...(paint && { paint_id: paint.id }) };
    return (await db(table).insert({ ...values, ...keys }).returning("*"))[0];
  }

  rows(table, names, db) {
    return this.live(table, db).whereIn("name", names).orderBy("name");
  }

  async one(table, name, db) {
    const [found] = await this.rows(table, [name], db);
    if (!found) throw new RangeError(name);
    return found;
  }

  async remove(table, name, db = this.db) {
    return db(table).where({ id: (await this.one(table, name, db)).id }).del();
  }

  byKey(id) {
    return this.live("color").where({ id }).first();
  }

  async put(name, hex) {
    await this.db("color").insert({ name, hex }).onConflict("name").merge(["hex"]);
  }

  async calm() {
    const found = await this.live("note").leftJoin(FLAG ? "color_active as color" : "color", "color.id", "note.color_id")
      .where({ text: "calm" }).first("text", "name");
    return `${found.text}/${found.name ?? "none"}`;
  }

  notes() {
    return this.live("note").pluck("text");
  }

  async tags() {
    return this.live("tag").join(FLAG ? "color_tag_active as color_tag" : "color_tag", "tag.id", "color_tag.tag_id")
      .where({ color_id: (await this.one("color", "red")).id }).orderBy("name").pluck("name");
  }

  // --- create

  async create() {
    await createTables(this.db);
    const found = await this.schema();
    await enableAll(this.db);
    return found;
  }

  // --- use

  async insertMany() {
    const made = await this.db("color").insert([
      { name: "green", hex: "#0f0" }, { name: "blue", hex: "#00f" }, { name: "black" }, { name: "white" }]).returning("id");
    return made.map((row) => row.id);
  }

  async insertRelated() {
    const [red, green] = [await this.one("color", "red"), await this.one("color", "green")];
    for (const [name, color] of [["rose", red], ["cherry", red], ["olive", green]]) await this.make("paint", { name, color });
  }

  joined() {
    return this.live("paint").join(FLAG ? "color_active as color" : "color", "color.id", "paint.color_id");
  }

  async join() {
    const found = await this.joined().orderBy("paint.name").select("paint.name as paint", "color.name as color");
    return found.map((row) => `${row.paint}/${row.color}`);
  }

  async find() {
    return [(await this.byKey(1)).name, (await this.one("color", "blue")).name, (await this.rows("color", ["nosuch"]))[0]?.name ?? "none"];
  }

  list() {
    return this.live("color").orderBy("name").offset(1).limit(2).pluck("name");
  }

  async count() {
    const { number } = await this.live("color").count({ number: "*" }).first();
    return [number, (await this.live("color").where({ name: "red" }).first()) !== undefined];
  }

  async group() {
    const found = await this.joined().groupBy("color.name").orderBy("color.name").select("color.name").count({ number: "paint.id" });
    return found.map((row) => `${row.name} ${row.number}`);
  }

  async update() {
    return this.db("color").where({ id: (await this.one("color", "red")).id }).update({ hex: "#ff0000" });
  }

  updateByQuery() {
    return this.db("color").whereIn("name", ["black", "white"]).update({ hex: "#000" });
  }

  deleteByQuery() {
    return this.db("color").where({ name: "white" }).del();
  }

  async deleteStale() {
    const other = connect();
    const { id } = await this.one("color", "blue", other);
    await this.remove("color", "blue");
    const done = await other("color").where({ id }).del();
    await other.destroy();
    return done;
  }

  async deleteMany() {
    const names = ["navy", "plum", "teal"];
    await this.db("color").insert(names.map((name) => ({ name })));
    return this.db("color").whereIn("name", names).del();
  }

  async rollback() {
    const transaction = await this.db.transaction();
    await this.remove("color", "red", transaction);
    this.inside = joined((await this.rows("color", ["red"], transaction)).map((row) => row.name));
    await transaction.rollback();
  }

  async transaction() {
    await this.db.transaction(async (transaction) => {
      await this.remove("color", "green", transaction);
      await this.make("color", { name: "green", hex: "#008000" }, transaction);
    });
  }

  async link(name) {
    await this.db("color_tag").insert({ color_id: (await this.one("color", "red")).id, tag_id: (await this.one("tag", name)).id });
  }

  async tag() {
    for (const name of ["warm", "bright"]) {
      await this.make("tag", { name });
      await this.link(name);
    }
  }

  async untag() {
    return this.db("color_tag").where({ tag_id: (await this.one("tag", "warm")).id }).del();
  }

  tagAgain() {
    return this.link("warm");
  }

  async reload() {
    const { id } = await this.make("color", { name: "cyan" });
    await this.remove("color", "cyan");
    return (await this.byKey(id))?.name ?? "none";
  }

  deleteAll() {
    return this.db("note").del();
  }

  // --- introspect, migrate

  async columns() {
    return Object.keys(await this.db("color").columnInfo());
  }

  introspect() {
    return this.columns();
  }

  async migrate(...change) {
    await migrate(this.db, ...change);
    return this.columns();
  }

  addColumn() {
    return this.migrate(shaded);
  }

  rebuild() {
    return this.migrate(longer);
  }

  unfiltered() {
    return { "alter(), without suspending or repair": [() => this.migrate(longer, false), () => this.status()] };
  }
}

await tell(App);
