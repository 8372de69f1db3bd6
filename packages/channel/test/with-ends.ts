import { afterEach, beforeEach } from 'vitest'
import { openRelay, type Relay, type Transport } from './blind-relay.ts'
import { createIssuer, type End, type Issuer, openEnd } from './open-ends.ts'

/** A relay and an issuer for each test; `open` makes an end at these, and it is closed with them. */
export function withEnds(
  give: (relay: Relay, issuer: Issuer) => void,
  transport?: Transport,
): (role: Parameters<typeof openEnd>[1], more?: Parameters<typeof openEnd>[3]) => End {
  let relay: Relay
  let issuer: Issuer
  const ends: End[] = []
  beforeEach(async () => {
    relay = await openRelay(transport)
    issuer = await createIssuer()
    give(relay, issuer)
  })
  afterEach(async () => {
    for (const end of ends.splice(0)) end.channel.close()
    await relay.stop()
  })
  return (role, more) => {
    const end = openEnd(relay, role, issuer, more)
    ends.push(end)
    return end
  }
}
