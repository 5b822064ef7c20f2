const pool = { // Every connection.
  afterCreate(connection, done) {
    connection.loadExtension(process.env.SOFTDELETE_LIBRARY);
    done(null, connection);
  },
};

export const settings = { pool, schemaGenerator: { skipTables: [/softdelete/] } }; // Of MikroORM.init().

export const enable = (em, table, storage) => // In a migration; later ones end with SELECT softdelete_repair().
  em.execute("INSERT INTO softdelete(table_name, storage) VALUES (?, ?)", [table, storage]);

// With flag storage, in an entity: indexes: passOver(TABLE). Only names are compared where there is an expression.
export const passOver = (table) => [{ name: `${table}_softdelete_trash`, expression: "SELECT 1" }];
