import { readFileSync, writeFileSync } from "node:fs";
import initSqlJs from "sql.js";
import { tell } from "./plain.mjs";

const SQL = await initSqlJs();
const db = new SQL.Database(readFileSync("app.db"));
tell({
  run: (sql, ...parameters) => db.run(sql, parameters),
  column: (sql) => (db.exec(sql)[0]?.values ?? []).map(([value]) => value),
});
writeFileSync("app.db", db.export());
