import { ByteReader, ByteWriter } from './bytes.ts'

/**
 * The issuer's word that a viewer's ephemeral public key belongs to an agent in one session.
 * certificate := varUint(expires, ms) • string(agent id) • bytes(Ed25519 signature of the claim)
 */
export type AgentCertificate = {
  readonly expires: number
  readonly agentId: string
  readonly signature: Uint8Array
}

export function writeCertificate(certificate: AgentCertificate): Uint8Array<ArrayBuffer> {
  const out = new ByteWriter(128)
  out.varUint(certificate.expires)
  out.string(certificate.agentId)
  out.bytes(certificate.signature)
  return out.take()
}

export function readCertificate(bytes: Uint8Array): AgentCertificate {
  const input = new ByteReader(bytes)
  return { expires: input.varUint(), agentId: input.string(256), signature: input.bytes(64) }
}

/** The bytes that the issuer signs and the sharer checks. */
export function certificateClaim(claim: {
  readonly sessionId: string
  readonly agentId: string
  readonly expires: number
  readonly publicKey: Uint8Array
}): Uint8Array<ArrayBuffer> {
  const out = new ByteWriter(256)
  out.string('alongside agent key 1')
  out.string(claim.sessionId)
  out.string(claim.agentId)
  out.varUint(claim.expires)
  out.bytes(claim.publicKey)
  return out.take()
}
