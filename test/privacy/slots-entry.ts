import { Canaries } from './canaries.ts'
import { PIXELS, type Slots, TEXTS } from './slots.ts'
import { ATTRIBUTES, VALUES } from './slots-attributes.ts'
import { NEVER } from './slots-never.ts'
import { STYLES } from './slots-styles.ts'
import { write } from './write.ts'

const MARKED: Slots = { ...TEXTS, ...ATTRIBUTES, ...VALUES, ...STYLES, ...PIXELS }

const canaries = new Canaries()
const hosts = new Map<string, HTMLElement>()

/** A secret in each slot, of a page that a test opens: what is sent never under no mark, all else under one. Gives how many so far. */
async function put(): Promise<number> {
  for (const [name, slot] of Object.entries({ ...MARKED, ...NEVER })) {
    const host = hosts.get(name) ?? document.body.appendChild(document.createElement('section'))
    hosts.set(name, host)
    if (name in MARKED) host.dataset['alongsideMask'] = ''
    const secret = canaries.plant(name)
    if (typeof slot === 'string') write(host, slot.replaceAll('$', secret))
    else await slot(host, secret)
  }
  return canaries.count
}

declare global {
  var putSecrets: typeof put
}
globalThis.putSecrets = put
