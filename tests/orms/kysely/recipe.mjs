import Database from "better-sqlite3";
import { SqliteDialect, sql } from "kysely";

export function dialect() { // new Kysely({ dialect: dialect() })
  const database = new Database("app.db");
  database.loadExtension(process.env.SOFTDELETE_LIBRARY);
  return new SqliteDialect({ database });
}

export const enable = (db, table, storage) => // In a migration; later ones end with sql`SELECT softdelete_repair()`.execute(db).
  sql`INSERT INTO softdelete(table_name, storage) VALUES (${table}, ${storage})`.execute(db);
