import { html, type Markup } from '../markup.ts'
import { seeded } from '../shop/random.ts'
import type { Snippet } from '../snippet.ts'
import { toolPage } from './tool-page.ts'

/** How long the file in the editor is. */
export const editorLines = 2000

/**
 * Monaco's AMD build needs no bundler: its loader is a script, and its workers load from the same origin. The file that it
 * shows is fetched, so that the page itself stays small.
 */
export function monacoPage(snippet: Snippet | null): Markup {
  return toolPage(snippet, {
    title: 'Scripts',
    bodyClass: 'monaco-page',
    head: html`<link rel="stylesheet" href="/vendor/monaco/vs/editor/editor.main.css">
<script defer src="/vendor/monaco/vs/loader.js"></script>
<script defer src="/assets/monaco.js"></script>`,
    main: html`<main class="editor-frame"><div class="editor-bar"><span class="editor-tab">tide-tables.ts</span><button type="button" data-theme>Dark theme</button></div><div id="editor" data-file="/monaco/tide-tables.ts"></div><p class="editor-status" role="status" data-status>Loading the editor …</p></main>`,
  })
}

const ports = ['Oban', 'Bergen', 'Galway', 'Porto', 'Brest', 'Husum', 'Leith', 'Ystad'] as const

/** A believable TypeScript file of exactly `editorLines` lines. */
export function editorText(): string {
  const random = seeded('tides')
  const lines = [
    'export type Minutes = number',
    'export type Metres = number',
    '',
    '/** One high or low water, as printed in the almanac. */',
    'export interface Tide {',
    "  readonly kind: 'high' | 'low'",
    '  readonly at: Minutes',
    '  readonly height: Metres',
    '}',
    '',
    'export type Table = readonly Tide[]',
    '',
    '/** Water rises slowly, then fast, then slowly: the rule of twelfths as a cosine. */',
    'function interpolate(from: Tide, to: Tide, part: number): Metres {',
    '  const risen = (1 - Math.cos(Math.PI * part)) / 2',
    '  return from.height + (to.height - from.height) * risen',
    '}',
    '',
  ]
  let number = 0
  while (lines.length < editorLines - 24) {
    const port = ports[number % ports.length] ?? ports[0]
    const day = Math.floor(number / ports.length) + 1
    const name = `${port.toLowerCase()}${day}`
    const first = Math.floor(random() * 360)
    lines.push(
      `/** ${port}, day ${day}: ${random() < 0.5 ? 'springs' : 'neaps'}, corrected for pressure. */`,
      `export const ${name}: Table = [`,
      ...[0, 1, 2, 3].map((turn) => {
        const high = turn % 2 === 0
        const height = high ? 3 + random() * 2 : 0.3 + random()
        return `  { kind: '${high ? 'high' : 'low'}', at: ${first + turn * 373}, height: ${height.toFixed(2)} },`
      }),
      ']',
      '',
      `export function waterAt${port}${day}(at: Minutes): Metres {`,
      `  const before = ${name}.findLast((tide) => tide.at <= at)`,
      `  const after = ${name}.find((tide) => tide.at > at)`,
      '  if (!before || !after) return 0 // outside the table: nobody should sail on this',
      '  return interpolate(before, after, (at - before.at) / (after.at - before.at))',
      '}',
      '',
    )
    number += 1
  }
  while (lines.length < editorLines - 1) lines.push(`// tide ${lines.length + 1}: not yet observed`)
  lines.push('export const complete = false')
  return lines.join('\n')
}
