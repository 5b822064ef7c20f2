// MikroORM, with updateSchema().

import { LockMode, raw } from "@mikro-orm/core";
import { DatabaseSchema, MikroORM } from "@mikro-orm/better-sqlite";

import { entities, locked } from "./models.mjs";
import { enable, settings } from "./recipe.mjs";

const { FLAG, Shop, SHADED, TABLES, joined, ours, storage, tell, version } = await import(process.env.TELLING);

function connect(shape, options) {
  return MikroORM.init({ dbName: "app.db", entities: entities(shape), ...settings, ...options });
}

class App extends Shop {
  async open() {
    this.db = await connect(SHADED ? 2 : 0);
  }

  close() {
    return this.db.close();
  }

  /** An entity manager with an identity map of its own, as each request has one. */
  get em() {
    return this.db.em.fork();
  }

  sql(text) {
    return this.em.execute(text);
  }

  async versions() {
    return `MikroORM ${version("@mikro-orm/core")}, better-sqlite3 ${version("better-sqlite3")}, ${await this.sqlite()}`;
  }

  async make(table, { color, paint, ...values }, em = this.em) {
    const made = em.create(table, { ...values, ...(color && { color: color.id }), ...(paint && { paint: paint.id }) });
    await em.persist(made).flush();
    return made;
  }

  rows(table, names, em = this.em) {
    return em.find(table, { name: names }, { orderBy: { name: "asc" } });
  }

  async remove(table, name, em = this.em) {
    await em.remove(await em.findOneOrFail(table, { name })).flush();
  }

  byKey(id) {
    return this.em.findOne("color", id);
  }

  async put(name, hex) {
    const options = { onConflictFields: ["name"], onConflictAction: "merge", onConflictMergeFields: ["hex"] };
    return (await this.em.upsert("color", { name, hex }, options)).name;
  }

  async calm() {
    const note = await this.em.findOneOrFail("note", { text: "calm" }, { populate: ["color"] });
    return `${note.text}/${note.color?.name ?? "none"}`;
  }

  async notes() {
    return (await this.em.findAll("note")).map((note) => note.text);
  }

  red(em = this.em, populate = []) {
    return em.findOneOrFail("color", { name: "red" }, { populate });
  }

  async tags() {
    return (await this.red(this.em, ["tags"])).tags.getItems().map((tag) => tag.name).sort();
  }

  // --- create

  async create() {
    await this.db.schema.createSchema();
    const found = await this.schema();
    if (storage !== "plain") for (const table of TABLES) await enable(this.em, table, storage);
    return found;
  }

  // --- use

  async insertMany() {
    const em = this.em;
    const made = [{ name: "green", hex: "#0f0" }, { name: "blue", hex: "#00f" }, { name: "black" }, { name: "white" }]
      .map((values) => em.create("color", values));
    await em.flush();
    return made.map((color) => color.id);
  }

  async insertRelated() {
    const em = this.em;
    for (const [name, color] of [["rose", "red"], ["cherry", "red"], ["olive", "green"]]) {
      em.create("paint", { name, color: await em.findOneOrFail("color", { name: color }) });
    }
    await em.flush();
  }

  async join() {
    const paints = await this.em.findAll("paint", { populate: ["color"], orderBy: { name: "asc" }, strategy: "joined" });
    return paints.map((paint) => `${paint.name}/${paint.color.name}`);
  }

  async find() {
    const byName = (name) => this.em.findOne("color", { name });
    return [(await this.byKey(1)).name, (await byName("blue")).name, (await byName("nosuch"))?.name ?? "none"];
  }

  async list() {
    return (await this.em.findAll("color", { orderBy: { name: "asc" }, offset: 1, limit: 2 })).map((color) => color.name);
  }

  async count() {
    return [await this.em.count("color"), (await this.em.count("color", { name: "red" })) > 0];
  }

  async loadRelated() {
    return (await this.red(this.em, ["paints"])).paints.getItems().map((paint) => paint.name).sort();
  }

  async group() {
    const query = this.em.createQueryBuilder("color", "color").innerJoin("color.paints", "paint")
      .select(["color.name", raw("count(paint.id) as number")]).groupBy("color.name").orderBy({ name: "asc" });
    return (await query.execute()).map(({ name, number }) => `${name} ${number}`);
  }

  async update() {
    const em = this.em;
    (await this.red(em)).hex = "#ff0000";
    await em.flush();
  }

  updateByQuery() {
    return this.em.nativeUpdate("color", { name: ["black", "white"] }, { hex: "#000" });
  }

  deleteByQuery() {
    return this.em.nativeDelete("color", { name: "white" });
  }

  async deleteStale() {
    const [first, second] = [this.em, this.em];
    const [one, other] = [await first.findOneOrFail("color", { name: "blue" }), await second.findOneOrFail("color", { name: "blue" })];
    await first.remove(one).flush();
    await second.remove(other).flush();
  }

  async deleteMany() {
    const em = this.em;
    for (const name of ["navy", "plum", "teal"]) em.create("color", { name });
    await em.flush();
    for (const color of await this.rows("color", ["navy", "plum", "teal"], em)) em.remove(color);
    await em.flush();
  }

  async cascadeByTheOrm() {
    await this.make("color", { name: "gold", swatches: [{ name: "amber" }, { name: "honey" }] });
    const em = this.em;
    await em.remove(await em.findOneOrFail("color", { name: "gold" }, { populate: ["swatches"] })).flush();
  }

