import { Assets } from './assets.ts'
import type { Host, MakePart, Part } from './part.ts'
import { motion } from './pixels/motion.ts'
import { surfaces } from './pixels/surfaces.ts'

/** What reads bytes and pixels of the page. Nothing of it is needed before the agent's replica asks for something. */
export const PIXELS: readonly MakePart[] = [assets, motion, surfaces]

function assets(host: Host): Part {
  const answers = new Assets(host)
  return {
    request: (request) => answers.request(request),
    epoch: () => answers.epoch(),
    stop: () => answers.stop(),
  }
}
