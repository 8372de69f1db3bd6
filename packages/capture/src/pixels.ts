import { Assets } from './assets.ts'
import type { Host, MakePart, Part } from './part.ts'
import { motion } from './pixels/motion.ts'
import { playback } from './pixels/playback.ts'
import { surfaces } from './pixels/surfaces.ts'
import { verification } from './verification.ts'

/** What reads bytes and pixels of the page, and what checks the mirror. Nothing of it is needed before there is a picture. */
export const PIXELS: readonly MakePart[] = [assets, motion, surfaces, playback, verification]

function assets(host: Host): Part {
  const answers = new Assets(host)
  return {
    request: (request) => answers.request(request),
    epoch: () => answers.epoch(),
    stop: () => answers.stop(),
  }
}
