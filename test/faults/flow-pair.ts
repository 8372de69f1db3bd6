import { type Channel, openChannel } from '@alongside/channel'
import { createAgentClient, createGuestClient, newId, openEvents } from '@alongside/client'
import { pageOf } from '../support/page-of.ts'

/** Both ends of a session without a page: the product's clients and channels, from this process. */
export interface Pair {
  readonly sharer: Channel
  readonly viewer: Channel
  /** ms that each change took since the last call, in order. */
  taken(): number[]
  /** Sends a change of so many bytes, unless what is under way is enough. */
  change(bytes: number): void
  stop(): void
}

const SITE = 'http://shop.localhost:7171'
const PATIENCE = 20_000

/** `port`: where the viewer's socket goes; the server's, or that of a path to it. */
export async function openPair(o: {
  readonly origin: string
  readonly port: number
  readonly email: string
  readonly password: string
}): Promise<Pair> {
  const shop = pageOf(SITE)
  const office = pageOf(o.origin)
  const guest = createGuestClient({
    baseUrl: o.origin,
    deploymentId: 'demo-shop',
    token: null,
    onToken: () => {},
    fetch: shop.fetch,
  })
  const agent = createAgentClient({ baseUrl: o.origin, fetch: office.fetch })
  await guest.identify('Kim')
  const { issuerKey } = await guest.deployment()
  const conversation = await guest.startConversation({ page: `${SITE}/cart` })
  await agent.signIn({ email: o.email, password: o.password })
  let token = ''
  const events = openEvents({
    ticket: () => guest.eventsTicket(),
    connect: shop.connect,
    onEvent(event) {
      if (event.type !== 'Event') return
      for (const { coBrowse } of event.events) token = coBrowse.sessionJoinToken ?? token
    },
    onState: () => {},
  })
  const { id } = await agent.propose(conversation.id)
  await until(() => token !== '')
  events.close()
  const tabId = newId()
  await guest.acceptSession(id, { sessionJoinToken: token, tabId })

  let ages: number[] = []
  const nothing = { onStream() {}, onState() {}, onEnded() {} }
  const sharer = openChannel({
    ...nothing,
    role: 'sharer',
    sessionId: id,
    ticket: () => guest.sessionTicket(id, { tabId }),
    connect: shop.connect,
    issuerKey: Buffer.from(issuerKey, 'base64url'),
    onPayload() {},
  })
  const viewer = openChannel({
    ...nothing,
    role: 'viewer',
    sessionId: id,
    ticket: () => agent.sessionTicket(id),
    connect(url) {
      const to = new URL(url)
      to.port = String(o.port)
      return office.connect(to.href)
    },
    async certify(publicKey) {
      const key = Buffer.from(publicKey).toString('base64url')
      return Buffer.from((await agent.certificate(id, key)).certificate, 'base64url')
    },
    onPayload(payload) {
      const sentAt = new DataView(payload.buffer, payload.byteOffset).getFloat64(0)
      ages.push(performance.now() - sentAt)
    },
  })
  await until(() => sharer.state === 'open' && viewer.state === 'open')
  return {
    sharer,
    viewer,
    taken() {
      const taken = ages
      ages = []
      return taken
    },
    change(bytes) {
      if (sharer.behind) return
      const payload = crypto.getRandomValues(new Uint8Array(bytes))
      new DataView(payload.buffer).setFloat64(0, performance.now())
      sharer.send(payload, 'page')
    },
    stop() {
      sharer.close()
      viewer.close()
    },
  }
}

async function until(holds: () => boolean): Promise<void> {
  for (const end = Date.now() + PATIENCE; !holds(); ) {
    if (Date.now() > end) throw new Error('a pair did not open')
    await new Promise((done) => setTimeout(done, 20))
  }
}
