// A database in the file that the argument names.
import { connect } from '@tursodatabase/database'

import { answer } from './lines.mjs'

const db = await connect(process.argv[2], { experimental: ['without_rowid'] })
await db.exec('PRAGMA foreign_keys = ON')

await answer(async (batch) => {
  await db.exec('BEGIN')
  try {
    const results = []
    for (const [sql, ...parameters] of batch) {
      results.push(await (await db.prepare(sql)).raw().all(...parameters))
    }
    await db.exec('COMMIT')
    return results
  } catch (error) {
    await db.exec('ROLLBACK')
    throw error
  }
})
