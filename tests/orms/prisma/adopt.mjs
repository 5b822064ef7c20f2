// Prisma's timestamps, in either form of its adapter. A filter is the application's own.

import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";

import { PrismaBetterSqlite3 } from "@prisma/adapter-better-sqlite3";

import * as engine from "./schema_engine.mjs";

const { adopt, word } = await import(process.env.ADOPTING);

const PROGRAM = dirname(fileURLToPath(import.meta.url));
const [head] = readFileSync(`${PROGRAM}/schema.prisma`, "utf8").split("\nmodel ");
const SCHEMA = `${head}
model color {
  id         Int       @id @default(autoincrement())
  name       String
  deleted_at DateTime?
  paints     paint[]
}

model paint {
  id         Int       @id @default(autoincrement())
  name       String
  deleted_at DateTime?
  color_id   Int
  color      color     @relation(fields: [color_id], references: [id], onDelete: Cascade)
}
`;

const folder = `${PROGRAM}/adopt`;
if (!existsSync(folder)) {
  mkdirSync(folder);
  writeFileSync(`${folder}/schema.prisma`, SCHEMA);
  const environment = { ...process.env, PRISMA_SCHEMA_ENGINE_BINARY: process.execPath, CHECKPOINT_DISABLE: "1" };
  execFileSync(process.execPath, [`${PROGRAM}/node_modules/prisma/build/index.js`, "generate", "--schema", `${folder}/schema.prisma`],
    { env: environment, stdio: ["ignore", "ignore", "inherit"] });
}
const { PrismaClient } = createRequire(import.meta.url)(`${folder}/generated`);
const db = new PrismaClient({ adapter: new PrismaBetterSqlite3({ url: "file:app.db" }, { timestampFormat: word }) });

await adopt({
  async make(names, paints) {
    await (await engine.open(SCHEMA)).push();
    for (const name of names) await this.insert(name);
    for (const [name, color] of paints) {
      await db.paint.create({ data: { name, color_id: (await db.color.findFirst({ where: { name: color } })).id } });
    }
  },
  insert: (name) => db.color.create({ data: { name } }),
  remove: (name) => db.color.updateMany({ where: { name }, data: { deleted_at: new Date() } }),
  restore: (name) => db.color.updateMany({ where: { name }, data: { deleted_at: null } }),
  live: () => Promise.all([db.color, db.paint].map(async (model) =>
    (await model.findMany({ where: { deleted_at: null } })).map((row) => row.name))),
});
process.exit(); // As Prisma's program does: the schema engine leaves a timer of a minute behind.
