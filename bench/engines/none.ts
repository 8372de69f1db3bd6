import type { Engine } from './engine.ts'

/** The page alone: what every other figure is compared with. */
export const engine: Engine = { start: () => ({ stop() {} }) }
