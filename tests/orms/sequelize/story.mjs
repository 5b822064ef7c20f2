// Sequelize, with the methods of its migrations.

import { QueryTypes, Sequelize, Transaction } from "sequelize";

import { define } from "./models.mjs";
import { enable, loadSoftdelete } from "./recipe.mjs";

const { FLAG, SHADED, TABLES, Shop, joined, ours, storage, tell, version } = await import(process.env.TELLING);

function connect() {
  const sequelize = new Sequelize({ dialect: "sqlite", storage: "app.db", logging: false });
  define(sequelize, SHADED ? 2 : 0);
  return sequelize;
}

class App extends Shop {
  async open() {
    this.db = connect();
    await loadSoftdelete(this.db);
  }

  close() {
    return this.db.close();
  }

  of(table) {
    return this.db.models[table];
  }

  sql(text) {
    return this.db.query(text, { type: QueryTypes.SELECT });
  }

  async versions() {
    return `Sequelize ${version("sequelize")}, sqlite3 ${version("sqlite3")}, ${await this.sqlite()}`;
  }

  make(table, { color, paint, ...values }, options) {
    return this.of(table).create({ ...values, ...(color && { color_id: color.id }), ...(paint && { paint_id: paint.id }) }, options);
  }

  rows(table, names, options) {
    return this.of(table).findAll({ where: { name: names }, order: ["name"], ...options });
  }

  one(table, name, options) {
    return this.of(table).findOne({ where: { name }, rejectOnEmpty: true, ...options });
  }

  async remove(table, name, options) {
    await (await this.one(table, name, options)).destroy(options);
  }

  byKey(id) {
    return this.of("color").findByPk(id);
  }

  async put(name, hex) {
    const [color] = await this.of("color").upsert({ name, hex }, { fields: ["name", "hex"], conflictFields: ["name"] });
    return color.name;
  }

  async calm() {
    const note = await this.of("note").findOne({ where: { text: "calm" }, include: "color" });
    return note ? `${note.text}/${note.color?.name ?? "none"}` : "none";
  }

  async notes() {
    return (await this.of("note").findAll()).map((note) => note.text);
  }

  async tags() {
    return (await (await this.one("color", "red")).getTags()).map((tag) => tag.name).sort();
  }

  // --- create

  async create() {
    await this.db.sync();
    const found = await this.schema();
    if (storage !== "plain") for (const table of TABLES) await enable(this.db.getQueryInterface(), table, storage);
    return found;
  }

  // --- use

  async insertMany() {
    const made = await this.of("color").bulkCreate([
      { name: "green", hex: "#0f0" }, { name: "blue", hex: "#00f" }, { name: "black" }, { name: "white" }]);
    return made.map((color) => color.id);
  }

  async insertRelated() {
    const red = await this.one("color", "red");
    for (const name of ["rose", "cherry"]) await red.createPaint({ name });
    await (await this.one("color", "green")).createPaint({ name: "olive" });
  }

  async join() {
    const paints = await this.of("paint").findAll({ include: "color", order: ["name"] });
    return paints.map((paint) => `${paint.name}/${paint.color.name}`);
  }

  async find() {
    const none = await this.of("color").findOne({ where: { name: "nosuch" } });
    return [(await this.byKey(1)).name, (await this.one("color", "blue")).name, none?.name ?? "none"];
  }

  async list() {
    return (await this.of("color").findAll({ order: ["name"], offset: 1, limit: 2 })).map((color) => color.name);
  }

  async count() {
    return [await this.of("color").count(), (await this.of("color").count({ where: { name: "red" } })) > 0];
  }

  async loadRelated() {
    return (await this.one("color", "red", { include: "paints" })).paints.map((paint) => paint.name).sort();
  }

  async group() {
    const colors = await this.of("color").findAll({
      attributes: ["name", [Sequelize.fn("COUNT", Sequelize.col("paints.id")), "number"]],
      include: { association: "paints", attributes: [], required: true }, group: ["color.name"], order: ["name"], raw: true });
    return colors.map(({ name, number }) => `${name} ${number}`);
  }

