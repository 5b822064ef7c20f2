import Database from "better-sqlite3";

export function open() { // drizzle({ client: open(), schema })
  const client = new Database("app.db");
  client.loadExtension(process.env.SOFTDELETE_LIBRARY);
  return client;
}

export const enable = (client, table, storage) => // After migrate() or `drizzle-kit push`, as is SELECT softdelete_repair().
  client.prepare("INSERT INTO softdelete(table_name, storage) VALUES (?, ?)").run(table, storage);

export const tablesFilter = ["!*softdelete*"]; // In drizzle.config: defineConfig({ tablesFilter })
