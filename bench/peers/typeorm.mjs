// TypeORM with its softRemove() and recover(), and with softdelete in both storages.

import "reflect-metadata";
import { Between, DataSource, EntitySchema, In } from "typeorm";

import { Contestant, main } from "./racing.mjs";

class Model extends Contestant {
  columns = {};
  cascade_options = undefined;

  async open(path) {
    const id = { type: "integer", primary: true, generated: "increment" };
    const title = { type: "text" };
    const album = new EntitySchema({
      name: "album", columns: { id, title, ...this.columns },
      relations: { tracks: { type: "one-to-many", target: "track", inverseSide: "album", cascade: this.cascade_options } },
    });
    const track = new EntitySchema({
      name: "track", columns: { id, title, album_id: { type: "integer" }, ...this.columns }, indices: [{ columns: ["album_id"] }],
      relations: { album: { type: "many-to-one", target: "album", inverseSide: "tracks", joinColumn: { name: "album_id" },
        nullable: false, onDelete: "CASCADE" } },
    });
    this.db = new DataSource({
      type: "better-sqlite3", database: path, entities: [album, track], logging: true,
      logger: { logQuery: (text) => this.listener?.(text), logQueryError: console.error, logQuerySlow() {}, logSchemaBuild() {},
        logMigration() {}, log() {} },
      prepareDatabase: (db) => {
        db.loadExtension(process.env.SOFTDELETE_LIBRARY);
        for (const pragma of ["journal_mode = WAL", "synchronous = OFF"]) db.pragma(pragma);
      },
    });
    await this.db.initialize();
    this.albums = this.db.getRepository("album");
    this.tracks = this.db.getRepository("track");
  }

  close() {
    return this.db.destroy();
  }

  createTables() {
    return this.db.synchronize();
  }

  sql(text) {
    return this.db.query(text);
  }

  live() {
    return this.tracks.count();
  }

  log(listener) {
    this.listener = listener;
  }

  before_delete() {
    return this.tracks.findBy({ id: In(this.singles) });
  }

  async delete(tracks) {
    for (const track of tracks) await this.tracks.remove(track);
  }

  delete_many() {
    return this.tracks.delete({ id: Between(...this.many) });
  }

  async before_cascade() {
    await this.delete([await this.tracks.findOneBy({ id: 1 })]);
    return this.albums.findOneBy({ id: 1 });
  }

  cascade(album) {
    return this.albums.remove(album);
  }

  list() {
    return this.tracks.find();
  }
}

const withTracks = { where: { id: 1 }, relations: { tracks: true } };

class SoftRemove extends Model {
  columns = { deleted_at: { type: "datetime", nullable: true, deleteDate: true } };
  cascade_options = ["soft-remove", "recover"];
  putAway = "UPDATE track SET deleted_at = CURRENT_TIMESTAMP";

  async delete(tracks) {
    for (const track of tracks) await this.tracks.softRemove(track);
  }

  delete_many() {
    return this.tracks.softDelete({ id: Between(...this.many) });
  }

  async cascade() { // It takes along what is loaded.
    return this.albums.softRemove(await this.albums.findOne(withTracks));
  }

  async before_restore() {
    await super.before_restore();
    return this.tracks.find({ where: { id: In(this.singles) }, withDeleted: true });
  }

  async restore(tracks) {
    for (const track of tracks) await this.tracks.recover(track);
  }

  restore_many() {
    return this.tracks.restore({ id: Between(...this.many) });
  }

  async restore_cascade() {
    return this.albums.recover(await this.albums.findOne({ ...withTracks, withDeleted: true }));
  }
}

class Archive extends Model {
  storage = "archive";
}

class Flag extends Model {
  storage = "flag";
  columns = {
    is_deleted: { type: "integer", default: 0 },
    deleted_at: { type: "text", nullable: true, deleteDate: true },
  };
}

await main({ "softRemove": SoftRemove, archive: Archive, flag: Flag });
