import { describe, expect, it } from 'vitest'
import {
  inFilter,
  initials,
  matchesSearch,
  shortPage,
  unreadCount,
  upsertConversation,
  withMessage,
  withSession,
} from './conversations.ts'
import {
  sampleConversation as conversation,
  sampleMessage as message,
  sampleSession as session,
} from './sample.ts'

describe('the list', () => {
  it('puts a changed conversation first', () => {
    const old = conversation({ id: 'old-00001', updatedAt: '2026-03-12T09:00:00.000Z' })
    const changed = { ...old, updatedAt: '2026-03-12T11:00:00.000Z' }
    expect(upsertConversation([conversation(), old], changed).map(({ id }) => id)).toEqual([
      'old-00001',
      'conversation-1',
    ])
  })

  it('keeps the later of two versions when events overtake an answer', () => {
    const later = conversation({ updatedAt: '2026-03-12T11:00:00.000Z', lastText: 'later' })
    const [kept] = upsertConversation([later], conversation({ lastText: 'earlier' }))
    expect(kept?.lastText).toBe('later')
  })
})

describe('unread', () => {
  it('counts what came after what was read', () => {
    expect(unreadCount(conversation({ lastSequence: 7, agentRead: 4 }))).toBe(3)
  })

  it('is never below zero', () => {
    expect(unreadCount(conversation({ lastSequence: 1, agentRead: 4 }))).toBe(0)
  })

  it('grows with a customer’s message and goes with an agent’s', () => {
    const asked = withMessage(conversation(), message(2))
    expect(unreadCount(asked)).toBe(2)
    expect(unreadCount(withMessage(asked, message(3, { from: 'agent' })))).toBe(0)
  })

  it('does not change by a message that is known already', () => {
    const known = conversation({ lastSequence: 5 })
    expect(withMessage(known, message(4))).toBe(known)
  })
})

describe('the session of a conversation', () => {
  it('goes when it ends', () => {
    const running = withSession(conversation(), session({ state: 'active' }))
    expect(running.session?.state).toBe('active')
    expect(withSession(running, session({ state: 'ended' })).session).toBeNull()
  })

  it('is not what an answer says that an event has overtaken', () => {
    const running = withSession(conversation(), session({ state: 'interrupted', version: 3 }))
    const late = session({ state: 'active', version: 2 })
    expect(withSession(running, late).session?.state).toBe('interrupted')
    const [kept] = upsertConversation([running], conversation({ session: late }))
    expect(kept?.session?.state).toBe('interrupted')
  })

  it('stays when word of an older one’s end comes late', () => {
    const running = withSession(conversation(), session({ id: 'session-0002' }))
    expect(withSession(running, session({ state: 'ended' })).session?.id).toBe('session-0002')
  })
})

describe('filters', () => {
  it('show mine only while they are not over', () => {
    const mine = conversation({ state: 'assigned', agentId: 'me' })
    expect(inFilter(mine, 'mine', 'me')).toBe(true)
    expect(inFilter(mine, 'mine', 'other')).toBe(false)
    expect(inFilter(mine, 'open', 'other')).toBe(true)
    expect(inFilter({ ...mine, state: 'ended' }, 'mine', 'me')).toBe(false)
    expect(inFilter({ ...mine, state: 'ended' }, 'ended', 'me')).toBe(true)
  })
})

describe('search', () => {
  const one = conversation({ guestName: 'Zoë Müller', lastText: 'the RIDGE tent' })

  it('finds words in any order, whatever their case and accents', () => {
    expect(matchesSearch(one, 'ridge zoe')).toBe(true)
    expect(matchesSearch(one, 'MULLER cart')).toBe(true)
    expect(matchesSearch(one, 'zoe socks')).toBe(false)
  })

  it('finds everything by nothing', () => {
    expect(matchesSearch(one, '  ')).toBe(true)
  })
})

describe('a face', () => {
  it('has the first and the last initial of a Latin name, one letter of others', () => {
    expect(initials('Maria de Oliveira')).toBe('MO')
    expect(initials('zoë')).toBe('Z')
    expect(initials('佐藤 美咲')).toBe('佐')
    expect(initials('')).toBe('')
  })
})

describe('a page', () => {
  it('is said by host and path', () => {
    expect(shortPage('https://shop.example/cart')).toBe('shop.example/cart')
    expect(shortPage('https://shop.example/')).toBe('shop.example')
    expect(shortPage('not an address')).toBe('not an address')
  })
})
