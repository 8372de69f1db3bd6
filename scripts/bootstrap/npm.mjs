import { existsSync, realpathSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { SetupError } from './report.mjs'
import { runQuietly } from './run.mjs'

// Set by an outer npm for its scripts and wrong for an inner npm in another folder.
const OUTER_ONLY =
  /^npm_(?!config_)|^npm_config_(local_prefix|global_prefix|prefix|global|init_module|node_gyp|npm_version)$/i

/**
 * Runs the machine's npm under a given Node. Not through npm's own launcher: a packaged one
 * may name the system's Node in its first line, and `engine-strict` would then refuse.
 * @param {{ node: string, cwd: string, env: NodeJS.ProcessEnv, args: string[], failure: string }} options
 */
export async function runNpm({ node, cwd, env, args, failure }) {
  const cleanEnv = Object.fromEntries(
    Object.entries(env).filter(([name]) => !OUTER_ONLY.test(name)),
  )
  const { code, output } = await runQuietly(node, [npmProgram(env), ...args], {
    cwd,
    env: cleanEnv,
  })
  if (code === 0) return
  // The reason comes first; after it npm prints its manual.
  const lines = output.split('\n').filter((line) => /^npm (error|ERR!) ./.test(line))
  console.error((lines.length > 0 ? lines.slice(0, 8) : output.split('\n').slice(-8)).join('\n'))
  throw new SetupError(failure)
}

/**
 * @param {NodeJS.ProcessEnv} env
 * @returns {string}
 */
function npmProgram(env) {
  const outer = env['npm_execpath']
  if (outer && /npm-cli\.[cm]?js$/.test(outer) && existsSync(outer)) return outer
  for (const folder of (env['PATH'] ?? env['Path'] ?? '').split(delimiter)) {
    const launcher = join(folder, 'npm')
    if (!existsSync(launcher)) continue
    const program = realpathSync(launcher)
    // A link to the program itself (Linux, macOS), or a launcher beside the program (Windows).
    const candidates = [program, join(dirname(program), 'node_modules', 'npm', 'bin', 'npm-cli.js')]
    const found = candidates.find((file) => /\.[cm]?js$/.test(file) && existsSync(file))
    if (found) return found
  }
  throw new SetupError(
    'npm was not found in PATH: install npm 9 or newer and run the command again.',
  )
}
