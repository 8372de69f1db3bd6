import type { Permission } from '@alongside/protocol/api'
import type { Store } from '../../apps/server/src/store/store.ts'
import { memoryStore } from './memory-store.ts'

export const DEPLOYMENT = 'demo-shop'
/** Of every agent; the first is the right to propose. */
export const PERMISSIONS: readonly Permission[] = [
  'conversation:cobrowse:add',
  'conversation:message:add',
  'conversation:communication:transfer',
]
export const ROLE = 'agent'
export const AGENTS = ['agent-maria', 'agent-robin'] as const
/** Where the deployment says that nothing is to be sent. */
export const PAUSED_PATH = '/payment'

/** An empty store with a deployment and two agents. */
export async function openStore(wait: () => Promise<void>): Promise<Store> {
  const store = memoryStore(wait)
  await store.saveRole(ROLE, PERMISSIONS)
  await store.saveDeployment({
    id: DEPLOYMENT,
    name: 'Shop',
    domains: ['shop.localhost'],
    config: {
      cobrowse: {
        enabled: true,
        allowAgentControl: true,
        allowAgentNavigation: true,
        allowDraw: true,
        channels: ['Webmessaging'],
        maskSelectors: [],
        readonlySelectors: [],
        pauseCriteria: [{ urlFragment: PAUSED_PATH, condition: 'Includes' }],
        privacy: { mode: 'balanced', unmaskSelectors: [] },
      },
      look: { name: 'Support', greeting: '', color: '#0B7A75', alignment: 'right' },
    },
  })
  for (const id of AGENTS) {
    await store.createAgent({
      ...{ id, email: `${id}@example.com`, name: id, passwordHash: '', roles: [ROLE], at: 1 },
    })
  }
  return store
}
