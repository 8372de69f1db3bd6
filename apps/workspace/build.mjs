import { fileURLToPath } from 'node:url'
import { build as buildWithVite } from 'vite'

/** What decides the bundle, from the root of the repository. */
export const inputs = [
  'apps/workspace/index.html',
  'apps/workspace/package.json',
  'apps/workspace/vite.config.ts',
  'apps/workspace/public',
  'apps/workspace/src',
  'packages/protocol/src',
  'packages/channel/src',
  'packages/client/src',
  'packages/overlay/src',
  'packages/replica/src',
  'packages/viewer/src',
]

/**
 * Writes apps/workspace/dist, which the server serves under /workspace/.
 * @param {{ outDir?: string }} [options]
 */
export async function build({ outDir } = {}) {
  await buildWithVite({
    configFile: fileURLToPath(new URL('./vite.config.ts', import.meta.url)),
    logLevel: 'warn',
    ...(outDir ? { build: { outDir } } : {}),
  })
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await build()
