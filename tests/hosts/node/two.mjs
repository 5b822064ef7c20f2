// Two SQLites in one process, each with a copy of the extension.
import { copyFileSync, mkdirSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import Database from "better-sqlite3";

mkdirSync("copy");
copyFileSync(`${process.argv[2]}.so`, "copy/softdelete.so");
const node = new DatabaseSync(":memory:", { allowExtension: true });
node.loadExtension(process.argv[2]);
const better = new Database(":memory:");
better.loadExtension("./copy/softdelete");

for (const db of [node, better]) {
  db.exec("CREATE TABLE color(id INTEGER PRIMARY KEY); INSERT INTO softdelete(table_name) VALUES ('color')");
}
for (const db of [node, better, node]) {
  db.exec("INSERT INTO color DEFAULT VALUES; DELETE FROM color");
  console.log(db.prepare("SELECT deleted_rows FROM softdelete").get().deleted_rows);
}
node.close();
better.close();
