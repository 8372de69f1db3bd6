import { afterEach, describe, it } from 'vitest'
import { openProxy, type ProxyKind, type RealProxy } from '../support/real-proxies.ts'
import { endSharing, shareOver } from '../support/short-story.ts'
import { type Story, startStory } from '../support/story.ts'

const stops: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop()
})

async function behind(proxy: RealProxy): Promise<Story> {
  stops.push(proxy.stop)
  const story = await startStory({ publicUrl: proxy.origin })
  stops.unshift(story.close)
  await proxy.to(story.demo.server.port)
  return story
}

/** Longer than nginx (60 s) and haproxy (50 s) wait for one more byte. */
const IDLE_MS = 65_000

describe.each<{ kind: ProxyKind; deny: boolean; transport: 'http' | 'websocket' }>([
  // It leaves out the upgrade, speaks HTTP/1.0 to the server, names it as itself and collects answers.
  { kind: 'nginx', deny: false, transport: 'http' },
  { kind: 'haproxy', deny: false, transport: 'websocket' },
  { kind: 'haproxy', deny: true, transport: 'http' },
  { kind: 'caddy', deny: false, transport: 'websocket' },
  { kind: 'caddy', deny: true, transport: 'http' },
])(
  'behind $kind with its defaults, which refuses WebSockets: $deny',
  ({ kind, deny, transport }) => {
    it(`chat and co-browse go over ${transport}`, async () => {
      const story = await behind(await openProxy(kind, deny))
      await shareOver(story, transport)
      await story.customer.waitForTimeout(IDLE_MS)
      await story.visit('/cart')
      await story.converge()
      await endSharing(story)
    }, 240_000)
  },
)
