import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'

/** A secret of 256 random bits, URL-safe. */
export function newToken(): string {
  return randomBytes(32).toString('base64url')
}

/** An identifier of 128 random bits: not a secret, but not to be guessed either. */
export function newId(): string {
  return randomBytes(16).toString('base64url')
}

/** What the store keeps of a token. Tokens are random, so a plain hash is enough (no salt, no stretching). */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('base64url')
}

/** A second secret that only the holder of the first can be given: derived, so nothing more is stored. */
export function deriveToken(secret: string | Uint8Array, purpose: string): string {
  return createHmac('sha256', secret).update(purpose).digest('base64url')
}

/** Compares without telling by its time how much was right. */
export function sameSecret(a: string, b: string): boolean {
  const left = createHash('sha256').update(a).digest()
  const right = createHash('sha256').update(b).digest()
  return timingSafeEqual(left, right)
}
