// A D1 database in the folder that the argument names.
import { Miniflare } from 'miniflare'

import { answer } from './lines.mjs'

const server = new Miniflare({
  modules: true, script: 'export default {}', d1Databases: { DB: 'colors' }, d1Persist: process.argv[2],
})
const db = await server.getD1Database('DB')

await answer(async (batch) => {
  const prepared = batch.map(([sql, ...parameters]) => db.prepare(sql).bind(...parameters))
  return (await db.batch(prepared)).map(({ results }) => results.map(Object.values))
})
await server.dispose()
