import { DatabaseSync } from "node:sqlite";
import { tell } from "./story.mjs";

tell((library) => {
  if (!library) return new DatabaseSync("app.db");
  const db = new DatabaseSync("app.db", { allowExtension: true });
  db.loadExtension(library);
  return db;
});
