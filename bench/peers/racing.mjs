// What the programs of Node.js' ORMs share; racing.py says what they are.

import { copyFileSync, existsSync, rmSync } from "node:fs";
import { join } from "node:path";

const SINGLE = 100;

function fill(table, last, marks) {
  return `WITH RECURSIVE number(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < ${last})
    INSERT INTO ${table} (${["id", "title", ...Object.keys(marks)]})
    SELECT ${["n", `'${table} ' || n`, ...Object.values(marks)]} FROM number`;
}

/**
 * An ORM with one way to delete softly. A subclass has a method for each operation, before_OPERATION for what is prepared
 * untimed, whose result the operation gets, and
 *
 *   open(path), close()   the database
 *   createTables()        as the ORM makes them
 *   sql(text)             runs SQL, and returns rows
 *   live()                how many tracks the ORM finds
 *   log(listener)         tells the listener each statement that the ORM runs from now on
 */
export class Contestant {
  storage = null; // Of softdelete, where it is the contestant.
  putAway = "DELETE FROM track"; // SQL that deletes the tracks behind WHERE.
  lacks = {}; // OPERATION: why

  constructor(rows) {
    this.rows = rows;
    this.taken = Math.max(SINGLE, Math.floor(rows / 100));
    this.singles = Array.from({ length: SINGLE }, (_, index) => this.taken + 1 + index);
    this.many = [this.taken + 1, 2 * this.taken];
  }

  async create(path) {
    await this.open(path);
    await this.createTables();
    const album = `CASE WHEN n <= ${this.taken} THEN 1 ELSE 2 + (n - ${this.taken} - 1) / 10 END`;
    await this.sql(fill("album", 1 + Math.floor((this.rows - this.taken) / 10), {}));
    await this.sql(fill("track", this.rows, { album_id: album }));
    if (this.storage) {
      for (const table of ["album", "track"]) {
        await this.sql(`INSERT INTO softdelete(table_name, storage) VALUES ('${table}', '${this.storage}')`);
      }
    }
    await this.close();
    copyFileSync(path, `${path}.trash`);
    await this.open(`${path}.trash`);
    await this.sql(`${this.putAway} WHERE id > ${this.rows / 10}`);
    await this.close();
  }

  // --- softdelete's own, which is the same in every ORM

  async restore(keys) {
    for (const key of keys) await this.sql(`SELECT restore('track', ${key})`);
  }

  restore_many() {
    const these = `WHERE id BETWEEN ${this.many.join(" AND ")}`;
    return this.sql(this.storage === "flag" ? `UPDATE track_deleted SET is_deleted = 0 ${these}`
      : `SELECT sum(restore('track', id)) FROM track_deleted ${these}`);
  }

  restore_cascade() {
    return this.sql("SELECT restore('album', 1)");
  }

  // --- what is prepared

  async before_restore() {
    await this.delete(await this.before_delete());
    return this.singles;
  }

  async before_restore_many() {
    await this.delete_many();
  }

  async before_restore_cascade() {
    await this.cascade(await this.before_cascade());
  }
}

const OPERATIONS = {
  delete: (contestant) => contestant.rows - SINGLE,
  delete_many: (contestant) => contestant.rows - contestant.taken,
  cascade: (contestant) => contestant.rows - contestant.taken,
  restore: (contestant) => contestant.rows,
  restore_many: (contestant) => contestant.rows,
  restore_cascade: (contestant) => contestant.rows - 1,
  list: (contestant) => contestant.rows / 10,
};

async function run(contestant, operation, template, path, measure) {
  copyFileSync(template, path);
  await contestant.open(path);
  await contestant.live(); // So that the schema has been read.
  const prepared = await contestant[`before_${operation}`]?.();
  const found = await measure(() => contestant[operation](prepared), contestant);
  const live = await contestant.live();
  await contestant.close();
  for (const suffix of ["", "-wal", "-shm"]) rmSync(path + suffix, { force: true });
  return [found, live];
}

async function counted(operate, contestant) {
  let statements = 0;
  contestant.log((text) => { if (!/^(Execut.*: )?(BEGIN|COMMIT|SAVEPOINT|RELEASE)/.test(text)) statements += 1; });
  await operate();
  contestant.log(null);
  return statements;
}

async function timed(operate) {
  const start = process.cpuUsage();
  await operate();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1e6;
}

export async function main(contestants) {
  const [name, rows, folder] = process.argv.slice(2);
  const contestant = new contestants[name](Number(rows));
  const template = join(folder, `${name}.${rows}.db`);
  if (!existsSync(template)) await contestant.create(template);
  const results = {};
  for (const [operation, expected] of Object.entries(OPERATIONS)) {
    const lacks = contestant.lacks[operation];
    if (lacks) {
      results[operation] = { lacks };
      continue;
    }
    const source = operation === "list" ? `${template}.trash` : template;
    const [statements] = await run(contestant, operation, source, `${template}.copy`, counted);
    const [seconds, live] = await run(contestant, operation, source, `${template}.copy`, timed);
    results[operation] = { seconds, statements, live, expected: expected(contestant) };
  }
  console.log(JSON.stringify(results));
}
