import Database from "better-sqlite3";
import { tell } from "./story.mjs";

tell((library) => (library ? new Database("app.db").loadExtension(library) : new Database("app.db")));
