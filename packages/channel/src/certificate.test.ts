import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createIssuer, SESSION } from '../test/open-ends.ts'
import { certifies } from './certificate.ts'
import { createIdentity } from './seal.ts'

test('no altered byte of a certificate is accepted', async () => {
  const issuer = await createIssuer()
  const { publicKey } = await createIdentity()
  const certificate = await issuer.certify(publicKey)
  const claim = { publicKey, sessionId: SESSION, issuerKey: issuer.publicKey, now: Date.now() }
  expect(await certifies({ ...claim, certificate })).toBe(true)
  await fc.assert(
    fc.asyncProperty(
      fc.nat(certificate.length - 1),
      fc.integer({ min: 1, max: 255 }),
      async (at, by) => {
        const altered = certificate.map((byte, i) => (i === at ? byte ^ by : byte))
        expect(await certifies({ ...claim, certificate: altered })).toBe(false)
      },
    ),
    { numRuns: 1000 },
  )
})

test('it is good until it expires and not a millisecond longer', async () => {
  const issuer = await createIssuer()
  const { publicKey } = await createIdentity()
  const certificate = await issuer.certify(publicKey, { expires: 5_000 })
  const claim = { certificate, publicKey, sessionId: SESSION, issuerKey: issuer.publicKey }
  expect(await certifies({ ...claim, now: 4_999 })).toBe(true)
  expect(await certifies({ ...claim, now: 5_000 })).toBe(false)
})
