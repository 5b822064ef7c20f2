// TypeORM's @DeleteDateColumn.

import "reflect-metadata";
import { DataSource, EntitySchema } from "typeorm";

const { adopt } = await import(process.env.ADOPTING);

const columns = {
  id: { type: "integer", primary: true, generated: "increment" },
  name: { type: "text" },
  deleted_at: { type: "datetime", nullable: true, deleteDate: true },
};
const entities = [
  new EntitySchema({ name: "color", columns }),
  new EntitySchema({ name: "paint", columns, relations: {
    color: { type: "many-to-one", target: "color", joinColumn: { name: "color_id" }, onDelete: "CASCADE", nullable: false },
  } }),
];
const db = await new DataSource({ type: "better-sqlite3", database: "app.db", entities }).initialize();
const colors = db.getRepository("color");

await adopt({
  async make(names, paints) {
    await db.synchronize();
    for (const name of names) await this.insert(name);
    for (const [name, color] of paints) await db.manager.save("paint", { name, color: await colors.findOneByOrFail({ name: color }) });
  },
  insert: (name) => colors.save({ name }),
  remove: async (name) => colors.softRemove(await colors.findOneByOrFail({ name })),
  restore: (name) => colors.restore({ name }),
  live: () => Promise.all(["color", "paint"].map(async (table) => (await db.manager.find(table)).map((row) => row.name))),
});
await db.destroy();