  async update() {
    await (await this.one("color", "red")).update({ hex: "#ff0000" });
  }

  updateByQuery() {
    return this.of("color").update({ hex: "#000" }, { where: { name: ["black", "white"] } });
  }

  deleteByQuery() {
    return this.of("color").destroy({ where: { name: "white" } });
  }

  async deleteStale() {
    const [first, second] = [await this.one("color", "blue"), await this.one("color", "blue")];
    await first.destroy();
    await second.destroy();
  }

  async findOrCreate() {
    await (await this.make("color", { name: "gray", hex: "#777" })).destroy();
    return (await this.of("color").findOrCreate({ where: { name: "gray" }, defaults: { hex: "#888" } }))[1];
  }

  async deleteMany() {
    const names = ["navy", "plum", "teal"];
    await this.of("color").bulkCreate(names.map((name) => ({ name })));
    return this.of("color").destroy({ where: { name: names } });
  }

  async cascadeByTheOrm() {
    const gold = await this.make("color", { name: "gold" });
    await this.of("swatch").bulkCreate(["amber", "honey"].map((name) => ({ name, color_id: gold.id })));
    await gold.destroy();
  }

  async rollback() {
    const transaction = await this.db.transaction({ type: Transaction.TYPES.IMMEDIATE });
    try {
      await this.remove("color", "red", { transaction });
      this.inside = joined((await this.rows("color", ["red"], { transaction })).map((color) => color.name));
    } finally {
      await transaction.rollback();
    }
  }

  transaction() {
    return this.db.transaction(async (transaction) => {
      await this.remove("color", "green", { transaction });
      await this.make("color", { name: "green", hex: "#008000" }, { transaction });
    }).then(() => undefined);
  }

  async tag() {
    const red = await this.one("color", "red");
    for (const name of ["warm", "bright"]) await red.createTag({ name });
  }

  async untag() {
    return (await this.one("color", "red")).removeTag(await this.one("tag", "warm"));
  }

  async tagAgain() {
    await (await this.one("color", "red")).addTag(await this.one("tag", "warm"));
  }

  async events() {
    const heard = [];
    const beige = await this.make("color", { name: "beige" });
    for (const name of ["beforeDestroy", "afterDestroy"]) this.of("color").addHook(name, () => void heard.push(name));
    await this.db.transaction(async (transaction) => {
      transaction.afterCommit(() => void heard.push("afterCommit"));
      await beige.destroy({ transaction });
    });
    return heard;
  }

  async reload() {
    const cyan = await this.make("color", { name: "cyan" });
    await this.of("color").destroy({ where: { name: "cyan" } });
    return (await cyan.reload()).name;
  }

  deleteAll() {
    return this.of("note").destroy({ where: {} });
  }

  // --- introspect, migrate

  async columns() {
    return Object.keys(await this.db.getQueryInterface().describeTable("color"));
  }

  introspect() {
    return this.columns();
  }

  async introspectTables() {
    return (await this.db.getQueryInterface().showAllTables()).filter((name) => !ours(name)).sort();
  }

  unfiltered() {
    const sync = async (foreignKeys) => {
      await this.db.query(`PRAGMA foreign_keys = ${foreignKeys}`);
      await this.db.sync({ alter: true });
    };
    const left = async () => `${await this.status()}, ${await this.of("paint").count()} paints`;
    return { "sync with alter, without suspending or repair, foreign keys off": [() => sync("OFF"), left] };
  }

  async migrate(change) {
    await this.db.query("PRAGMA foreign_keys = OFF");
    if (FLAG) await this.db.query("UPDATE softdelete SET suspended = 1");
    await change(this.db.getQueryInterface());
    if (storage !== "plain") await this.sql("SELECT softdelete_repair()");
    if (FLAG) await this.db.query("UPDATE softdelete SET suspended = 0");
    return this.columns();
  }

  addColumn() {
    return this.migrate((queryInterface) => queryInterface.addColumn("color", "shade", { type: "TEXT" }));
  }

  rebuild() {
    return this.migrate((queryInterface) => queryInterface.changeColumn("color", "hex", { type: "VARCHAR(9)" }));
  }
}

await tell(App);
