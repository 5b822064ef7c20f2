import { DatabaseSync } from "node:sqlite";

const db = new DatabaseSync("app.db", { allowExtension: true });
db.loadExtension(process.argv[2]);

const remove = db.prepare("DELETE FROM color WHERE name = ?");
const suspend = db.prepare("UPDATE softdelete SET suspended = ?");
const restore = db.prepare("SELECT restore('color', ?)");

function show(title) {
  const rows = db.prepare("SELECT name, is_deleted FROM color ORDER BY id").all();
  const { status } = db.prepare("SELECT status FROM softdelete").get();
  console.log(`${title}: ${rows.map((row) => `${row.name}=${row.is_deleted}`).join(" ")} ${status}`);
}

function refused(title, action) {
  try {
    action();
  } catch (error) {
    console.log(`refused ${title}: ${error.message}`);
  }
}

remove.run("red");
show("deleted");
suspend.run(1);
remove.run("green");
show("suspended");
refused("restore", () => restore.get(1));
suspend.run(0);
restore.get(1);
show("resumed");

const reading = db.prepare("SELECT name FROM color ORDER BY id").iterate();
reading.next();
suspend.run(1);
reading.return();
show("finished");
