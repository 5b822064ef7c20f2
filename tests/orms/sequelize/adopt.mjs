// Sequelize's paranoid models.

import { DataTypes, Sequelize } from "sequelize";

const { adopt, word } = await import(process.env.ADOPTING);

const db = new Sequelize({ dialect: "sqlite", storage: "app.db", logging: false });
const paranoid = { freezeTableName: true, paranoid: true, createdAt: false, updatedAt: false, deletedAt: word };
const Color = db.define("color", { name: DataTypes.TEXT }, paranoid);
const Paint = db.define("paint", { name: DataTypes.TEXT }, paranoid);
Paint.belongsTo(Color, { foreignKey: { name: "color_id", allowNull: false }, onDelete: "CASCADE" });

await adopt({
  async make(names, paints) {
    await db.sync();
    for (const name of names) await Color.create({ name });
    for (const [name, color] of paints) await Paint.create({ name, color_id: (await Color.findOne({ where: { name: color } })).id });
  },
  insert: (name) => Color.create({ name }),
  remove: async (name) => (await Color.findOne({ where: { name } })).destroy(),
  restore: async (name) => (await Color.findOne({ where: { name }, paranoid: false })).restore(),
  live: () => Promise.all([Color, Paint].map(async (model) => (await model.findAll()).map((row) => row.name))),
});
await db.close();
