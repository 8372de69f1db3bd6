import { randomBytes } from 'node:crypto'
import { proposeSession, transition } from '@alongside/protocol'
import { expect, test } from 'vitest'
import { NO_FACTS } from './session-facts.ts'
import type { NewMessage, SessionRecord, Store } from './store.ts'

/** What every store must do; each implementation's test runs all of it. */
export function storeContract(open: () => Promise<Store>): void {
  const id = (): string => randomBytes(12).toString('base64url')
  const at = 1_000

  async function withStore(run: (store: Store) => Promise<void>): Promise<void> {
    const store = await open()
    try {
      await run(store)
    } finally {
      await store.close()
    }
  }

  async function deployment(store: Store): Promise<string> {
    const made = await store.saveDeployment({
      id: id(),
      name: 'Shop',
      domains: ['shop.example'],
      config: {} as never,
    })
    return made.id
  }

  async function agentOf(store: Store): Promise<string> {
    await store.saveRole('agent', ['conversation:cobrowse:add'])
    const agentId = id()
    await store.createAgent({
      id: agentId,
      email: `${agentId}@Example.com`,
      name: 'Robin',
      passwordHash: 'hash',
      roles: ['agent'],
      at,
    })
    return agentId
  }

  const communicationType = 'Webmessaging'

  async function conversationOf(store: Store): Promise<{ id: string; guestId: string }> {
    const deploymentId = await deployment(store)
    const guestId = id()
    await store.createGuest({ id: guestId, deploymentId, name: 'Kim', tokenHash: guestId, at })
    const about = { deploymentId, guestId, communicationType, page: '/p', at } as const
    const made = await store.startConversation({ id: id(), ...about })
    return { id: made.id, guestId }
  }

  function message(conversationId: string, more: Partial<NewMessage> = {}): NewMessage {
    return {
      id: id(),
      conversationId,
      at,
      from: 'guest',
      senderId: 'g',
      name: 'Kim',
      text: 'Hello',
      event: null,
      ...more,
    }
  }

  function session(conversationId: string, agentId: string): SessionRecord {
    return {
      id: id(),
      conversationId,
      agentId,
      agentName: 'Robin',
      proposedAt: at,
      tabId: null,
      session: proposeSession(at),
      facts: NO_FACTS,
      version: 1,
    }
  }

  test('a deployment’s versions count up', () =>
    withStore(async (store) => {
      const config = {} as never
      const shop = await deployment(store)
      expect((await store.deployment(shop))?.version).toBe(1)
      const next = { id: shop, name: 'New', domains: [], config }
      expect((await store.saveDeployment(next)).version).toBe(2)
      expect(await store.deployment(shop)).toEqual({ ...next, version: 2 })
      expect(await store.deployment('unknown')).toBeNull()
    }))

  test('an agent is found by e-mail in any case, with the permissions of its roles', () =>
    withStore(async (store) => {
      const agentId = await agentOf(store)
      const found = await store.agentByEmail(` ${agentId}@EXAMPLE.com `)
      expect(found).toMatchObject({ id: agentId, name: 'Robin' })
      expect(found?.permissions).toEqual(['conversation:cobrowse:add'])
      expect(await store.agentByEmail('nobody@example.com')).toBeNull()
    }))

  test('a new password ends all sign-ins but one', () =>
    withStore(async (store) => {
      const agentId = await agentOf(store)
      for (const tokenHash of [`${agentId}a`, `${agentId}b`]) {
        await store.createSignIn({ tokenHash, agentId, expiresAt: 5 })
      }
      await store.changePassword(agentId, 'other', `${agentId}a`)
      expect(await store.signIn(`${agentId}a`)).toMatchObject({ agentId, expiresAt: 5 })
      expect(await store.signIn(`${agentId}b`)).toBeNull()
      expect((await store.agent(agentId))?.passwordHash).toBe('other')
    }))

  test('a guest has one open conversation, however often it starts one', () =>
    withStore(async (store) => {
      const { id: first, guestId } = await conversationOf(store)
      const guest = await store.guest(guestId)
      const deploymentId = guest?.deploymentId ?? ''
      const again = { deploymentId, guestId, communicationType: 'Voice', page: '', at } as const
      const starts = [1, 2, 3].map(() => store.startConversation({ id: id(), ...again }))
      for (const { id: same } of await Promise.all(starts)) expect(same).toBe(first)
      await store.endConversation(first, message(first, { from: 'system' }))
      const fresh = await store.startConversation({ id: id(), ...again })
      expect(fresh.id).not.toBe(first)
      expect(fresh.communicationType).toBe('Voice')
      expect((await store.conversation(first))?.communicationType).toBe(communicationType)
      expect(await store.endConversation(first, message(first))).toBeNull()
    }))

  test('messages are counted without gaps, stored once, and read in pages', () =>
    withStore(async (store) => {
      const { id: conversation } = await conversationOf(store)
      const sent = Array.from({ length: 20 }, (_, i) => message(conversation, { text: `${i}` }))
      const twice = await Promise.all([...sent, ...sent].map((m) => store.addMessage(m)))
      expect(twice.filter(({ stored }) => stored)).toHaveLength(20)
      const sequences = twice.slice(0, 20).map(({ message: m }) => m.sequence)
      expect([...sequences].sort((a, b) => a - b)).toEqual(
        Array.from({ length: 20 }, (_, i) => i + 1),
      )
      const range = { after: null, before: null, limit: 5 }
      const newest = await store.messages(conversation, range)
      expect(newest.messages.map((m) => m.sequence)).toEqual([16, 17, 18, 19, 20])
      expect(newest.more).toBe(true)
      const older = await store.messages(conversation, { ...range, before: 3 })
      expect(older).toMatchObject({ more: false, messages: [{ sequence: 1 }, { sequence: 2 }] })
      const missed = await store.messages(conversation, { ...range, after: 18 })
      expect(missed).toMatchObject({ more: false, messages: [{ sequence: 19 }, { sequence: 20 }] })
      expect(await store.conversation(conversation)).toMatchObject({
        lastSequence: 20,
        guestRead: 20,
      })
    }))

  test('receipts go forward only, and not past what there is', () =>
    withStore(async (store) => {
      const { id: conversation } = await conversationOf(store)
      await store.addMessage(message(conversation))
      await store.addMessage(message(conversation))
      expect(await store.setRead(conversation, 'agent', 3)).toBe(false)
      expect(await store.setRead(conversation, 'agent', 2)).toBe(true)
      expect(await store.setRead(conversation, 'agent', 1)).toBe(false)
      expect((await store.conversation(conversation))?.agentRead).toBe(2)
    }))

  test('the first agent gets the conversation', () =>
    withStore(async (store) => {
      const { id: conversation } = await conversationOf(store)
      const agents = [await agentOf(store), await agentOf(store)]
      const note = () => message(conversation, { from: 'system' })
      const given = await Promise.all(
        agents.map((a) => store.assign(conversation, a, null, note())),
      )
      expect(given.filter((m) => m !== null)).toHaveLength(1)
      const winner = agents[given.findIndex((m) => m !== null)]
      expect(await store.conversation(conversation)).toMatchObject({
        state: 'assigned',
        agentId: winner,
        agentName: 'Robin',
      })
    }))

  test('one unended session for a conversation and for an agent, also in a race', () =>
    withStore(async (store) => {
      const one = await conversationOf(store)
      const two = await conversationOf(store)
      const robin = await agentOf(store)
      const ada = await agentOf(store)
      const note = message(one.id, { from: 'system' })
      const first = session(one.id, robin)
      expect(await store.createSession(first, note)).toMatchObject({ sequence: 1 })
      const races = await Promise.all([
        store.createSession(session(one.id, ada), message(one.id)),
        store.createSession(session(two.id, robin), message(two.id)),
      ])
      expect(races).toEqual(['conversation_busy', 'agent_busy'])
      expect((await store.openSession(one.id))?.id).toBe(first.id)
      expect([await store.agentBusy(robin), await store.agentBusy(ada)]).toEqual([true, false])
      const ended = transition(first.session, { type: 'withdraw' }, at)
      await store.saveSession({ ...first, session: ended }, null)
      expect(await store.openSession(one.id)).toBeNull()
      expect(await store.createSession(session(two.id, robin), message(two.id))).toMatchObject({})
      expect((await store.session(first.id))?.session).toEqual(ended)
    }))

  test('a conversation that has ended gets no session', () =>
    withStore(async (store) => {
      const { id: conversation } = await conversationOf(store)
      const robin = await agentOf(store)
      await store.endConversation(conversation, message(conversation, { from: 'system' }))
      const late = store.createSession(session(conversation, robin), message(conversation))
      expect(await late).toBe('conversation_ended')
    }))

  test('a session is written only over the version that was read, and its note with it', () =>
    withStore(async (store) => {
      const { id: conversation } = await conversationOf(store)
      const record = session(conversation, await agentOf(store))
      await store.createSession(record, message(conversation))
      const active = { ...record, session: transition(record.session, { type: 'accept' }, at) }
      const saves = await Promise.all(
        [1, 2, 3].map(() => store.saveSession(active, message(conversation))),
      )
      expect(saves.filter((s) => s !== false)).toHaveLength(1)
      expect((await store.conversation(conversation))?.lastSequence).toBe(2)
      expect((await store.session(record.id))?.version).toBe(2)
    }))

  test('a join code is spent once, an agent has one, and two agents never the same', () =>
    withStore(async (store) => {
      const [robin, ada] = [await agentOf(store), await agentOf(store)]
      const code = { agentId: robin, codeHash: id(), sessionId: id(), expiresAt: 10 }
      expect(await store.saveJoinCode({ ...code, codeHash: 'before' })).toBe(true)
      expect(await store.saveJoinCode(code)).toBe(true)
      expect(await store.saveJoinCode({ ...code, agentId: ada })).toBe(false)
      expect(await store.takeJoinCode('before', 9)).toBeNull()
      expect(await store.takeJoinCode(code.codeHash, 10)).toBe('expired')
      const taken = await Promise.all([1, 2, 3].map(() => store.takeJoinCode(code.codeHash, 9)))
      expect(taken.filter((each) => each !== null)).toEqual([code])
      expect(await store.saveJoinCode({ ...code, agentId: ada })).toBe(true)
      await store.endJoinCode(ada)
      expect(await store.takeJoinCode(code.codeHash, 9)).toBeNull()
    }))

  test('a secret is made once', () =>
    withStore(async (store) => {
      const name = id()
      const first = await store.secret(name, () => randomBytes(32))
      const again = await store.secret(name, () => randomBytes(32))
      expect(Buffer.compare(first, again)).toBe(0)
    }))
}
