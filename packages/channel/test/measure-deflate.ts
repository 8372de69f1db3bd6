// node packages/channel/test/measure-deflate.ts FILE... : size and time of each level on given text, cut as a page's ops are.
import { readFileSync } from 'node:fs'
import { Deflate } from 'pako'

const text = Buffer.concat(process.argv.slice(2).map((path) => readFileSync(path)))
const payloads: Uint8Array[] = []
// A snapshot in slices, then small changes that repeat what the page has said.
for (let at = 0; at < text.length; at += 24_000) payloads.push(text.subarray(at, at + 24_000))
for (let i = 0; i < 2_000; i++) {
  const at = (i * 7919) % Math.max(1, text.length - 200)
  payloads.push(text.subarray(at, at + 60 + (i % 140)))
}
const raw = payloads.reduce((sum, payload) => sum + payload.length, 0)
for (const level of [1, 2, 3, 4, 5, 6] as const) {
  const times: number[] = []
  let bytes = 0
  for (let round = 0; round < 5; round++) {
    bytes = 0
    const deflate = new Deflate({ raw: true, level })
    deflate.onData = (chunk) => {
      bytes += chunk.length
    }
    const start = performance.now()
    for (const payload of payloads) deflate.push(payload, 2)
    times.push(performance.now() - start)
  }
  const median = times.sort((a, b) => a - b)[2] ?? 0
  console.log(
    `level ${level}: ${bytes} bytes (${((100 * bytes) / raw).toFixed(1)} %), ${median.toFixed(0)} ms for ${raw} bytes`,
  )
}
