// What node:sqlite forbids by default, and everything that the extension does in spite of it.
import { DatabaseSync } from "node:sqlite";

const db = new DatabaseSync("app.db", { allowExtension: true });
db.loadExtension(process.argv[2]);

const value = (sql, ...parameters) => Object.values(db.prepare(sql).get(...parameters))[0];
const show = (title) => {
  console.log(`${title}: ${value("SELECT group_concat(name || '=' || is_deleted, ' ') FROM color")}`);
};
const status = () => console.log(`status ${value("SELECT status FROM softdelete")}`);

function refused(sql) {
  try {
    db.exec(sql);
  } catch (error) {
    console.log(`refused ${error.message}`);
  }
}

refused(`PRAGMA writable_schema = ON; DELETE FROM sqlite_schema`);
refused(`SELECT "text"`);
console.log(`foreign keys ${value("PRAGMA foreign_keys")}`);

db.exec("DELETE FROM color WHERE name IN ('red', 'green')");
for (const { key, name } of db.prepare("SELECT key, row ->> 'name' AS name FROM softdelete_trash").all()) {
  console.log(`trash ${key} ${name}`);
}
const purged = ["'1 day'", "'0 days', 1"].map((limits) => value(`SELECT softdelete_purge('color', ${limits})`));
console.log(`purged ${purged.join(" ")}`);
show("one left in the trash");

db.exec("UPDATE softdelete SET suspended = 1");
status();
db.exec("DELETE FROM color WHERE name = 'blue'");
show("deleted for good");
db.exec("UPDATE softdelete SET suspended = 0");
status();

db.exec("DROP VIEW color_active");
status();
db.exec("INSERT INTO softdelete(table_name) VALUES ('color')");
status();

db.exec("DELETE FROM softdelete");
console.log(`left ${value("SELECT group_concat(name, ' ') FROM sqlite_schema WHERE type = 'table'")}`);
db.close();

// What a migration of a database elsewhere would run.
const table = "CREATE TABLE color(id INTEGER PRIMARY KEY, name TEXT NOT NULL)";
const writer = new DatabaseSync(":memory:", { allowExtension: true });
writer.loadExtension(process.argv[2]);
writer.exec(table);
const { script } = writer.prepare("SELECT softdelete_script('color') AS script").get();
const plain = new DatabaseSync(":memory:");
plain.exec(`${table}; INSERT INTO color(name) VALUES ('white')`);
plain.exec(script);
plain.exec("DELETE FROM color");
console.log(`by script ${plain.prepare("SELECT name FROM color_deleted").get().name}`);
