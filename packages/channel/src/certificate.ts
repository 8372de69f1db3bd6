import { certificateClaim, readCertificate } from '@alongside/protocol'

/**
 * Whether the issuer says that this public key belongs to an agent in this session, now. Anything else, from a wrong
 * session to bytes that are no certificate, is the same to the caller: no.
 */
export async function certifies(o: {
  readonly certificate: Uint8Array
  readonly publicKey: Uint8Array
  readonly sessionId: string
  readonly issuerKey: Uint8Array
  readonly now: number
}): Promise<boolean> {
  try {
    const { expires, agentId, signature } = readCertificate(o.certificate)
    if (expires <= o.now) return false
    const issuer = await crypto.subtle.importKey(
      'raw',
      new Uint8Array(o.issuerKey),
      'Ed25519',
      false,
      ['verify'],
    )
    return await crypto.subtle.verify(
      'Ed25519',
      issuer,
      new Uint8Array(signature),
      certificateClaim({ sessionId: o.sessionId, agentId, expires, publicKey: o.publicKey }),
    )
  } catch {
    return false
  }
}

/** How long a certificate is still good; what cannot be read is good for nothing. */
export function expiresAt(certificate: Uint8Array): number {
  try {
    return readCertificate(certificate).expires
  } catch {
    return 0
  }
}
