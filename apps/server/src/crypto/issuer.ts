import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign,
} from 'node:crypto'
import { certificateClaim, writeCertificate } from '@alongside/protocol'

/** The installation's word on agents' keys. Its public half is what a site may pin in its snippet. */
export class Issuer {
  readonly #key: KeyObject
  /** Ed25519, raw 32 bytes, base64url. */
  readonly publicKey: string

  constructor(pkcs8: Buffer) {
    this.#key = createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' })
    this.publicKey = createPublicKey(this.#key).export({ format: 'jwk' }).x ?? ''
  }

  /** The private key of a new issuer, in PKCS #8. */
  static make(): Buffer {
    return generateKeyPairSync('ed25519').privateKey.export({ format: 'der', type: 'pkcs8' })
  }

  certify(claim: {
    readonly sessionId: string
    readonly agentId: string
    readonly expires: number
    readonly publicKey: Uint8Array
  }): Uint8Array {
    const signature = new Uint8Array(sign(null, certificateClaim(claim), this.#key))
    return writeCertificate({ expires: claim.expires, agentId: claim.agentId, signature })
  }
}
