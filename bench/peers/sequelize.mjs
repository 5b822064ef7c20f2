// Sequelize in its paranoid mode, and with softdelete in both storages.

import { promisify } from "node:util";
import { DataTypes, Op, Sequelize } from "sequelize";

import { Contestant, main } from "./racing.mjs";

class Model extends Contestant {
  options = { timestamps: false };
  columns = {};

  async open(path) {
    this.db = new Sequelize({ dialect: "sqlite", storage: path, logging: false });
    const connection = await this.db.connectionManager.getConnection({});
    await promisify(connection.loadExtension.bind(connection))(process.env.SOFTDELETE_LIBRARY);
    for (const pragma of ["journal_mode = WAL", "synchronous = OFF"]) await this.sql(`PRAGMA ${pragma}`);
    const id = { type: DataTypes.INTEGER, primaryKey: true, autoIncrement: true };
    const title = { type: DataTypes.TEXT, allowNull: false };
    const options = { freezeTableName: true, ...this.options };
    this.Album = this.db.define("album", { id, title, ...this.columns }, options);
    this.Track = this.db.define("track", { id, title, ...this.columns }, { ...options, indexes: [{ fields: ["album_id"] }] });
    const foreignKey = { name: "album_id", allowNull: false };
    this.Album.hasMany(this.Track, { foreignKey, onDelete: "CASCADE" });
    this.Track.belongsTo(this.Album, { foreignKey, onDelete: "CASCADE" });
  }

  close() {
    return this.db.close();
  }

  createTables() {
    return this.db.sync();
  }

  async sql(text) {
    return (await this.db.query(text))[0];
  }

  live() {
    return this.Track.count();
  }

  log(listener) {
    this.db.options.logging = listener ?? false;
  }

  before_delete() {
    return this.Track.findAll({ where: { id: this.singles } });
  }

  async delete(tracks) {
    for (const track of tracks) await track.destroy();
  }

  these() {
    return { where: { id: { [Op.between]: this.many } } };
  }

  delete_many() {
    return this.Track.destroy(this.these());
  }

  async before_cascade() {
    await (await this.Track.findByPk(1)).destroy();
    return this.Album.findByPk(1);
  }

  cascade(album) {
    return album.destroy();
  }

  list() {
    return this.Track.findAll();
  }
}

class Paranoid extends Model {
  options = { paranoid: true, createdAt: false, updatedAt: false };
  putAway = "UPDATE track SET deletedAt = CURRENT_TIMESTAMP";
  lacks = { cascade: "no cascade", restore_cascade: "no cascade" };

  async before_restore() {
    await super.before_restore();
    return this.Track.findAll({ where: { id: this.singles }, paranoid: false });
  }

  async restore(tracks) {
    for (const track of tracks) await track.restore();
  }

  restore_many() {
    return this.Track.restore(this.these());
  }
}

class Archive extends Model {
  storage = "archive";
}

class Flag extends Model {
  storage = "flag";
  options = { timestamps: false, defaultScope: { where: { is_deleted: 0 } } };
  columns = { is_deleted: { type: DataTypes.INTEGER, allowNull: false, defaultValue: 0 } };
}

await main({ "paranoid": Paranoid, archive: Archive, flag: Flag });
