import type { FastifyInstance } from 'fastify'

/** Two years, as the preload list asks. */
const HSTS = 'max-age=63072000; includeSubDomains'

const PERMISSIONS =
  'accelerometer=(), autoplay=(), camera=(), display-capture=(), encrypted-media=(), geolocation=(), gyroscope=(), ' +
  'hid=(), magnetometer=(), microphone=(), midi=(), payment=(), publickey-credentials-get=(self), serial=(), usb=()'

const NOTHING = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

const WORKSPACE = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self' data: blob:",
  'media-src blob:',
  "connect-src 'self'",
  "frame-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ')

/** The customer's page rebuilt: its styles are inline by nature, and nothing else may run or load. */
const REPLICA = [
  "default-src 'none'",
  "style-src 'unsafe-inline' blob:",
  'img-src data: blob:',
  'font-src data: blob:',
  'media-src blob:',
  "script-src 'none'",
  "form-action 'none'",
  "base-uri 'none'",
  "frame-ancestors 'self'",
].join('; ')

/** The same for deployments whose images may come from their sites (`assets` of a deployment). */
const REPLICA_IMAGES = REPLICA.replace('img-src', 'img-src https:')

const DOCS =
  "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

export const REPLICA_PATH = '/workspace/replica.html'
export const REPLICA_IMAGES_PATH = '/workspace/replica-images.html'

/** The headers of every answer, errors included. */
export function addSecurityHeaders(
  app: FastifyInstance,
  isSecure: (host: string | undefined) => boolean,
): void {
  app.addHook('onRequest', async (request, reply) => {
    const [path = ''] = request.url.split('?')
    const replica = path === REPLICA_PATH || path === REPLICA_IMAGES_PATH
    reply.headers({
      'content-security-policy': policy(path),
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'permissions-policy': PERMISSIONS,
      'cross-origin-opener-policy': 'same-origin',
      // The messenger is what other sites' pages load.
      'cross-origin-resource-policy': path.startsWith('/messenger/')
        ? 'cross-origin'
        : 'same-origin',
      'x-frame-options': replica ? 'SAMEORIGIN' : 'DENY',
    })
    if (isSecure(request.headers.host)) reply.header('strict-transport-security', HSTS)
    if (path.startsWith('/api/')) {
      // A guest's page on another origin reads these through CORS; nothing may keep them.
      reply.header('cache-control', 'no-store')
      reply.header('cross-origin-resource-policy', 'cross-origin')
    }
  })
}

function policy(path: string): string {
  if (path === REPLICA_PATH) return REPLICA
  if (path === REPLICA_IMAGES_PATH) return REPLICA_IMAGES
  if (path.startsWith('/workspace')) return WORKSPACE
  if (path.startsWith('/docs')) return DOCS
  return NOTHING
}
