// Bundled by scripts/fuzz.ts into a page of its own, with the capture as a text.
import type { startCapture } from '@alongside/capture'
import { type EditsOptions, type EditsRun, runEdits } from './run-edits.ts'
import { runSabotage } from './run-sabotage.ts'

/** `source`: a script that leaves the capture in `capture`. */
function fuzz(
  source: string,
  edits: number,
  seed: number,
  options: EditsOptions,
): Promise<EditsRun> {
  const own = (view: Window): typeof startCapture =>
    Reflect.get(view, 'eval')(`${source};capture`).startCapture
  return runEdits(edits, seed, { ...options, own })
}

Object.assign(globalThis, { fuzz, sabotage: runSabotage })
