// TypeORM, with migrations and synchronize.

import "reflect-metadata";
import { DataSource, In } from "typeorm";

import { entities } from "./models.mjs";
import { enable, prepareDatabase } from "./recipe.mjs";

const { FLAG, Shop, SHADED, TABLES, joined, ours, storage, tell, version } = await import(process.env.TELLING);

class EnableSoftDelete1700000000000 {
  async up(queryRunner) {
    for (const table of TABLES) await enable(queryRunner, table, storage);
  }
}

function connect(shape, options) {
  return new DataSource({
    type: "better-sqlite3", database: "app.db", entities: entities(shape), prepareDatabase, foreignKeys: true,
    migrations: [EnableSoftDelete1700000000000], ...options,
  }).initialize();
}

class App extends Shop {
  async open() {
    this.db = await connect(SHADED ? 2 : 0);
  }

  close() {
    return this.db.destroy();
  }

  of(table) {
    return this.db.getRepository(table);
  }

  sql(text) {
    return this.db.query(text);
  }

  async versions() {
    return `TypeORM ${version("typeorm")}, better-sqlite3 ${version("better-sqlite3")}, ${await this.sqlite()}`;
  }

  make(table, values) {
    return this.of(table).save(values);
  }

  rows(table, names) {
    return this.of(table).find({ where: { name: In(names) }, order: { name: "ASC" } });
  }

  async remove(table, name, manager = this.db.manager) {
    const found = await manager.findOneByOrFail(table, { name });
    await manager.remove(table, found);
  }

  byKey(id) {
    return this.of("color").findOneBy({ id });
  }

  async put(name, hex) {
    const done = await this.of("color").upsert({ name, hex }, ["name"]);
    return done.identifiers.length;
  }

  async calm() {
    const note = await this.of("note").findOne({ where: { text: "calm" }, relations: { color: true } });
    return `${note.text}/${note.color?.name ?? "none"}`;
  }

  async notes() {
    return (await this.of("note").find()).map((note) => note.text);
  }

  red(relations) {
    return this.of("color").findOneOrFail({ where: { name: "red" }, relations });
  }

  async tags() {
    return (await this.red({ tags: true })).tags.map((tag) => tag.name).sort();
  }

  // --- create

  async create() {
    await this.db.synchronize();
    const found = await this.schema();
    if (storage !== "plain") await this.db.runMigrations();
    return found;
  }

  // --- use

  async insertMany() {
    const made = await this.of("color").insert([
      { name: "green", hex: "#0f0" }, { name: "blue", hex: "#00f" }, { name: "black" }, { name: "white" }]);
    return made.identifiers.map(({ id }) => id);
  }

  async insertRelated() {
    const red = await this.red();
    const green = await this.of("color").findOneByOrFail({ name: "green" });
    await this.of("paint").save([{ name: "rose", color: red }, { name: "cherry", color: red }, { name: "olive", color: green }]);
  }

  async join() {
    const paints = await this.of("paint").find({ relations: { color: true }, order: { name: "ASC" } });
    return paints.map((paint) => `${paint.name}/${paint.color.name}`);
  }

  async find() {
    const [red, blue, none] = [
      await this.byKey(1), await this.of("color").findOneBy({ name: "blue" }), await this.of("color").findOneBy({ name: "nosuch" })];
    return [red.name, blue.name, none?.name ?? "none"];
  }

  async list() {
    return (await this.of("color").find({ order: { name: "ASC" }, skip: 1, take: 2 })).map((color) => color.name);
  }

  async count() {
    return [await this.of("color").count(), await this.of("color").existsBy({ name: "red" })];
  }

  async loadRelated() {
    return (await this.red({ paints: true })).paints.map((paint) => paint.name).sort();
  }

  async group() {
    const groups = await this.of("color").createQueryBuilder("color").innerJoin("color.paints", "paint")
      .select("color.name", "name").addSelect("COUNT(paint.id)", "number").groupBy("color.name").orderBy("color.name").getRawMany();
    return groups.map(({ name, number }) => `${name} ${number}`);
  }

  async update() {
    await this.of("color").save({ ...(await this.red()), hex: "#ff0000" });
  }

  async updateByQuery() {
    return (await this.of("color").update({ name: In(["black", "white"]) }, { hex: "#000" })).affected;
  }

  async deleteByQuery() {
    return (await this.of("color").delete({ name: "white" })).affected;
  }

  async deleteStale() {
    const other = await connect(0);
    const [first, second] = [await this.of("color").findOneBy({ name: "blue" }), await other.manager.findOneBy("color", { name: "blue" })];
    await this.of("color").remove(first);
    await other.manager.remove("color", second);
    await other.destroy();
  }

  async deleteMany() {
    await this.of("color").insert([{ name: "navy" }, { name: "plum" }, { name: "teal" }]);
    await this.of("color").remove(await this.rows("color", ["navy", "plum", "teal"]));
  }

  async cascadeByTheOrm() {
    await this.make("color", { name: "gold", swatches: [{ name: "amber" }, { name: "honey" }] });
    await this.of("color").remove(await this.of("color").findOneOrFail({ where: { name: "gold" }, relations: { swatches: true } }));
  }

