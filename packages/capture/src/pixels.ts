import { Assets } from './assets.ts'
import { images } from './images.ts'
import type { Host, MakePart, Part } from './part.ts'
import { motion } from './pixels/motion.ts'
import { playback } from './pixels/playback.ts'
import { surfaces } from './pixels/surfaces.ts'

/** What reads bytes and pixels of the page. Nothing of it is needed before there is a picture. */
export const PIXELS: readonly MakePart[] = [images, assets, motion, surfaces, playback, checked]

function assets(host: Host): Part {
  const answers = new Assets(host)
  return {
    request: (request) => answers.request(request),
    epoch: () => answers.epoch(),
    stop: () => answers.stop(),
  }
}

/** What checks the mirror, a chunk of its own. */
function checked(host: Host): Part {
  let running = true
  const join = async (): Promise<void> => {
    try {
      const { checks } = await import('./checks.ts')
      if (running) for (const part of checks(host)) host.use(part)
    } catch {
      // No network: nobody checks.
    }
  }
  void join()
  return {
    stop() {
      running = false
    },
  }
}
