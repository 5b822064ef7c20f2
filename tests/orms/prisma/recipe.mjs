import { PrismaBetterSqlite3 } from "@prisma/adapter-better-sqlite3";

export class Softdelete extends PrismaBetterSqlite3 { // new PrismaClient({ adapter: new Softdelete({ url: "file:app.db" }) })
  async connect() {
    const adapter = await super.connect();
    adapter.client.loadExtension(process.env.SOFTDELETE_LIBRARY);
    return adapter;
  }
}

export const enable = (prisma, table, storage) => // After `prisma migrate deploy`, as is $queryRawUnsafe("SELECT softdelete_repair()").
  prisma.$executeRawUnsafe("INSERT INTO softdelete(table_name, storage) VALUES (?, ?)", table, storage);
