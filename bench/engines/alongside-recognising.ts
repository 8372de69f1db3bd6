import { createRecogniser } from '@alongside/capture/recognise'
import type { Engine } from './engine.ts'
import { engineWith } from './parts.ts'

export const engine: Engine = engineWith(createRecogniser)