  async rollback() {
    await this.db.transaction(async (manager) => {
      await this.remove("color", "red", manager);
      this.inside = joined((await manager.findBy("color", { name: "red" })).map((color) => color.name));
      throw new RangeError();
    }).catch((error) => {
      if (!(error instanceof RangeError)) throw error;
    });
  }

  transaction() {
    return this.db.transaction(async (manager) => {
      await this.remove("color", "green", manager);
      await manager.save("color", { name: "green", hex: "#008000" });
    });
  }

  async lock() {
    const onyx = await this.of("locked").save({ name: "onyx" });
    await this.of("locked").save({ ...onyx, hex: "#123" });
    await this.locked("onyx", 2);
  }

  locked(name, version) {
    return this.db.transaction(async (manager) => {
      await manager.remove("locked", await manager.findOneOrFail("locked", { where: { name }, lock: { mode: "optimistic", version } }));
    });
  }

  async lockStale() {
    const opal = await this.of("locked").save({ name: "opal" });
    const other = await connect(0);
    await other.manager.save("locked", { ...opal, hex: "#abc" });
    await other.destroy();
    await this.locked("opal", opal.version);
  }

  async tag() {
    const tags = await this.of("tag").save([{ name: "warm" }, { name: "bright" }]);
    await this.of("color").save({ ...(await this.red({ tags: true })), tags });
  }

  async relate(method) {
    const warm = await this.of("tag").findOneByOrFail({ name: "warm" });
    await this.of("color").createQueryBuilder().relation("tags").of(await this.red())[method](warm);
  }

  untag() {
    return this.relate("remove");
  }

  tagAgain() {
    return this.relate("add");
  }

  async events() {
    const heard = [];
    const hear = (name) => () => void heard.push(name);
    const names = ["beforeRemove", "afterRemove", "beforeTransactionCommit", "afterTransactionCommit"];
    await this.make("color", { name: "beige" });
    this.db.subscribers.push(Object.fromEntries(names.map((name) => [name, hear(name)])));
    try {
      await this.remove("color", "beige");
    } finally {
      this.db.subscribers.pop();
    }
    return heard;
  }

  async reload() {
    const cyan = await this.make("color", { name: "cyan" });
    const other = await connect(0);
    await this.remove("color", "cyan", other.manager);
    await other.destroy();
    return (await this.of("color").findOneByOrFail({ id: cyan.id })).name;
  }

  async deleteAll() {
    return (await this.of("note").deleteAll()).affected;
  }

  // --- introspect, migrate

  async columns() {
    const runner = this.db.createQueryRunner();
    return (await runner.getTable("color")).columns.map((column) => column.name);
  }

  introspect() {
    return this.columns();
  }

  async introspectTables() {
    const runner = this.db.createQueryRunner();
    const found = [...(await runner.getTables()), ...(await runner.getViews())];
    return found.map((table) => table.name).filter((name) => !ours(name) && !/^(sqlite_|migrations)/.test(name)).sort();
  }

  async pending() {
    const { upQueries } = await this.db.driver.createSchemaBuilder().log();
    return upQueries.map(({ query }) => query).join("; ") || "nothing";
  }

  async synchronize(shape, { repair }) {
    await this.db.destroy();
    this.db = await connect(shape);
    if (repair && storage === "flag") await this.sql("UPDATE softdelete SET suspended = 1");
    await this.db.synchronize();
    if (repair && storage !== "plain") await this.sql("SELECT softdelete_repair()");
    if (repair && storage === "flag") await this.sql("UPDATE softdelete SET suspended = 0");
  }

  unfiltered() {
    return {
      "synchronize, without passing over": async () => {
        await this.db.destroy();
        this.db = await connect(0, { entities: entities(0, { passing: false }) });
        const queries = (await this.pending()).split("; ");
        return joined(new Set(queries.map((query) => query.match(/^(DROP|CREATE|ALTER) \S+ \S+softdelete\S+/)?.[0] ?? query)));
      },
      "synchronize with a rebuild, without suspending or repair": [
        () => this.synchronize(1, { repair: false }), () => this.status()],
    };
  }

  async addColumn() {
    await this.synchronize(1, { repair: true });
    return this.columns();
  }

  async rebuild() {
    await this.synchronize(2, { repair: true });
    return this.columns();
  }
}

/** With the table of a many-to-many relation as an entity. */
class FlagApp extends App {
  async tags() {
    return (await this.red({ links: { tag: true } })).links.map((link) => link.tag.name).sort();
  }

  async tag() {
    const red = await this.red();
    for (const name of ["warm", "bright"]) await this.of("color_tag").save({ color: red, tag: await this.of("tag").save({ name }) });
  }

  async relate(method) {
    const [color, tag] = [await this.red(), await this.of("tag").findOneByOrFail({ name: "warm" })];
    if (method === "add") await this.of("color_tag").save({ color, tag });
    else await this.of("color_tag").delete({ color_id: color.id, tag_id: tag.id });
  }
}

await tell(FLAG ? FlagApp : App);
