// The story for hosts whose connections have exec() and prepare(), and whose statements have run(), get() and all().

const SCHEMA = `
  CREATE TABLE color(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
  CREATE TABLE paint(id INTEGER PRIMARY KEY, color_id REFERENCES color ON DELETE CASCADE, name TEXT);
`;

let db;

const run = (sql, ...parameters) => db.prepare(sql).run(...parameters);
const value = (sql, ...parameters) => Object.values(db.prepare(sql).get(...parameters))[0];
const column = (sql) => db.prepare(sql).all().map((row) => Object.values(row)[0]);
const remove = (table, name) => run(`DELETE FROM ${table} WHERE name = ?`, name);

function names(view) {
  return column(`SELECT name FROM ${view} ORDER BY id`).join(",") || "-";
}

function show(title) {
  const [live, trash] = ["active", "deleted"].map((state) => `${names(`color_${state}`)} / ${names(`paint_${state}`)}`);
  const counts = ["color", "paint"].map((table) => value(`SELECT count(*) FROM ${table}`));
  console.log(`${title}: live ${live}; trash ${trash}; rows ${counts.join(" / ")}`);
}

function withExtension() {
  console.log(`sqlite ${value("SELECT sqlite_version()")}`);
  db.exec(SCHEMA);
  for (const name of ["red", "green", "blue"]) run("INSERT INTO color(name) VALUES (?)", name);
  for (const [name, color] of Object.entries({ rose: 1, cherry: 1, olive: 2, navy: 3 })) {
    run("INSERT INTO paint(color_id, name) VALUES (?, ?)", color, name);
  }
  run("INSERT INTO softdelete(table_name) VALUES ('color'), ('paint')");
  show("enabled");

  remove("color", "red");
  show("deleted");
  console.log(`restore ${value("SELECT restore('color', ?)", 1)}`);
  show("restored");
  remove("color", "red");
  console.log(`purge ${value("SELECT purge('color', ?)", 1)}`);
  show("purged");

  run("UPDATE softdelete SET suspended = 1");
  remove("paint", "olive");
  run("UPDATE softdelete SET suspended = 0");
  show("resumed");
}

function withoutExtension() {
  console.log(`functions ${value("SELECT count(*) FROM pragma_function_list WHERE name = 'restore'")}`);
  remove("color", "blue");
  show("plain delete");
  run("UPDATE color_deleted SET is_deleted = 0 WHERE name = ?", "blue");
  show("plain restore");
}

function atTheEnd() {
  run("DELETE FROM softdelete WHERE table_name = ?", "paint");
  console.log(`managed ${column("SELECT table_name FROM softdelete").join(",")}`);
  run("DELETE FROM paint");
  console.log(`paints ${value("SELECT count(*) FROM paint")}`);
  try {
    run("INSERT INTO softdelete(table_name) VALUES ('nowhere')");
  } catch (error) {
    console.log(`error ${error.name}: ${error.message}`);
  }
}

// open(library) gives a connection to app.db; without an argument, one that doesn't load the extension.
export function tell(open) {
  const library = process.argv[2];
  for (const [chapter, extension] of [[withExtension, library], [withoutExtension], [atTheEnd, library]]) {
    db = open(extension);
    db.exec("PRAGMA foreign_keys = ON");
    chapter();
    db.close();
  }
}
