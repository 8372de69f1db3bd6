// Bundled by scripts/fuzz.ts into a page of its own.
import { runEdits } from './run-edits.ts'

Object.assign(globalThis, { runEdits })
