import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** The version of a package as it is installed in a folder. */
export function installedVersion(folder: string, name: string): string {
  const file = join(folder, 'node_modules', name, 'package.json')
  const { version }: { version: string } = JSON.parse(readFileSync(file, 'utf8'))
  return version
}
