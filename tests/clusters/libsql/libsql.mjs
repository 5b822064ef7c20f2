// A database in the file that the argument names.
import { createClient } from '@libsql/client'

import { answer } from './lines.mjs'

const db = createClient({ url: `file:${process.argv[2]}` })

await answer(async (batch) => {
  const results = await db.batch(batch.map(([sql, ...args]) => ({ sql, args })), 'write')
  return results.map(({ rows }) => rows.map((row) => Array.from(row)))
})
