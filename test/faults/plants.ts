/** Bugs that the program must find: else its silence says nothing. */
export const PLANTS = {
  /** A message that is sent again is another one for the server. */
  twice: {
    file: 'packages/client/src/guest-client.ts',
    right: '/messages`, message)',
    wrong: '/messages`, { ...message, id: crypto.randomUUID() })',
  },
  /** A message that could not be sent is forgotten. */
  lost: {
    file: 'apps/messenger/src/model/outbox.ts',
    right: 'const after = RETRY_AFTER[attempt]',
    wrong:
      'if (isPassing(error)) return change(list.filter(({ id }) => id !== item.id))\n        const after = RETRY_AFTER[attempt]',
  },
  /** A stream that goes on, and does not begin, skips a frame that the other end has not. */
  skipped: {
    file: 'packages/channel/src/outbox.ts',
    right: 'this.#cursor = expected\n',
    wrong: 'this.#cursor = expected + Number(expected > 1)\n',
  },
} as const
export type Plant = keyof typeof PLANTS
