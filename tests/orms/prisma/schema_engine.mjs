// Prisma's schema engine as WebAssembly: what `prisma db push`, `db pull` and `migrate diff` run, of the same release as the
// program that they download. Like that one, it doesn't load the extension.

import { readFileSync } from "node:fs";

import { PrismaBetterSqlite3 } from "@prisma/adapter-better-sqlite3";
import { bindMigrationAwareSqlAdapterFactory } from "@prisma/driver-adapter-utils";
import * as engine from "@prisma/schema-engine-wasm/schema_engine_bg";

const wasm = new URL("node_modules/@prisma/schema-engine-wasm/schema_engine_bg.wasm", import.meta.url);
const { instance } = await WebAssembly.instantiate(readFileSync(wasm), { "./schema_engine_bg.js": engine });
engine.__wbg_set_wasm(instance.exports);
instance.exports.__wbindgen_start();

const PATH = "schema.prisma";

/** SQLite is often built, as in better-sqlite3, without text in double quotes, by which the engine asks for a partial index. */
class Adapter extends PrismaBetterSqlite3 {
  async connect() {
    const adapter = await super.connect();
    const ask = adapter.queryRaw.bind(adapter);
    adapter.queryRaw = (query) => ask({ ...query, sql: query.sql.replace(/ name = "(.*)"/, " name = '$1'") });
    return adapter;
  }
}

export async function open(schema, externalTables = []) {
  const adapter = bindMigrationAwareSqlAdapterFactory(new Adapter({ url: "file:app.db" }));
  const prisma = await engine.SchemaEngine.new({ datamodels: [[PATH, schema]] }, () => {}, adapter);
  const files = [{ path: PATH, content: schema }];
  const filters = { externalTables, externalEnums: [] };
  return {
    /** prisma db push; force is its --accept-data-loss */
    push: (force = false) => prisma.schemaPush({ force, schema: { files }, filters }),

    /** prisma db pull; the schema that it writes */
    async pull() {
      const [head] = schema.split("\nmodel ");
      const found = await prisma.introspect({
        schema: { files: [{ path: PATH, content: head }] }, baseDirectoryPath: ".", force: true, compositeTypeDepth: 0, namespaces: null,
      });
      return found.schema.files.map((file) => file.content).join("\n");
    },

    /** prisma migrate diff --from-config-datasource --to-schema schema.prisma, and with --script */
    async diff(script = false) {
      const from = { tag: "schemaDatasource", files, configDir: "." };
      return (await prisma.diff({ from, to: { tag: "schemaDatamodel", files }, script, exitCode: null, filters })).stdout;
    },
  };
}
