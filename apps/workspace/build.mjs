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
 * Writes apps/workspace/dist, which the server serves under /workspace/. `changes`: plugins of a test, for a build that is not the product.
 * @param {{ outDir?: string, changes?: import('vite').Plugin[] }} [options]
 */
export async function build({ outDir, changes = [] } = {}) {
  // What runs a build may be a test; what it builds is always the product.
  const { NODE_ENV } = process.env
  process.env['NODE_ENV'] = 'production'
  try {
    await buildWithVite({
      configFile: fileURLToPath(new URL('./vite.config.ts', import.meta.url)),
      logLevel: 'warn',
      plugins: changes,
      ...(outDir ? { build: { outDir } } : {}),
    })
  } finally {
    if (NODE_ENV === undefined) delete process.env['NODE_ENV']
    else process.env['NODE_ENV'] = NODE_ENV
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await build()
