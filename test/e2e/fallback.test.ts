import { afterAll, afterEach, describe, expect, it } from 'vitest'
import { type BlockingProxy, type Manner, openBlockingProxy } from '../support/blocking-proxy.ts'
import { endSharing, shareOver } from '../support/short-story.ts'
import { type Story, startStory } from '../support/story.ts'
import { storyCases } from '../support/story-cases.ts'

/** Both ends reach the server through the proxy only: it is the origin that the server goes by. */
async function behind(manner: Manner): Promise<{ story: Story; proxy: BlockingProxy }> {
  const proxy = await openBlockingProxy(manner)
  const story = await startStory({ publicUrl: proxy.origin })
  proxy.to(story.demo.server.port)
  return { story, proxy }
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
    await shareOver(story, 'http')
    await endSharing(story)
  },
)
