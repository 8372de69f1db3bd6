// Adds the optional builds that npm left out of package-lock.json; see check/lockfile.ts. They get
// the exact version that their dependent asks for. They have no digest, because npm could not fetch
// them: `npm install` in reach of them adds it.

import { readFileSync, writeFileSync } from 'node:fs'
import { type Lockfile, missingPackages } from './check/lockfile.ts'

const SYSTEMS = ['android', 'darwin', 'freebsd', 'linux', 'openharmony', 'win32'] as const
const PROCESSORS = ['arm64', 'ia32', 'ppc64', 'riscv64', 's390x', 'x64', 'arm'] as const

const file = new URL('../package-lock.json', import.meta.url)
const lockfile: Lockfile = JSON.parse(readFileSync(file, 'utf8'))
const missing = missingPackages(lockfile)
for (const { name, version, dev } of missing) {
  const os = SYSTEMS.find((system) => name.includes(system))
  const cpu = PROCESSORS.find((processor) => name.includes(processor))
  if (!os || !cpu || !/^\d/.test(version)) throw new Error(`${name} ${version} is not a build`)
  lockfile.packages[`node_modules/${name}`] = {
    version,
    cpu: [cpu],
    ...(dev ? { dev } : {}),
    ...(os === 'linux' ? { libc: [name.includes('musl') ? 'musl' : 'glibc'] } : {}),
    optional: true,
    os: [os],
  }
}
const byPath = Object.entries(lockfile.packages).sort(([a], [b]) => (a < b ? -1 : 1))
lockfile.packages = Object.fromEntries(byPath)
writeFileSync(file, `${JSON.stringify(lockfile, null, 2)}\n`)
console.log(`package-lock.json: ${missing.length} added`)
