// The tables as models.

import { Model } from "objection";

import { Marked, linked } from "./filter.mjs";

const { FLAG } = await import(process.env.TELLING);

function relation(kind, modelClass, from, to, through) {
  return { relation: kind, modelClass, join: { from, ...(through && { through }), to } };
}

class Base extends (FLAG ? Marked : Model) {
  static get tableName() {
    return this.table;
  }

  static get relationMappings() {
    return this.relations?.();
  }
}

export class Paint extends Base {
  static table = "paint";

  static relations = () => ({ color: relation(Model.BelongsToOneRelation, Color, "paint.color_id", "color.id") });
}

export class Swatch extends Base {
  static table = "swatch";
}

export class Sale extends Base {
  static table = "sale";
}

export class Tag extends Base {
  static table = "tag";
}

export class Color extends Base {
  static table = "color";

  static relations = () => ({
    paints: relation(Model.HasManyRelation, Paint, "color.id", "paint.color_id"),
    tags: {
      ...relation(Model.ManyToManyRelation, Tag, "color.id", "tag.id", { from: "color_tag.color_id", to: "color_tag.tag_id" }),
      ...(FLAG && { modify: linked("color_tag") }),
    },
  });
}

export class Note extends Base {
  static table = "note";

  static relations = () => ({ color: relation(Model.BelongsToOneRelation, Color, "note.color_id", "color.id") });
}

export const models = { color: Color, paint: Paint, swatch: Swatch, note: Note, sale: Sale, tag: Tag };
