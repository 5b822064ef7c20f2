import { Database } from "bun:sqlite";
import { tell } from "./story.mjs";

tell((library) => {
  const db = new Database("app.db");
  if (library) db.loadExtension(library);
  return db;
});
