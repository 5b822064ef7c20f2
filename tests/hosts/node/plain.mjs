// What a host does that can't load extensions; db has run(SQL, VALUE...) and column(SQL).
export function tell(db) {
  const names = (view) => db.column(`SELECT name FROM ${view} ORDER BY id`).join(",") || "-";
  const show = (title) => console.log(`${title}: live ${names("color_active")}; trash ${names("color_deleted")}`);

  try {
    db.run("SELECT load_extension(?)", process.argv[2]);
  } catch (error) {
    console.log(`refused ${error.message}`);
  }
  db.run("DELETE FROM color WHERE name = ?", "green");
  show("deleted");
  db.run("UPDATE color_deleted SET is_deleted = 0 WHERE name = ?", "green");
  show("restored");
  db.run("DELETE FROM color WHERE name = ?", "green");
  db.run("DELETE FROM color_deleted WHERE name = ?", "green");
  show("purged");
}
