// Prisma Client, with the schema engine of `prisma db push`.

import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";

import { enable, Softdelete } from "./recipe.mjs";
import * as engine from "./schema_engine.mjs";

const { FLAG, SHADED, TABLES, Shop, joined, ours, storage, tell, version } = await import(process.env.TELLING);

const require = createRequire(import.meta.url);
const PROGRAM = dirname(fileURLToPath(import.meta.url));
const MARKS = ["is_deleted Int @default(0)", "deleted_at String?", "deleted_via String?"];

/** The schema; shape 1 has a column more, shape 2 also another default, for which Prisma rebuilds the table. */
function schema(shape) {
  let text = readFileSync(`${PROGRAM}/schema.prisma`, "utf8");
  if (shape) text = text.replace(/^  version .*\n/m, "$&  shade    String?\n");
  if (shape > 1) text = text.replace("  hex      String?", '  hex      String? @default("#000")');
  if (FLAG) text = text.replace(/^model \w+ {\n/gm, (head) => `${head}  ${MARKS.join("\n  ")}\n`);
  return text;
}

/** The client of a shape, generated beside the packages that it needs. */
function generate(shape) {
  const folder = `${PROGRAM}/${storage}-${shape}`;
  mkdirSync(folder, { recursive: true });
  writeFileSync(`${folder}/schema.prisma`, schema(shape));
  const environment = { ...process.env, PRISMA_SCHEMA_ENGINE_BINARY: process.execPath, CHECKPOINT_DISABLE: "1" };
  execFileSync(process.execPath, [`${PROGRAM}/node_modules/prisma/build/index.js`, "generate", "--schema", `${folder}/schema.prisma`],
    { env: environment, stdio: ["ignore", "ignore", "inherit"] });
}

function connect(shape = SHADED ? 2 : 0) {
  const { PrismaClient } = require(`${PROGRAM}/${storage}-${shape}/generated`);
  const prisma = new PrismaClient({ adapter: new Softdelete({ url: "file:app.db" }) });
  return FLAG ? prisma.$extends({ query: { $allModels: { $allOperations: onlyLive } } }) : prisma;
}

function onlyLive({ operation, args, query }) {
  return query(/^(find|count|aggregate|groupBy)/.test(operation) ? { ...args, where: { ...args?.where, is_deleted: 0 } } : args);
}

class App extends Shop {
  open() {
    if (process.argv[2] === "create") generate(0);
    this.db = connect();
  }

  close() {
    return this.db.$disconnect();
  }

  sql(text) {
    return this.db.$queryRawUnsafe(text);
  }

  async versions() {
    return `Prisma ${version("prisma")}, better-sqlite3 ${version("better-sqlite3")}, ${await this.sqlite()}`;
  }

  make(table, { color, paint, ...values }) {
    const of = (name, row) => row && { [name]: { connect: { id: row.id } } };
    return this.db[table].create({ data: { ...values, ...of("color", color), ...of("paint", paint) } });
  }

  rows(table, names) {
    return this.db[table].findMany({ where: { name: { in: names } }, orderBy: { name: "asc" } });
  }

  async remove(table, name, db = this.db) {
    const { id } = await db[table].findFirstOrThrow({ where: { name } });
    return (await db[table].delete({ where: { id } })).name;
  }

  byKey(id) {
    return this.db.color.findUnique({ where: { id } });
  }

  async put(name, hex) {
    return (await this.db.color.upsert({ where: { name }, create: { name, hex }, update: { hex } })).name;
  }

  async calm() {
    const note = await this.db.note.findFirst({ where: { text: "calm" }, include: { color: true } });
    return `${note.text}/${note.color?.name ?? "none"}`;
  }

  async notes() {
    return (await this.db.note.findMany()).map((note) => note.text);
  }

  async tags() {
    const where = { color: { name: "red" } };
    const links = await this.db.colorTag.findMany({ where, include: { tag: true }, orderBy: { tag: { name: "asc" } } });
    return links.map((link) => link.tag.name);
  }

  red(options) {
    return this.db.color.findUniqueOrThrow({ where: { name: "red" }, ...options });
  }

  // --- create

  async create() {
    await (await engine.open(schema(0))).push();
    const found = await this.schema();
    if (storage !== "plain") for (const table of TABLES) await enable(this.db, table, storage);
    return found;
  }

  // --- use

  async insertMany() {
    const made = await this.db.color.createManyAndReturn({
      data: [{ name: "green", hex: "#0f0" }, { name: "blue", hex: "#00f" }, { name: "black" }, { name: "white" }] });
    return made.map((color) => color.id);
  }

  async insertRelated() {
    await this.db.color.update({ where: { name: "red" }, data: { paints: { create: [{ name: "rose" }, { name: "cherry" }] } } });
    await this.db.paint.create({ data: { name: "olive", color: { connect: { name: "green" } } } });
  }

  async join() {
    const paints = await this.db.paint.findMany({ include: { color: true }, orderBy: { name: "asc" } });
    return paints.map((paint) => `${paint.name}/${paint.color.name}`);
  }

  async find() {
    const byName = (name) => this.db.color.findUnique({ where: { name } });
    return [(await this.byKey(1)).name, (await byName("blue")).name, (await byName("nosuch"))?.name ?? "none"];
  }

  async list() {
    return (await this.db.color.findMany({ orderBy: { name: "asc" }, skip: 1, take: 2 })).map((color) => color.name);
  }

  async count() {
    return [await this.db.color.count(), (await this.db.color.count({ where: { name: "red" } })) > 0];
  }

  async loadRelated() {
    return (await this.red({ include: { paints: { orderBy: { name: "asc" } } } })).paints.map((paint) => paint.name);
  }

  async group() {
    const colors = await this.db.color.findMany({
      where: { paints: { some: {} } }, include: { _count: { select: { paints: true } } }, orderBy: { name: "asc" } });
    return colors.map((color) => `${color.name} ${color._count.paints}`);
  }

  async update() {
    return (await this.db.color.update({ where: { id: (await this.red()).id }, data: { hex: "#ff0000" } })).hex;
  }

  async updateByQuery() {
    return (await this.db.color.updateMany({ where: { name: { in: ["black", "white"] } }, data: { hex: "#000" } })).count;
  }

  async deleteByQuery() {
    return (await this.db.color.deleteMany({ where: { name: "white" } })).count;
  }

  async deleteStale() {
    const other = connect();
    const { id } = await other.color.findUniqueOrThrow({ where: { name: "blue" } });
    await this.remove("color", "blue");
    return (await other.color.delete({ where: { id } })).name;
  }

  async findOrCreate() {
    await this.make("color", { name: "gray", hex: "#777" });
    await this.db.color.delete({ where: { name: "gray" } }).catch(() => {});
    const gray = await this.db.color.upsert({ where: { name: "gray" }, create: { name: "gray", hex: "#888" }, update: {} });
    return gray.hex === "#888";
  }

  async returning() {
    await this.make("color", { name: "lime" });
    this.returned = "-";
    this.returned = (await this.db.color.delete({ where: { name: "lime" }, select: { name: true } })).name;
  }

  async deleteMany() {
    const names = ["navy", "plum", "teal"];
    await this.db.color.createMany({ data: names.map((name) => ({ name })) });
    return (await this.db.color.deleteMany({ where: { name: { in: names } } })).count;
  }

  async cascadeByTheOrm() {
    const swatches = { create: [{ name: "amber" }, { name: "honey" }] };
    const { id } = await this.db.color.create({ data: { name: "gold", swatches } });
    const [, gold] = await this.db.$transaction([
      this.db.swatch.deleteMany({ where: { color_id: id } }), this.db.color.delete({ where: { id } })]);
    return gold.name;
  }

  async rollback() {
    await this.db.$transaction(async (db) => {
      await this.remove("color", "red", db);
      this.inside = joined((await db.color.findMany({ where: { name: "red" } })).map((color) => color.name));
      throw new RangeError();
    }).catch((error) => {
      this.inside ??= "-";
      if (!(error instanceof RangeError)) throw error;
    });
  }

  transaction() {
    return this.db.$transaction(async (db) => {
      await this.remove("color", "green", db);
      await db.color.create({ data: { name: "green", hex: "#008000" } });
    });
  }

  async lock() {
    const { id, version } = await this.make("color", { name: "onyx" });
    await this.db.color.update({ where: { id, version }, data: { hex: "#123", version: { increment: 1 } } });
    return (await this.db.color.delete({ where: { id, version: version + 1 } })).name;
  }

  async lockStale() {
    const { id, version } = await this.make("color", { name: "opal" });
    await connect().color.update({ where: { id, version }, data: { hex: "#abc", version: { increment: 1 } } });
    await this.db.color.delete({ where: { id, version } });
  }

  async tag() {
    const tags = { create: ["warm", "bright"].map((name) => ({ tag: { create: { name } } })) };
    await this.db.color.update({ where: { name: "red" }, data: { tags } });
  }

  async relate(change) {
    const warm = await this.db.tag.findUniqueOrThrow({ where: { name: "warm" } });
    await this.db.color.update({ where: { name: "red" }, data: { tags: change(await this.red(), warm) } });
  }

  untag() {
    return this.relate((red, warm) => ({ delete: { color_id_tag_id: { color_id: red.id, tag_id: warm.id } } }));
  }

  tagAgain() {
    return this.relate((red, warm) => ({ create: { tag_id: warm.id } }));
  }

  async events() {
    const heard = [];
    const hear = ({ operation, args, query }) => query(args).finally(() => heard.push(operation));
    const db = this.db.$extends({ query: { color: { delete: hear } } });
    await this.make("color", { name: "beige" });
    await this.remove("color", "beige", db);
    return heard;
  }

  async reload() {
    const { id } = await this.make("color", { name: "cyan" });
    await connect().color.deleteMany({ where: { name: "cyan" } });
    return (await this.db.color.findUniqueOrThrow({ where: { id } })).name;
  }

  async deleteAll() {
    return (await this.db.note.deleteMany()).count;
  }

  // --- introspect, migrate

  async pulled() {
    const text = await (await engine.open(schema(0))).pull();
    return text.match(/^(model|view) \w+ {[^]*?^}/gm);
  }

  async columns() {
    const color = (await this.pulled()).find((model) => model.startsWith("model color {"));
    return [...color.matchAll(/^ {2}(\w+) +(Int|String)/gm)].map(([, name]) => name);
  }

  introspect() {
    return this.columns();
  }

  async introspectTables() {
    return (await this.pulled()).map((model) => model.split(" ")[1]).filter((name) => !ours(name)).sort();
  }

  async external() {
    return (await import("./filter.mjs")).external;
  }

  async pending() {
    const said = await (await engine.open(schema(0), await this.external())).diff();
    return said.includes("No difference detected") ? "nothing" : said.trim().replaceAll("\n", " ");
  }

  unfiltered() {
    return {
      "db pull": async () => `${(await this.pulled()).length} models`,
      "db push, without the filter": async () => {
        const done = await (await engine.open(schema(0))).push();
        return `${done.executedSteps} steps, warnings ${done.warnings.length}`;
      },
      "migrate diff, without the filter": async () => {
        const said = await (await engine.open(schema(0))).diff(true);
        return joined(new Set(said.match(/^(DROP|ALTER|CREATE) \w+( INDEX)?/gm)));
      },
      "db push with a rebuild, without suspending or repair": [() => this.push(2), () => this.status()],
    };
  }

  async push(shape, force) {
    await (await engine.open(schema(shape), await this.external())).push(force);
  }

  async migrate(shape) {
    if (FLAG) await this.db.$executeRawUnsafe("UPDATE softdelete SET suspended = 1");
    await this.push(shape);
    if (storage !== "plain") await this.sql("SELECT softdelete_repair()");
    if (FLAG) await this.db.$executeRawUnsafe("UPDATE softdelete SET suspended = 0");
    return this.columns();
  }

  addColumn() {
    return this.migrate(1);
  }

  rebuild() {
    generate(2);
    return this.migrate(2);
  }
}

await tell(App);
process.exit(); // As Prisma's program does: the schema engine leaves a timer of a minute behind.
