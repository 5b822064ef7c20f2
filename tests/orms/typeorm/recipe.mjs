// In new DataSource({ type: "better-sqlite3", ... }): into every connection.
export const prepareDatabase = (db) => db.loadExtension(process.env.SOFTDELETE_LIBRARY);

// In a migration; later ones end with query("SELECT softdelete_repair()").
export function enable(queryRunner, table, storage) {
  return queryRunner.query(`INSERT INTO softdelete(table_name, storage) VALUES ('${table}', '${storage}')`);
}

// With flag storage, in an entity: indices: passOver(TABLE), or @Index("TABLE_softdelete_trash", { synchronize: false }).
export const passOver = (table) => [{ name: `${table}_softdelete_trash`, synchronize: false }];
