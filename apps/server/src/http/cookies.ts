import type { FastifyReply, FastifyRequest } from 'fastify'

// `__Host-`: only this host, only with TLS, whatever a neighbour on the domain sets.
const SECURE_NAME = '__Host-alongside'
const PLAIN_NAME = 'alongside'
const SAME = 'Path=/; HttpOnly; SameSite=Strict'

/** The sign-in token that the browser sent. */
export function signInToken(request: FastifyRequest, secure: boolean): string | null {
  const name = secure ? SECURE_NAME : PLAIN_NAME
  for (const pair of (request.headers.cookie ?? '').split(';')) {
    const [key, value] = pair.trim().split('=', 2)
    if (key === name && value !== undefined && /^[A-Za-z0-9_-]{43}$/.test(value)) return value
  }
  return null
}

export function setSignInToken(
  reply: FastifyReply,
  secure: boolean,
  token: string | null,
  lifetime: number,
): void {
  const name = secure ? SECURE_NAME : PLAIN_NAME
  const age = token === null ? 0 : Math.floor(lifetime / 1000)
  const end = secure ? '; Secure' : ''
  reply.header('set-cookie', `${name}=${token ?? ''}; Max-Age=${age}; ${SAME}${end}`)
}
