import Type, { type Static, type TObject, type TProperties } from 'typebox'

/**
 * Every setting of the server, once: the file (`--config`), the environment (ALONGSIDE_SESSION_IDLE is `session.idle`)
 * and the table in docs/OPERATIONS.md follow this. Times are milliseconds, sizes are bytes.
 */
function section<T extends TProperties>(properties: T): TObject<T> {
  return Type.Object(properties, { additionalProperties: false, default: {} })
}

function count(value: number, description: string, maximum = 2 ** 31 - 1) {
  return Type.Integer({ default: value, minimum: 1, maximum, description })
}

function text(value: string, description: string) {
  return Type.String({ default: value, description })
}

function list(value: string[], pattern: string, description: string) {
  return Type.Array(Type.String({ pattern, maxLength: 300 }), { default: value, description })
}

export const configSchema = section({
  host: text('127.0.0.1', 'Address to listen on. Anything but loopback needs `tls`.'),
  port: Type.Integer({
    default: 7070,
    minimum: 0,
    maximum: 65_535,
    description: 'Port to listen on; 0 takes a free one.',
  }),
  publicUrl: Type.String({
    default: '',
    pattern: '^(https?://[a-z0-9.:\\[\\]-]+)?$',
    description: 'The origin that browsers use, when it is not host and port (behind a proxy).',
  }),
  trustProxy: Type.Boolean({
    default: false,
    description: 'Take the client address from X-Forwarded-For; only behind a proxy of your own.',
  }),
  data: text('.data', 'Folder of the embedded store and the master key.'),
  masterKey: text(
    '',
    '32 bytes, base64 or hex. Empty: `<data>/master.key`, made at the first start.',
  ),
  tls: section({
    cert: text('', 'Certificate chain, PEM file. With `tls.key`: serves TLS 1.3 only.'),
    key: text('', 'Private key, PEM file.'),
  }),
  log: section({
    level: Type.Enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent'], {
      default: 'info',
      description: 'What is logged. Logs carry no names, texts, addresses or tokens at any level.',
    }),
  }),
  demo: section({
    enabled: Type.Boolean({
      default: true,
      description: 'On the first start make a deployment `demo-shop` and an agent.',
    }),
    domains: Type.Array(Type.String({ minLength: 1, maxLength: 253 }), {
      default: ['shop.localhost', 'localhost', '127.0.0.1'],
      description: 'Domains of the demo deployment.',
    }),
    email: text('robin@alongside.localhost', 'E-mail of the first agent.'),
    name: text('Robin Vega', 'Name of the first agent.'),
  }),
  session: section({
    proposal: count(60_000, 'A proposal expires after.'),
    interruption: count(120_000, 'An interruption is survived for.'),
    idle: count(600_000, 'A session without activity ends after.'),
    idleWarning: count(60_000, 'Both sides are told so long before that.'),
    longest: count(4 * 3_600_000, 'A session ends after, whatever happens.'),
    joinCode: count(600_000, 'A join code that an agent reads out is good for.'),
  }),
  assets: section({
    bytes: count(8 << 20, 'An image or a font that is fetched for an agent (`sharer+proxy`).'),
    headerBytes: count(16 << 10, 'The headers that come with it.'),
    timeout: count(10_000, 'A fetch takes at the most, redirects included.'),
    redirects: count(3, 'Redirects that are followed, each checked as the first address is.'),
    fetches: count(32, 'Fetches under way altogether.'),
    fetchesPerSession: count(8, 'Fetches of one session under way.'),
    fetchesPerMinute: count(600, 'Fetches of one session a minute.'),
    ports: list(['443'], '^[0-9]{1,5}$', 'Ports that may be asked.'),
    denied: list([], '^[0-9a-fA-F.:]+/[0-9]{1,3}$', 'Ranges of your own that are never asked.'),
    exceptions: list(
      [],
      '^https?://[a-z0-9.:\\[\\]-]+$',
      'Origins that are asked though they are inside, on another port or plain http.',
    ),
  }),
  limits: section({
    ticketLifetime: count(30_000, 'A ticket for a socket is good for.', 30_000),
    helloTimeout: count(5_000, 'A socket must say hello within.'),
    signInLifetime: count(12 * 3_600_000, 'An agent is signed in for.'),
    bodyBytes: count(64 << 10, 'Body of a request.'),
    requestsPerMinute: count(1_200, 'HTTP requests of one address.'),
    guestsPerMinute: count(60, 'New guests of one address.'),
    signInsPerMinute: count(10, 'Sign-ins tried by one address, and for one e-mail.'),
    joinCodesPerMinute: count(20, 'Join codes typed at one address.'),
    joinCodesPerGuest: count(5, 'Join codes that one guest may get wrong before `joinCodeLock`.'),
    joinCodeLock: count(900_000, 'Who was wrong that often waits for.'),
    wrongJoinCodesPerMinute: count(300, 'Wrong join codes altogether.'),
    sockets: count(10_000, 'Sockets altogether.'),
    socketsPerAddress: count(200, 'Sockets of one address.'),
    eventsPerSecond: count(20, 'Messages of a client on the event socket.'),
    framesPerSecond: count(500, 'Frames of one end of a session, cursors apart.'),
    volatilePerSecond: count(250, 'Cursor frames of one end of a session.'),
    bytesPerSecond: count(16 << 20, 'Bytes of one end of a session.'),
    bufferedBytes: count(1 << 20, 'Above this, cursor frames to a slow end are dropped.'),
    queuedBytes: count(64 << 20, 'Above this, a slow end is disconnected; it resumes.'),
    httpAnswer: count(25_000, 'An answer lasts that carries a socket’s messages over HTTP.'),
    httpAway: count(15_000, 'A socket over HTTP without such an answer closes after.'),
    httpRequestsPerSecond: count(100, 'Requests a second of one socket over HTTP, each way.'),
  }),
})

export type ServerConfig = Static<typeof configSchema>

/** Some settings; the rest are defaults. */
export type ConfigInput = {
  readonly [K in keyof ServerConfig]?: ServerConfig[K] extends readonly unknown[] | string
    ? ServerConfig[K]
    : ServerConfig[K] extends object
      ? Partial<ServerConfig[K]>
      : ServerConfig[K]
}
