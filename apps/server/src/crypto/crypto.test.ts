import { createPublicKey, randomBytes, verify } from 'node:crypto'
import { certificateClaim, readCertificate } from '@alongside/protocol'
import { expect, test } from 'vitest'
import { type Cell, openBytes, sealBytes } from './envelope.ts'
import { Issuer } from './issuer.ts'
import { checkPassword, hashPassword } from './passwords.ts'

const cell: Cell = { table: 'messages', row: '1', column: 'body', keyId: 'k' }

test('an envelope opens with its key in its cell, and never otherwise', () => {
  const key = randomBytes(32)
  const sealed = sealBytes(key, cell, Buffer.from('secret'))
  expect(openBytes(key, cell, sealed).toString()).toBe('secret')
  const others: Cell[] = [
    { ...cell, table: 'guests' },
    { ...cell, row: '2' },
    { ...cell, column: 'name' },
    { ...cell, keyId: 'l' },
  ]
  for (const other of others) expect(() => openBytes(key, other, sealed)).toThrow()
  expect(() => openBytes(randomBytes(32), cell, sealed)).toThrow()
  for (let i = 0; i < sealed.length; i++) {
    const changed = Buffer.from(sealed)
    changed[i] = (changed[i] ?? 0) ^ 1
    expect(() => openBytes(key, cell, changed)).toThrow()
  }
  for (let i = 0; i < sealed.length; i++) {
    expect(() => openBytes(key, cell, sealed.subarray(0, i))).toThrow()
  }
})

test('a password is known again, its neighbours are not, and nobody has none', async () => {
  const hash = await hashPassword('correct horse')
  expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
  expect(await checkPassword('correct horse', hash)).toBe(true)
  expect(await checkPassword('correct horsE', hash)).toBe(false)
  expect(await checkPassword('', hash)).toBe(false)
  expect(await checkPassword('correct horse', null)).toBe(false)
  expect(await hashPassword('correct horse')).not.toBe(hash)
})

test('a certificate is the issuer’s signature over this key, session and agent', () => {
  const issuer = new Issuer(Issuer.make())
  const publicKey = randomBytes(32)
  const claim = { sessionId: 's', agentId: 'a', expires: 5, publicKey }
  const certificate = readCertificate(issuer.certify(claim))
  const key = createPublicKey({
    key: { kty: 'OKP', crv: 'Ed25519', x: issuer.publicKey },
    format: 'jwk',
  })
  expect(verify(null, certificateClaim(claim), key, certificate.signature)).toBe(true)
  const other = certificateClaim({ ...claim, sessionId: 't' })
  expect(verify(null, other, key, certificate.signature)).toBe(false)
})
