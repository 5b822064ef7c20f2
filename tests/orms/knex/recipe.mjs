export const pool = { // knex({ client: "better-sqlite3", ..., pool })
  afterCreate(connection, done) {
    connection.loadExtension(process.env.SOFTDELETE_LIBRARY);
    connection.pragma("foreign_keys = ON");
    done(null, connection);
  },
};

export const enable = (knex, table, storage) => // In a migration; later ones end with knex.raw("SELECT softdelete_repair()").
  knex.raw("INSERT INTO softdelete(table_name, storage) VALUES (?, ?)", [table, storage]);
