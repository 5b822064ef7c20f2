// Objection, on the tables and the migrations of Knex' program.

import { Model } from "objection";

import { Color, models } from "./models.mjs";
import { connect, createTables, enableAll, longer, migrate, shaded } from "./tables.mjs";

const { Shop, joined, tell, version } = await import(process.env.TELLING);

class App extends Shop {
  open() {
    this.db = connect();
    Model.knex(this.db);
  }

  close() {
    return this.db.destroy();
  }

  sql(text) {
    return this.db.raw(text);
  }

  async versions() {
    return `Objection ${version("objection")}, Knex ${version("knex")}, better-sqlite3 ${version("better-sqlite3")}, ${await this.sqlite()}`;
  }

  make(table, { color, paint, ...values }, db) {
    const keys = { ...(color && { color_id: color.id }), ...(paint && { paint_id: paint.id }) };
    return models[table].query(db).insertAndFetch({ ...values, ...keys });
  }

  rows(table, names, db) {
    return models[table].query(db).whereIn("name", names).orderBy("name");
  }

  one(table, name, db) {
    return models[table].query(db).findOne({ name }).throwIfNotFound();
  }

  async remove(table, name, db) {
    return (await this.one(table, name, db)).$query(db).delete();
  }

  byKey(id) {
    return Color.query().findById(id);
  }

  async put(name, hex) {
    await Color.query().insert({ name, hex }).onConflict("name").merge(["hex"]);
  }

  async calm() {
    const note = await models.note.query().findOne({ text: "calm" }).withGraphFetched("color");
    return note ? `${note.text}/${note.color?.name ?? "none"}` : "none";
  }

  async notes() {
    return (await models.note.query()).map((note) => note.text);
  }

  async tags() {
    const tags = await (await this.one("color", "red")).$relatedQuery("tags").orderBy("name");
    return tags.map((tag) => tag.name);
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
    const names = [{ name: "green", hex: "#0f0" }, { name: "blue", hex: "#00f" }, { name: "black" }, { name: "white" }];
    return (await Color.query().insertGraph(names)).map((color) => color.id);
  }

  async insertRelated() {
    const [red, green] = [await this.one("color", "red"), await this.one("color", "green")];
    for (const [name, color] of [["rose", red], ["cherry", red], ["olive", green]]) await color.$relatedQuery("paints").insert({ name });
  }

  async join() {
    const paints = await models.paint.query().withGraphJoined("color").orderBy("paint.name");
    return paints.map((paint) => `${paint.name}/${paint.color.name}`);
  }

  async find() {
    return [(await this.byKey(1)).name, (await this.one("color", "blue")).name, (await this.rows("color", ["nosuch"]))[0]?.name ?? "none"];
  }

  async list() {
    return (await Color.query().orderBy("name").offset(1).limit(2)).map((color) => color.name);
  }

  async count() {
    return [await Color.query().resultSize(), (await Color.query().findOne({ name: "red" })) !== undefined];
  }

  async loadRelated() {
    const red = await Color.query().findOne({ name: "red" }).withGraphFetched("paints");
    return red.paints.map((paint) => paint.name).sort();
  }

  async group() {
    const colors = await Color.query().joinRelated("paints").groupBy("color.name").orderBy("color.name").select("color.name")
      .count({ number: "paints.id" });
    return colors.map(({ name, number }) => `${name} ${number}`);
  }

  async update() {
    return (await this.one("color", "red")).$query().patch({ hex: "#ff0000" });
  }

  updateByQuery() {
    return Color.query().patch({ hex: "#000" }).whereIn("name", ["black", "white"]);
  }

  deleteByQuery() {
    return Color.query().delete().where({ name: "white" });
  }

  async deleteStale() {
    const other = connect();
    const blue = await this.one("color", "blue", other);
    await this.remove("color", "blue");
    const done = await blue.$query(other).delete();
    await other.destroy();
    return done;
  }

  async deleteMany() {
    const names = ["navy", "plum", "teal"];
    await Color.query().insertGraph(names.map((name) => ({ name })));
    return Color.query().delete().whereIn("name", names);
  }

  async rollback() {
    const transaction = await Model.startTransaction();
    await this.remove("color", "red", transaction);
    this.inside = joined((await this.rows("color", ["red"], transaction)).map((color) => color.name));
    await transaction.rollback();
  }

  async transaction() {
    await Model.transaction(async (transaction) => {
      await this.remove("color", "green", transaction);
      await this.make("color", { name: "green", hex: "#008000" }, transaction);
    });
  }

  async tag() {
    const red = await this.one("color", "red");
    for (const name of ["warm", "bright"]) await red.$relatedQuery("tags").insert({ name });
  }

  async untag() {
    return (await this.one("color", "red")).$relatedQuery("tags").unrelate().where({ name: "warm" });
  }

  async tagAgain() {
    return (await this.one("color", "red")).$relatedQuery("tags").relate((await this.one("tag", "warm")).id);
  }

  async events() {
    const { id } = await this.make("color", { name: "beige" });
    const heard = [];
    class Heard extends Color {
      static beforeDelete() {
        heard.push("beforeDelete");
      }

      static afterDelete() {
        heard.push("afterDelete");
      }

      $beforeDelete() {
        heard.push("$beforeDelete");
      }

      $afterDelete() {
        heard.push("$afterDelete");
      }
    }
    await (await Heard.query().findById(id)).$query().delete();
    return heard;
  }

  async reload() {
    const cyan = await this.make("color", { name: "cyan" });
    await this.remove("color", "cyan");
    return (await cyan.$query())?.name ?? "none";
  }

  deleteAll() {
    return models.note.query().delete();
  }

  // --- introspect, migrate

  async columns() {
    return (await Color.fetchTableMetadata({ force: true })).columns;
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
}

await tell(App);
