import { createGuestClient } from '@alongside/client'
import type { SessionView } from '@alongside/protocol/api'
import { expect, test } from 'vitest'
import { createSharing } from './sharing.ts'
import { initialState } from './state.ts'
import { createStore } from './store.ts'

const view = (changed: Partial<SessionView>): SessionView => ({
  ...{
    id: 'session-1',
    conversationId: 'conversation-1',
    version: 1,
    state: 'active',
    paused: false,
  },
  ...{ reason: null, agentId: 'agent-01', agentName: 'Maria', expiresAt: null },
  ...{
    idleAt: null,
    endedAt: null,
    proposedAt: '2026-03-12T10:00:00.000Z',
    startedAt: '2026-03-12T10:00:05.000Z',
  },
  ...{ tabId: 'another-tab' },
  ...changed,
})

function sharing() {
  const look = { name: 'Support', greeting: '', color: '#0B7A75', alignment: 'right' } as const
  const store = createStore(
    initialState({
      ...{ id: 'demo-shop', version: 1, domains: [], issuerKey: '' },
      config: { look, cobrowse: {} as never },
    }),
  )
  const storage = { read: () => null, write: () => {}, remove: () => {} }
  const model = createSharing({
    client: createGuestClient({
      ...{ baseUrl: 'http://127.0.0.1', deploymentId: 'demo-shop', token: null },
      onToken: () => {},
    }),
    store,
    session: storage,
    keys: { offer: 'offer', sharing: 'sharing' },
    tabId: 'this-tab',
    boot: {
      baseUrl: '',
      deploymentId: 'demo-shop',
      issuerKey: null,
      queue: [],
      bring: () => Promise.reject(),
    },
    connect: () => {
      throw new Error('nothing is connected here')
    },
    words: {} as never,
    loadCobrowse: () => Promise.reject(new Error('nothing is shared here')),
    page: {} as never,
    tell: () => {},
    close: () => {},
    show: () => {},
  })
  return { model, store }
}

test('an answer that an event has overtaken is no news', () => {
  const { model, store } = sharing()
  model.onSession(view({ state: 'interrupted', version: 4 }))
  model.onSession(view({ state: 'paused', version: 3 }))
  expect(store.value.session?.state).toBe('interrupted')
  model.onSession(view({ version: 5 }))
  expect(store.value.session?.state).toBe('active')
})

test('what is told late of an earlier session leaves the proposal of now alone', () => {
  const { model, store } = sharing()
  model.onSession(view({}))
  model.onOffer({ type: 'Offering', sessionId: 'session-2', sessionJoinToken: 'token' })
  model.onSession(
    view({ id: 'session-2', state: 'proposed', proposedAt: '2026-03-12T10:05:00.000Z' }),
  )
  model.onSession(view({ state: 'ended', version: 2, reason: 'customer_ended' }))
  const { session, offer, prompt } = store.value
  expect(session?.id).toBe('session-2')
  expect(offer?.sessionId).toBe('session-2')
  expect(prompt?.kind).toBe('offer')
})
