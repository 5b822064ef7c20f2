// The tables as entities; with storage of flag also the columns that it has, with a filter that is on. A many-to-many relation
// doesn't filter its table, so that is an entity then.

import { Cascade, EntitySchema } from "@mikro-orm/core";

import { passOver } from "./recipe.mjs";

const { FLAG } = await import(process.env.TELLING);

const id = { type: "integer", primary: true, autoincrement: true };
const text = { type: "text" };
const marks = FLAG && {
  is_deleted: { type: "integer", default: 0 },
  deleted_at: { type: "text", nullable: true },
  deleted_via: { type: "text", nullable: true },
};

function references(entity, deleteRule, options) {
  return { kind: "m:1", entity, fieldName: `${entity}_id`, updateRule: "no action", deleteRule, index: false, ...options };
}

const manyToMany = {
  kind: "m:n", entity: "tag", pivotTable: "color_tag", joinColumn: "color_id", inverseJoinColumn: "tag_id",
  updateRule: "no action", deleteRule: "cascade",
};

/** The entities; shape 1 has a column more, shape 2 also another default, for which MikroORM rebuilds the table. */
export function entities(shape, { passing = FLAG } = {}) {
  const schema = (name, properties) => new EntitySchema({
    name, tableName: name, properties: { ...properties, ...marks },
    indexes: passing ? passOver(name) : [],
    filters: FLAG ? { live: { cond: { is_deleted: 0 }, default: true } } : {},
  });
  return [
    schema("color", {
      ...columns(shape),
      paints: { kind: "1:m", entity: "paint", mappedBy: "color" },
      swatches: { kind: "1:m", entity: "swatch", mappedBy: "color", cascade: [Cascade.PERSIST, Cascade.REMOVE] },
      ...(FLAG ? { links: { kind: "1:m", entity: "color_tag", mappedBy: "color" } } : { tags: manyToMany }),
    }),
    schema("paint", { id, name: text, color: references("color", "cascade", { inversedBy: "paints" }) }),
    schema("swatch", { id, name: text, color: references("color", "no action", { inversedBy: "swatches" }) }),
    schema("note", { id, text, color: references("color", "set null", { nullable: true }) }),
    schema("sale", { id, name: text, paint: references("paint", "restrict") }),
    schema("tag", { id, name: { ...text, unique: true } }),
    ...(FLAG ? [schema("color_tag", {
      color: references("color", "cascade", { primary: true, inversedBy: "links" }), tag: references("tag", "cascade", { primary: true }),
    })] : []),
  ];
}

function columns(shape) {
  return {
    id, name: { ...text, unique: true }, hex: { ...text, nullable: true, ...(shape > 1 && { default: "#000" }) },
    version: { type: "integer", default: 1 }, ...(shape && { shade: { ...text, nullable: true } }),
  };
}

/** A second entity of the table color, with optimistic locking. */
export const locked = new EntitySchema({
  name: "locked", tableName: "color", properties: { ...columns(0), version: { type: "integer", version: true } } });
