import { PERMISSIONS } from '@alongside/protocol/api'
import type { ServerConfig } from './config/config-schema.ts'
import { hashPassword } from './crypto/passwords.ts'
import { newId, newToken } from './crypto/tokens.ts'
import type { Store } from './store/store.ts'

/** Shown once, kept nowhere. */
export type FirstAgent = { readonly email: string; readonly password: string }

/** On an empty store: the roles, a first agent who can do everything, and the demo deployment. */
export async function firstStart(
  store: Store,
  config: ServerConfig,
  now: () => number,
): Promise<FirstAgent | null> {
  await store.saveRole('agent', [
    'conversation:cobrowse:add',
    'conversation:cobrowseVoice:add',
    'conversation:message:add',
    'conversation:communication:transfer',
  ])
  await store.saveRole('administrator', PERMISSIONS)
  if (!config.demo.enabled || (await store.countAgents()) > 0) return null
  await store.saveDeployment({
    id: 'demo-shop',
    name: 'Demo shop',
    domains: config.demo.domains,
    config: {
      cobrowse: {
        enabled: true,
        allowAgentControl: true,
        allowAgentNavigation: true,
        allowDraw: true,
        channels: ['Webmessaging', 'Voice'],
        maskSelectors: ['.card'],
        readonlySelectors: [],
        pauseCriteria: [],
        privacy: { mode: 'balanced', unmaskSelectors: [] },
      },
      look: {
        name: 'Support',
        greeting: 'Hello! How can we help?',
        color: '#0B7A75',
        alignment: 'right',
      },
    },
  })
  // 22 characters of 6 bits: 132 bits.
  const password = newToken().slice(0, 22)
  await store.createAgent({
    id: newId(),
    email: config.demo.email,
    name: config.demo.name,
    passwordHash: await hashPassword(password),
    roles: ['administrator', 'agent'],
    at: now(),
  })
  return { email: config.demo.email, password }
}
