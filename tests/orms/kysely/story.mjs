// Kysely, with the methods of its migrations.

import { Kysely, sql } from "kysely";

import { dialect, enable } from "./recipe.mjs";

const { FLAG, Shop, TABLES, joined, ours, storage, tell, version } = await import(process.env.TELLING);

const connect = () => new Kysely({ dialect: dialect() });

/** What is live: the table, or with storage of flag its view. */
const live = (table) => (FLAG ? `${table}_active as ${table}` : table);

class App extends Shop {
  open() {
    this.db = connect();
  }

  close() {
    return this.db.destroy();
  }

  async sql(text) {
    return (await sql.raw(text).execute(this.db)).rows;
  }

  async versions() {
    return `Kysely ${version("kysely")}, better-sqlite3 ${version("better-sqlite3")}, ${await this.sqlite()}`;
  }

  make(table, { color, paint, ...values }, db = this.db) {
    const keys = { ...(color && { color_id: color.id }), ...(paint && { paint_id: paint.id }) };
    return db.insertInto(table).values({ ...values, ...keys }).returningAll().executeTakeFirstOrThrow();
  }

  rows(table, names, db = this.db) {
    return db.selectFrom(live(table)).selectAll().where("name", "in", names).orderBy("name").execute();
  }

  one(table, name, db = this.db) {
    return db.selectFrom(live(table)).selectAll().where("name", "=", name).executeTakeFirstOrThrow();
  }

  async deleted(query) {
    return (await query.executeTakeFirst()).numDeletedRows;
  }

  async remove(table, name, db = this.db) {
    return this.deleted(db.deleteFrom(table).where("id", "=", (await this.one(table, name, db)).id));
  }

  byKey(id) {
    return this.db.selectFrom(live("color")).selectAll().where("id", "=", id).executeTakeFirst();
  }

  async put(name, hex) {
    const query = this.db.insertInto("color").values({ name, hex }).onConflict((on) => on.column("name").doUpdateSet({ hex }));
    return (await query.executeTakeFirst()).numInsertedOrUpdatedRows;
  }

  async calm() {
    const found = await this.db.selectFrom(live("note")).leftJoin(live("color"), "color.id", "note.color_id")
      .select(["note.text", "color.name"]).where("note.text", "=", "calm").executeTakeFirst();
    return `${found.text}/${found.name ?? "none"}`;
  }

  async notes() {
    return (await this.db.selectFrom(live("note")).select("text").execute()).map((row) => row.text);
  }

  async tags() {
    const found = await this.db.selectFrom(live("tag")).innerJoin(live("color_tag"), "tag.id", "color_tag.tag_id")
      .select("tag.name").where("color_tag.color_id", "=", (await this.one("color", "red")).id).orderBy("tag.name").execute();
    return found.map((row) => row.name);
  }

  // --- create

  async create() {
    const create = (name, change, ...columns) => {
      const table = this.db.schema.createTable(name).addColumn("id", "integer", (column) => column.primaryKey().autoIncrement());
      return change(columns.reduce((made, column) => made.addColumn(column, "text", (text) => text.notNull()), table)).execute();
    };
    const refers = (to, onDelete, change = (column) => column.notNull()) => (table) =>
      table.addColumn(`${to}_id`, "integer", (column) => change(column.references(`${to}.id`).onDelete(onDelete)));
    await create("color", (table) => table.addColumn("hex", "text").addColumn("version", "integer", (column) => column.notNull().defaultTo(1))
      .addUniqueConstraint("color_name", ["name"]), "name");
    await create("paint", refers("color", "cascade"), "name");
    await create("swatch", refers("color", "no action"), "name");
    await create("note", refers("color", "set null", (column) => column), "text");
    await create("sale", refers("paint", "restrict"), "name");
    await create("tag", (table) => table.addUniqueConstraint("tag_name", ["name"]), "name");
    const links = refers("tag", "cascade")(refers("color", "cascade")(this.db.schema.createTable("color_tag")));
    await links.addPrimaryKeyConstraint("color_tag_key", ["color_id", "tag_id"]).execute();
    const found = await this.schema();
    if (storage !== "plain") for (const table of TABLES) await enable(this.db, table, storage);
    return found;
  }

  // --- use

  async insertMany() {
    const made = await this.db.insertInto("color").values([
      { name: "green", hex: "#0f0" }, { name: "blue", hex: "#00f" }, { name: "black" }, { name: "white" }]).returning("id").execute();
    return made.map((row) => row.id);
  }

