import Database from "better-sqlite3";

export const external = new Database("app.db").prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name LIKE '%softdelete%'")
  .pluck().all(); // prisma.config.ts: experimental: { externalTables: true }, tables: { external }
