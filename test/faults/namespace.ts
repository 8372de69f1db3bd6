import { execFileSync } from 'node:child_process'
import { chmodSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A network of its own for a browser, with one link to this machine that can be pulled. */
export interface Namespace {
  /** Where this machine is, seen from inside. */
  readonly host: string
  /** Runs this program inside. */
  wrap(program: string): string
  /** Packets vanish without a word, in the one form (`drop`) unseen by the browser, in the other with its cable pulled. */
  link(state: 'up' | 'down' | 'drop'): void
  remove(): void
}

/** null where this machine does not permit it. */
export function openNamespace(name: string, net: number): Namespace | null {
  const ip = (...args: string[]): void => void execFileSync('ip', args, { stdio: 'pipe' })
  const inside = `10.231.${net}.2`
  const host = `10.231.${net}.1`
  const near = `${name}h`
  const far = `${name}n`
  const remove = (): void => {
    for (const args of [
      ['link', 'del', near],
      ['netns', 'del', name],
    ])
      try {
        ip(...args)
      } catch {
        // It was not there.
      }
  }
  try {
    remove()
    ip('netns', 'add', name)
    ip('link', 'add', near, 'type', 'veth', 'peer', 'name', far)
    ip('link', 'set', far, 'netns', name)
    ip('addr', 'add', `${host}/24`, 'dev', near)
    ip('link', 'set', near, 'up')
    ip('-n', name, 'addr', 'add', `${inside}/24`, 'dev', far)
    ip('-n', name, 'link', 'set', 'lo', 'up')
    ip('-n', name, 'link', 'set', far, 'up')
    ip('-n', name, 'route', 'add', 'default', 'via', host)
  } catch {
    remove()
    return null
  }
  return {
    host,
    wrap(program) {
      const file = join(mkdtempSync(join(tmpdir(), 'alongside-ns-')), 'browser')
      writeFileSync(file, `#!/bin/sh\nexec ip netns exec ${name} ${program} "$@"\n`)
      chmodSync(file, 0o755)
      return file
    },
    link(state) {
      // A link without its address here drops what comes; the other side sees nothing of it.
      if (state === 'drop') ip('addr', 'flush', 'dev', near)
      else if (state === 'down') ip('-n', name, 'link', 'set', far, 'down')
      else {
        ip('-n', name, 'link', 'set', far, 'up')
        ip('addr', 'replace', `${host}/24`, 'dev', near)
        try {
          ip('-n', name, 'route', 'replace', 'default', 'via', host)
        } catch {
          // Still there.
        }
      }
    },
    remove,
  }
}