  async insertRelated() {
    const [red, green] = [await this.one("color", "red"), await this.one("color", "green")];
    for (const [name, color] of [["rose", red], ["cherry", red], ["olive", green]]) await this.make("paint", { name, color });
  }

  joined() {
    return this.db.selectFrom(live("paint")).innerJoin(live("color"), "color.id", "paint.color_id");
  }

  async join() {
    const found = await this.joined().select(["paint.name as paint", "color.name as color"]).orderBy("paint.name").execute();
    return found.map((row) => `${row.paint}/${row.color}`);
  }

  async find() {
    return [(await this.byKey(1)).name, (await this.one("color", "blue")).name, (await this.rows("color", ["nosuch"]))[0]?.name ?? "none"];
  }

  async list() {
    const found = await this.db.selectFrom(live("color")).select("name").orderBy("name").limit(2).offset(1).execute();
    return found.map((row) => row.name);
  }

  async count() {
    const { number } = await this.db.selectFrom(live("color")).select(({ fn }) => fn.countAll().as("number")).executeTakeFirst();
    return [number, (await this.rows("color", ["red"])).length > 0];
  }

  async group() {
    const found = await this.joined().select(({ fn }) => ["color.name", fn.count("paint.id").as("number")])
      .groupBy("color.name").orderBy("color.name").execute();
    return found.map((row) => `${row.name} ${row.number}`);
  }

  async updated(query) {
    return (await query.executeTakeFirst()).numUpdatedRows;
  }

  async update() {
    return this.updated(this.db.updateTable("color").set({ hex: "#ff0000" }).where("id", "=", (await this.one("color", "red")).id));
  }

  updateByQuery() {
    return this.updated(this.db.updateTable("color").set({ hex: "#000" }).where("name", "in", ["black", "white"]));
  }

  deleteByQuery() {
    return this.deleted(this.db.deleteFrom("color").where("name", "=", "white"));
  }

  async deleteStale() {
    const other = connect();
    const { id } = await this.one("color", "blue", other);
    await this.remove("color", "blue");
    const done = await this.deleted(other.deleteFrom("color").where("id", "=", id));
    await other.destroy();
    return done;
  }

  async returning() {
    await this.make("color", { name: "lime" });
    this.returned = joined((await this.db.deleteFrom("color").where("name", "=", "lime").returning("name").execute()).map((row) => row.name));
  }

  async deleteMany() {
    const names = ["navy", "plum", "teal"];
    await this.db.insertInto("color").values(names.map((name) => ({ name }))).execute();
    return this.deleted(this.db.deleteFrom("color").where("name", "in", names));
  }

  async rollback() {
    const transaction = await this.db.startTransaction().execute();
    await this.remove("color", "red", transaction);
    this.inside = joined((await this.rows("color", ["red"], transaction)).map((row) => row.name));
    await transaction.rollback().execute();
  }

  transaction() {
    return this.db.transaction().execute(async (transaction) => {
      await this.remove("color", "green", transaction);
      await this.make("color", { name: "green", hex: "#008000" }, transaction);
    });
  }

  async link(name) {
    const link = { color_id: (await this.one("color", "red")).id, tag_id: (await this.one("tag", name)).id };
    await this.db.insertInto("color_tag").values(link).execute();
  }

  async tag() {
    for (const name of ["warm", "bright"]) {
      await this.make("tag", { name });
      await this.link(name);
    }
  }

  async untag() {
    return this.deleted(this.db.deleteFrom("color_tag").where("tag_id", "=", (await this.one("tag", "warm")).id));
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
    return this.deleted(this.db.deleteFrom("note"));
  }

  // --- introspect, migrate

  async columns() {
    const found = await this.db.introspection.getTables();
    return found.find((table) => table.name === "color").columns.map((column) => column.name);
  }

  introspect() {
    return this.columns();
  }

  async introspectTables() {
    return (await this.db.introspection.getTables()).map((table) => table.name).filter((name) => !ours(name)).sort();
  }

  unfiltered() {
    return { "getTables()": async () => `${(await this.db.introspection.getTables()).length} tables and views` };
  }

  async addColumn() {
    await this.db.schema.alterTable("color").addColumn("shade", "text").execute();
    if (storage !== "plain") await sql`SELECT softdelete_repair()`.execute(this.db);
    return this.columns();
  }
}

await tell(App);
