/** Why the server closed a socket. 1009 (too large) and 1012 (restart) are WebSocket's own. */
export const CLOSE = {
  bad: 4400,
  ticket: 4401,
  refused: 4403,
  silent: 4408,
  replaced: 4409,
  ended: 4410,
  tooFast: 4429,
  restart: 1012,
  overloaded: 1013,
} as const
