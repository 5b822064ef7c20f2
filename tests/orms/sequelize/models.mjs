// The tables as models; with storage of flag also the columns that it has, and a default scope by them.

import { DataTypes } from "sequelize";

const { FLAG } = await import(process.env.TELLING);

const { INTEGER, STRING, TEXT } = DataTypes;
const id = () => ({ type: INTEGER, primaryKey: true, autoIncrement: true });
const name = (options) => ({ type: TEXT, allowNull: false, ...options });
const marks = () => FLAG && {
  is_deleted: { type: INTEGER, allowNull: false, defaultValue: 0 },
  deleted_at: { type: TEXT },
  deleted_via: { type: TEXT },
};

/** Defines the models; shape 1 has a column more, shape 2 also a longer hex. */
export function define(sequelize, shape) {
  const model = (table, columns, options) =>
    sequelize.define(table, { ...columns, ...marks() }, {
      freezeTableName: true, timestamps: false, defaultScope: FLAG ? { where: { is_deleted: 0 } } : {}, ...options,
    });
  const color = {
    id: id(), name: name({ unique: true }), hex: { type: STRING(shape > 1 ? 9 : 7) },
    version: { type: INTEGER, allowNull: false, defaultValue: 1 }, ...(shape && { shade: { type: TEXT } }),
  };
  const Color = model("color", color);
  const Paint = model("paint", { id: id(), name: name() });
  const Swatch = model("swatch", { id: id(), name: name() });
  const Note = model("note", { id: id(), text: name() });
  const Sale = model("sale", { id: id(), name: name() });
  const Tag = model("tag", { id: id(), name: name({ unique: true }) });
  const ColorTag = model("color_tag", {});

  const tie = (Parent, Child, as, key, onDelete, { allowNull = false, ...options } = {}) => {
    const foreignKey = { name: key, allowNull };
    Child.belongsTo(Parent, { foreignKey, onDelete });
    Parent.hasMany(Child, { as, foreignKey, onDelete, ...options });
  };
  tie(Color, Paint, "paints", "color_id", "CASCADE");
  tie(Color, Swatch, "swatches", "color_id", "NO ACTION", { onDelete: "CASCADE", hooks: true }); // The ORM deletes them.
  tie(Color, Note, "notes", "color_id", "SET NULL", { allowNull: true });
  tie(Paint, Sale, "sales", "paint_id", "RESTRICT");
  const through = { through: ColorTag, timestamps: false, onDelete: "CASCADE" };
  Color.belongsToMany(Tag, { ...through, as: "tags", foreignKey: "color_id", otherKey: "tag_id" });
  Tag.belongsToMany(Color, { ...through, as: "colors", foreignKey: "tag_id", otherKey: "color_id" });

  return sequelize.models;
}
