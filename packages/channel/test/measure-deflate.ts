// node packages/channel/test/measure-deflate.ts FILE... : size and time on given text, cut as a page's ops are, beside zlib's levels.
import { readFileSync } from 'node:fs'
import { Deflate } from 'pako'
import { Squeezer } from '../src/squeeze.ts'

const text = Buffer.concat(process.argv.slice(2).map((path) => readFileSync(path)))
const payloads: Uint8Array[] = []
// A snapshot in slices, then small changes that repeat what the page has said.
for (let at = 0; at < text.length; at += 24_000) payloads.push(text.subarray(at, at + 24_000))
for (let i = 0; i < 2_000; i++) {
  const at = (i * 7919) % Math.max(1, text.length - 200)
  payloads.push(text.subarray(at, at + 60 + (i % 140)))
}
const raw = payloads.reduce((sum, payload) => sum + payload.length, 0)

measure('squeezer', () => {
  const squeezer = new Squeezer()
  return payloads.reduce((sum, payload) => sum + squeezer.squeeze(payload).length, 0)
})
for (const level of [1, 3, 5, 6] as const) {
  measure(`zlib, level ${level}`, () => {
    let bytes = 0
    const deflate = new Deflate({ raw: true, level })
    deflate.onData = (chunk) => {
      bytes += chunk.length
    }
    for (const payload of payloads) deflate.push(payload, 2)
    return bytes
  })
}

function measure(name: string, run: () => number): void {
  const times: number[] = []
  let bytes = 0
  for (let round = 0; round < 9; round++) {
    const start = process.cpuUsage().user
    bytes = run()
    times.push((process.cpuUsage().user - start) / 1000)
  }
  const median = times.sort((a, b) => a - b)[4] ?? 0
  console.log(
    `${name}: ${bytes} bytes (${((100 * bytes) / raw).toFixed(1)} %), ${median.toFixed(0)} ms for ${raw} bytes`,
  )
}
