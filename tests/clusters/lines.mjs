// Answers a test: each line of the input is { batch: [[sql, ...parameters], ...] }, each of the output { results: the
// rows of each statement, as arrays } or { error: message }. run(batch) does it all in one transaction.
import { createInterface } from 'node:readline'

export async function answer(run) {
  for await (const line of createInterface({ input: process.stdin })) {
    let reply
    try {
      reply = { results: await run(JSON.parse(line).batch) }
    } catch (error) {
      reply = { error: error.message }
    }
    console.log(JSON.stringify(reply))
  }
}
