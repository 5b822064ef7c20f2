import { Model, QueryBuilder } from "objection";

class Live extends QueryBuilder {
  constructor(...words) {
    super(...words);
    this.onBuild((query) => query.isFind() && query.where(`${query.tableRefFor(query.modelClass())}.is_deleted`, 0));
  }
}

export class Marked extends Model { // With flag storage: the base of models.
  static QueryBuilder = Live;
}

export const linked = (table) => (query) => query.where(`${table}.is_deleted`, 0); // modify: linked("color_tag")
