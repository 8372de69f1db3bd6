import { afterAll, afterEach, describe, expect, it } from 'vitest'
import { type BlockingProxy, type Manner, openBlockingProxy } from '../support/blocking-proxy.ts'
import { poll } from '../support/by-role.ts'
import { type Story, startStory } from '../support/story.ts'
import { storyCases } from '../support/story-cases.ts'

/** Both ends reach the server through the proxy only: it is the origin that the server goes by. */
async function behind(manner: Manner): Promise<{ story: Story; proxy: BlockingProxy }> {
  const proxy = await openBlockingProxy(manner)
  const story = await startStory({ publicUrl: proxy.origin })
  proxy.to(story.demo.server.port)
  return { story, proxy }
}

/** Sockets that are open at the server now, by their labels. */
async function sockets({ demo }: Story): Promise<Record<string, number>> {
  const answer = await fetch(`http://127.0.0.1:${demo.server.port}/metrics`)
  const lines = (await answer.text()).matchAll(/^alongside_sockets\{(.*)\} (\d+)$/gm)
  return Object.fromEntries(
    [...lines].map(([, labels = '', count]) => [labels.replaceAll(/\w+=|"/g, ''), Number(count)]),
  )
}

describe('behind a proxy that never answers a WebSocket', () => {
  let proxy: BlockingProxy | undefined
  storyCases(async () => {
    const both = await behind('hangs')
    proxy = both.proxy
    return both.story
  })
  afterAll(() => proxy?.stop())

  it('was asked for WebSockets by both ends, once or twice, and then no more', () => {
    console.log(`WebSockets that were tried: ${proxy?.asked}`)
    expect(proxy?.asked).toBeGreaterThanOrEqual(2)
    expect(proxy?.asked).toBeLessThan(8)
  })
})

const stops: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop()
})

it.each<Manner>(['refuses', 'strips', 'kills', 'holds'])(
  'chat and co-browse go on, through page changes, behind a proxy that %s',
  async (manner) => {
    const { story, proxy } = await behind(manner)
    stops.push(story.close, proxy.stop)
    await story.visit('/')
    await story.signIn()
    await story.share()
    await story.converge()
    await story.visit('/product/tarn-tent')
    await story.converge()
    const open = await poll(
      async () => {
        const now = await sockets(story)
        return now['events,http'] === 2 && now['session,http'] === 2 && now
      },
      15_000,
      async () => JSON.stringify(await sockets(story)),
    )
    expect(open['events,websocket'] ?? 0).toBe(0)
    expect(open['session,websocket'] ?? 0).toBe(0)
    const { agent, messenger } = story
    if (await messenger.has('button', /^Open chat/)) await messenger.click('button', /^Open chat/)
    await agent.getByRole('button', { name: 'End co-browse' }).click()
    await messenger.waitText(/stopped looking/)
  },
)
