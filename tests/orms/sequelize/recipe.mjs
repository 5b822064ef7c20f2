import { promisify } from "node:util";

// Sequelize calls no hook for SQLite's connections: once for the one that all share that are in no transaction.
export async function loadSoftdelete(sequelize) {
  const connection = await sequelize.connectionManager.getConnection({});
  await promisify(connection.loadExtension.bind(connection))(process.env.SOFTDELETE_LIBRARY);
}

// In a migration; later ones end with queryInterface.sequelize.query("SELECT softdelete_repair()").
export function enable(queryInterface, table, storage) {
  return queryInterface.sequelize.query(`INSERT INTO softdelete(table_name, storage) VALUES ('${table}', '${storage}')`);
}
