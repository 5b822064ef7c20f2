import sqlite from "node-sqlite3-wasm";
import { tell } from "./plain.mjs";

const db = new sqlite.Database("app.db");
tell({
  run: (sql, ...parameters) => db.run(sql, parameters),
  column: (sql) => db.all(sql).map((row) => Object.values(row)[0]),
});
db.close();
