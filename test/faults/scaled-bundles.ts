import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { Plugin } from 'esbuild'
import type { Roots } from '../../apps/server/src/http/static-files.ts'
import { PLANTS, type Plant } from './plants.ts'

/** Every wait of the two browsers' code that a cut of the connection meets, by file. */
const WAITS: Readonly<Record<string, readonly string[]>> = {
  'packages/channel/src/timing.ts': ['TIMING'],
  'packages/channel/src/connector.ts': ['OPEN_WITHIN', 'YOUNG'],
  'packages/channel/src/http.ts': ['LEFT_ALONE'],
  'packages/channel/src/http-socket.ts': ['HTTP_TIMING'],
  'packages/viewer/src/connection.ts': ['HEARTBEAT'],
  'packages/protocol/src/back-off.ts': ['BACK_OFF'],
  'packages/client/src/events.ts': ['EVENTS_TIMING'],
  'packages/client/src/http.ts': ['REQUEST_TIMEOUT', 'BESIDE'],
  'apps/workspace/src/state/outbox.ts': ['AGAIN'],
  'apps/messenger/src/model/outbox.ts': ['RETRY_AFTER'],
  'apps/messenger/src/model/sharing.ts': ['TELL_AGAIN'],
  'apps/messenger/src/model/conversation.ts': ['AGAIN_SHARED'],
  'apps/messenger/src/loader.ts': ['AGAIN'],
  'apps/messenger/src/cobrowse.ts': ['RULES_AGAIN'],
  'apps/messenger/src/model/deployment.ts': ['AGAIN', 'AGAIN_SHARED'],
}
/**
 * ms that a wait has at least, by its name: what a machine takes does not become less with the scale. Answers of one that runs forty
 * pages and starts a server come this late now and then, and whoever gives them up sooner only asks more; what all ends do again and
 * again would be its whole work. Waits that are shorter anyway stay as they are.
 */
const LEAST: readonly (readonly [RegExp, number])[] = [
  [/^(handshake|silence|quiet|begin|OPEN_WITHIN|REQUEST_TIMEOUT)$/, 3_000],
  [/^(beside|BESIDE|pingEvery)$/, 1_000],
  [/^/, 300],
]
const ROOT = fileURLToPath(new URL('../../', import.meta.url))

/**
 * A source with the numbers of its waits divided, and a bug planted. The bundles of the product have no way in for either: those that
 * are built here are others, made of changed text.
 */
export function changed(path: string, source: string, by: number, plant: Plant | null): string {
  const file = path.replace(ROOT, '')
  let text = source
  for (const name of WAITS[file] ?? []) text = divide(text, name, by)
  const bug = plant && PLANTS[plant]
  if (bug?.file === file) text = replaced(text, bug.right, bug.wrong)
  return text
}

function divide(source: string, name: string, by: number): string {
  const declaration = new RegExp(`const ${name}\\b[^=]*= (\\{[^}]*\\}|\\[[^\\]]*\\]|\\d[\\d_ *]*)`)
  const [found] = declaration.exec(source) ?? []
  if (!found) throw new Error(`no ${name}`)
  return source.replace(found, () =>
    found.replace(
      /(?:\b(\w+): )?\b(\d[\d_]*)\b/g,
      (text, key: string | undefined, number: string) => {
        const ms = Number(number.replaceAll('_', ''))
        const [, least = 0] = LEAST.find(([names]) => names.test(key ?? name)) ?? []
        return text.replace(number, String(Math.min(ms, Math.max(least, Math.round(ms / by)))))
      },
    ),
  )
}

function replaced(source: string, right: string, wrong: string): string {
  if (!source.includes(right)) throw new Error(`no place for the bug: ${right}`)
  return source.replace(right, () => wrong)
}

/** Builds messenger and workspace, changed so, into a folder, and says where they are. */
export async function buildChanged(
  folder: string,
  by: number,
  plant: Plant | null,
): Promise<Partial<Roots>> {
  const files = [...Object.keys(WAITS), ...Object.values(PLANTS).map(({ file }) => file)]
  const forEsbuild: Plugin = {
    name: 'changed',
    setup(build) {
      build.onLoad({ filter: new RegExp(`(${files.join('|')})$`) }, async ({ path }) => ({
        contents: changed(path, await readFile(path, 'utf8'), by, plant),
        loader: 'ts',
      }))
    },
  }
  const forVite = {
    name: 'changed',
    enforce: 'pre',
    transform: (code: string, id: string) => changed(id, code, by, plant),
  } as const
  const [messenger, workspace] = await Promise.all([
    import('../../apps/messenger/build.mjs'),
    import('../../apps/workspace/build.mjs'),
  ])
  const roots = { messenger: `${folder}/messenger`, workspace: `${folder}/workspace` }
  await messenger.build({ print: false, outdir: roots.messenger, changes: [forEsbuild] })
  await workspace.build({ outDir: roots.workspace, changes: [forVite] })
  return roots
}