  async rollback() {
    const em = this.em;
    await em.begin();
    await this.remove("color", "red", em);
    this.inside = joined((await this.rows("color", ["red"], em)).map((color) => color.name));
    await em.rollback();
  }

  transaction() {
    return this.em.transactional(async (em) => {
      await this.remove("color", "green", em);
      await this.make("color", { name: "green", hex: "#008000" }, em);
    }).then(() => undefined);
  }

  async locking(work) {
    const db = await connect(0, { entities: [locked] });
    await work(() => db.em.fork()).finally(() => db.close());
  }

  lock() {
    return this.locking(async (em) => {
      const first = em();
      const onyx = await this.make("locked", { name: "onyx" }, first);
      onyx.hex = "#123";
      await first.flush();
      await this.removeLocked(em(), "onyx", onyx.version);
    });
  }

  async removeLocked(em, name, lockVersion) {
    await em.remove(await em.findOneOrFail("locked", { name }, { lockMode: LockMode.OPTIMISTIC, lockVersion })).flush();
  }

  lockStale() {
    return this.locking(async (em) => {
      const { version } = await this.make("locked", { name: "opal" }, em());
      const other = em();
      (await other.findOneOrFail("locked", { name: "opal" })).hex = "#abc";
      await other.flush();
      await this.removeLocked(em(), "opal", version);
    });
  }

  async tag() {
    const em = this.em;
    const red = await this.red(em, ["tags"]);
    for (const name of ["warm", "bright"]) red.tags.add(em.create("tag", { name }));
    await em.flush();
  }

  async relate(method) {
    const em = this.em;
    const red = await this.red(em, ["tags"]);
    red.tags[method](await em.findOneOrFail("tag", { name: "warm" }));
    await em.flush();
  }

  untag() {
    return this.relate("remove");
  }

  tagAgain() {
    return this.relate("add");
  }

  async events() {
    const heard = [];
    const names = ["beforeFlush", "onFlush", "beforeTransactionCommit", "beforeDelete", "afterDelete", "afterFlush", "afterTransactionCommit"];
    await this.make("color", { name: "beige" });
    const em = this.db.em.fork({ freshEventManager: true });
    const beige = await em.findOneOrFail("color", { name: "beige" });
    em.getEventManager().registerSubscriber(Object.fromEntries(names.map((name) => [name, () => void heard.push(name)])));
    await em.remove(beige).flush();
    return heard;
  }

  async reload() {
    const em = this.em;
    const cyan = await this.make("color", { name: "cyan" }, em);
    await this.remove("color", "cyan");
    return (await em.refresh(cyan))?.name ?? "none";
  }

  deleteAll() {
    return this.em.nativeDelete("note", {});
  }

  // --- introspect, migrate

  async introspected() {
    const { driver, config } = this.db;
    return DatabaseSchema.create(driver.getConnection(), driver.getPlatform(), config, undefined, undefined, undefined,
      settings.schemaGenerator.skipTables);
  }

  async columns() {
    return (await this.introspected()).getTable("color").getColumns().map((column) => column.name);
  }

  introspect() {
    return this.columns();
  }

  async introspectTables() {
    return (await this.introspected()).getTables().map((table) => table.name).filter((name) => !ours(name)).sort();
  }

  async pending() {
    return (await this.db.schema.getUpdateSchemaSQL({ wrap: false })).trim().replaceAll("\n", " ") || "nothing";
  }

  async reconnect(shape, options) {
    await this.db.close();
    this.db = await connect(shape, options);
  }

  unfiltered() {
    return {
      "updateSchema, without the filter": async () => {
        await this.reconnect(0, { schemaGenerator: {}, entities: entities(0, { passing: false }) });
        const said = (await this.pending()).match(/(drop|create|alter) \w+/g) ?? [];
        return joined([...new Set(said)].sort().map((word) => `${word} ${said.filter((other) => other === word).length}`));
      },
      "updateSchema with a rebuild, without suspending or repair": [async () => {
        await this.migrate(1);
        await this.reconnect(2);
        await this.db.schema.updateSchema();
      }, () => this.status()],
    };
  }

  async migrate(shape) {
    await this.reconnect(shape);
    if (FLAG) await this.sql("UPDATE softdelete SET suspended = 1");
    await this.db.schema.updateSchema();
    if (storage !== "plain") await this.sql("SELECT softdelete_repair()");
    if (FLAG) await this.sql("UPDATE softdelete SET suspended = 0");
    return this.columns();
  }

  addColumn() {
    return this.migrate(1);
  }

  rebuild() {
    return this.migrate(2);
  }
}

/** With the table of a many-to-many relation as an entity. */
class FlagApp extends App {
  async tags() {
    return (await this.red(this.em, ["links.tag"])).links.getItems().map((link) => link.tag.name).sort();
  }

  async tag() {
    for (const name of ["warm", "bright"]) {
      await this.make("tag", { name });
      await this.link(name);
    }
  }

  async link(name) {
    await this.em.insert("color_tag", { color: await this.red(), tag: await this.em.findOneOrFail("tag", { name }) });
  }

  untag() {
    return this.em.nativeDelete("color_tag", { tag: { name: "warm" } });
  }

  tagAgain() {
    return this.link("warm");
  }
}

await tell(FLAG ? FlagApp : App);
