import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import { budgets, build as buildMessenger } from '../../apps/messenger/build.mjs'
import { shippedBundle } from '../lab/bundle.ts'
import { bytes } from '../lab/table.ts'
import { OURS } from './judge.ts'
import type { Findings, Verdict } from './suite.ts'

/** One line that starts it; everything that it needs comes along. */
const ENTRIES: Readonly<Record<string, string>> = {
  'alongside: capture and codec, for the first picture':
    "import { startCapture } from '@alongside/capture/core'; startCapture({ emit() {}, parts: [] })",
  'alongside: capture and codec, all':
    "import { startCapture } from '@alongside/capture'; startCapture({ emit() {} })",
  'datadog: recorder':
    "import { record } from '@datadog/browser-rum/esm/domain/record/record.mjs'; record({})",
  'rrweb: record': "import { record } from '@rrweb/record'; record({ emit() {} })",
  'clarity: whole recorder': "import { clarity } from 'clarity-js'; clarity.start({})",
  'openreplay: tracker': "import Tracker from '@openreplay/tracker/class'; new Tracker({}).start()",
  'alongside: replica':
    "import { createReplica } from '@alongside/replica'; createReplica({ container: document.body, emit() {} })",
  'rrweb: Replayer':
    "import { Replayer } from '@rrweb/replay'; new Replayer([], { liveMode: true })",
}

interface Size {
  readonly name: string
  readonly min: number
  readonly gzip: number
  readonly brotli: number
}

/** What a page has to load: minified by the same settings, gzip -9, brotli 11. */
export async function size(): Promise<Findings> {
  const sizes: Size[] = []
  for (const [name, source] of Object.entries(ENTRIES)) {
    const code = Buffer.from(await shippedBundle(source, name.startsWith(OURS)))
    const brotli = brotliCompressSync(code, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } })
    const gzip = gzipSync(code, { level: 9 })
    sizes.push({ name, min: code.length, gzip: gzip.length, brotli: brotli.length })
  }
  console.log('size: done')
  return {
    tables: [
      {
        title: 'Bundle size',
        note: 'Bytes. All by esbuild and then Oxc, es2022, production; ours as it ships, its own property names shortened too.',
        rows: [
          ['what', 'minified', 'gzip', 'brotli'],
          ...sizes.map(({ name, min, gzip, brotli }) => [name, `${min}`, `${gzip}`, `${brotli}`]),
        ],
      },
    ],
    verdicts: [captureVerdict(sizes), ...(await messengerVerdicts())],
  }
}

function captureVerdict(sizes: readonly Size[]): Verdict {
  const [ours, ...rest] = sizes.filter(({ name }) => !/replica|Replayer/.test(name))
  const peers = rest.filter(({ name }) => !name.startsWith(OURS))
  return {
    what: 'capture and codec alone, for the first picture',
    budget: '<= 14 kB brotli',
    ours: bytes(ours?.brotli),
    peers: peers.map(({ name, brotli }) => `${name.split(':')[0]} ${bytes(brotli)}`).join(', '),
    met: (ours?.brotli ?? Number.NaN) <= 14_000,
  }
}

async function messengerVerdicts(): Promise<Verdict[]> {
  const sizes = await buildMessenger({ print: false })
  return (['loader', 'chat', 'cobrowse', 'parts', 'pixels'] as const).map((chunk) => ({
    what: `messenger: ${chunk} chunk`,
    budget: `<= ${budgets[chunk] / 1000} kB brotli`,
    ours: bytes(sizes[chunk]),
    peers: '',
    met: sizes[chunk] <= budgets[chunk],
  }))
}
