// The tables as entities; with storage of flag also the columns that it has, the time being TypeORM's own filter.
// A many-to-many relation has no columns but its keys, so its table is an entity then.

import { EntitySchema } from "typeorm";

import { passOver } from "./recipe.mjs";

const { FLAG } = await import(process.env.TELLING);

const id = { type: "integer", primary: true, generated: "increment" };
const key = { type: "integer", primary: true };
const marks = FLAG && {
  is_deleted: { type: "integer", default: 0 },
  deleted_at: { type: "text", nullable: true, deleteDate: true },
  deleted_via: { type: "text", nullable: true },
};

const manyToMany = {
  type: "many-to-many", target: "tag",
  joinTable: { name: "color_tag", joinColumn: { name: "color_id" }, inverseJoinColumn: { name: "tag_id" } },
};

function references(name, target, onDelete, options) {
  return { [name]: { type: "many-to-one", target, joinColumn: { name: `${name}_id` }, onDelete, nullable: false, ...options } };
}

/** The entities; shape 1 has a column more, shape 2 also a longer hex. */
export function entities(shape, { passing = FLAG } = {}) {
  const entity = (name, columns, relations) =>
    new EntitySchema({ name, tableName: name, columns: { ...columns, ...marks }, relations, indices: passing ? passOver(name) : [] });
  const color = {
    id,
    name: { type: "text", unique: true },
    hex: { type: "varchar", length: shape > 1 ? 9 : 7, nullable: true },
    version: { type: "integer", default: 1 },
    ...(shape && { shade: { type: "text", nullable: true } }),
  };
  const locked = { ...color, version: { type: "integer", version: true, default: 1 } };
  return [
    entity("color", color, {
      paints: { type: "one-to-many", target: "paint", inverseSide: "color" },
      swatches: { type: "one-to-many", target: "swatch", inverseSide: "color", cascade: true },
      ...(FLAG ? { links: { type: "one-to-many", target: "color_tag", inverseSide: "color" } } : { tags: manyToMany }),
    }),
    new EntitySchema({ name: "locked", tableName: "color", columns: locked, synchronize: false }),
    entity("paint", { id, name: { type: "text" } }, references("color", "color", "CASCADE", { inverseSide: "paints" })),
    entity("swatch", { id, name: { type: "text" } }, references("color", "color", "NO ACTION", { inverseSide: "swatches" })),
    entity("note", { id, text: { type: "text" } }, references("color", "color", "SET NULL", { nullable: true })),
    entity("sale", { id, name: { type: "text" } }, references("paint", "paint", "RESTRICT")),
    entity("tag", { id, name: { type: "text", unique: true } }),
    ...(FLAG ? [entity("color_tag", { color_id: key, tag_id: key }, {
      ...references("color", "color", "CASCADE", { inverseSide: "links" }), ...references("tag", "tag", "CASCADE"),
    })] : []),
  ];
}
