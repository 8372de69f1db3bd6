import type { MessageRecord, SessionRecord, Store } from '../../apps/server/src/store/store.ts'
import { PERMISSIONS } from './store.ts'
import type { World } from './world.ts'

/** A request whose agent was looked up before their right was taken is over by then, ms. */
const RIGHTS_MS = 1000

/** The store, with every session that was written also in the world's; what cannot be, is noticed there. */
export function remembering(store: Store, world: World): Store {
  const { plant, sessions } = world
  const remember = (record: SessionRecord): void => {
    const before = sessions.get(record.id)?.session.state
    if (before === 'ended' && record.session.state !== 'ended') world.fail('an ended session lives')
    if (before !== record.session.state) {
      world.reached.push(
        record.session.state === 'ended' ? record.session.reason : record.session.state,
      )
    }
    sessions.set(record.id, record)
    const open = [...sessions.values()].filter(({ session }) => session.state !== 'ended')
    for (const key of ['agentId', 'conversationId'] as const) {
      const of = open.filter((other) => other[key] === record[key])
      if (of.length > 1) world.fail(`two sessions of one ${key}`)
    }
  }
  return {
    ...store,
    async agent(id) {
      const agent = await store.agent(id)
      return agent && plant === 'rights' ? { ...agent, permissions: PERMISSIONS } : agent
    },
    async createSession(record, message) {
      const created = await store.createSession(record, message)
      if (typeof created === 'object') {
        remember(record)
        if (world.forbiddenFor > RIGHTS_MS) world.fail('a proposal of who may not propose')
      }
      return created
    },
    async saveSession(record, message) {
      const { version = record.version } = (await store.session(record.id)) ?? {}
      const saved = await store.saveSession(
        plant === 'versions' ? { ...record, version } : record,
        plant === 'lines' && record.session.state === 'ended' ? null : message,
      )
      if (saved) remember(record)
      return saved
    },
  }
}

/** What is stored: every end with one reason and one line, every text once. */
export async function checkRecord(store: Store, world: World): Promise<void> {
  const lines: MessageRecord[] = []
  const conversations = new Set<string>()
  for (const record of await store.conversations({ state: null, limit: 100 })) {
    conversations.add(record.id)
    const { messages } = await store.messages(record.id, {
      after: 0,
      before: null,
      limit: 1000,
    })
    lines.push(...messages)
  }
  for (const [id, { session }] of world.sessions) {
    const of = (type: string) =>
      lines.filter(({ event }) => event?.type === type && event.sessionId === id)
    if (of('cobrowse_proposed').length !== 1) world.fail('a proposal without its one line')
    const accepted = session.state !== 'proposed' && session.startedAt !== null
    if (of('cobrowse_accepted').length !== (accepted ? 1 : 0)) {
      world.fail('a consent without its one line')
    }
    const ended = of('cobrowse_ended')
    if (ended.length !== (session.state === 'ended' ? 1 : 0))
      world.fail('an end without its one line')
    if (session.state === 'ended' && ended[0]?.event?.reason !== session.reason) {
      world.fail('a line with another reason than the session')
    }
  }
  for (const { text, by } of world.written) {
    const times = lines.filter((line) => line.text === text).length
    if (times > 1) world.fail(`${text} is there ${times} times`)
    if (times < 1 && by?.open && !by.unsent.includes(text)) world.fail(`${text} is lost`)
  }
}
