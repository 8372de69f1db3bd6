import type { WebSocketLike } from '@alongside/channel'
import type { CobrowseConfig } from '@alongside/protocol/api'

/** A socket that never opens, never answers and never closes: the worst one. */
export function deadSocket(): WebSocketLike {
  return { binaryType: '', bufferedAmount: 0, send() {}, close() {}, addEventListener() {} }
}

export const CONFIG: CobrowseConfig = {
  enabled: true,
  allowAgentControl: false,
  allowAgentNavigation: false,
  allowDraw: false,
  channels: ['Webmessaging'],
  maskSelectors: ['.secret'],
  readonlySelectors: [],
  pauseCriteria: [],
  privacy: { mode: 'balanced', unmaskSelectors: [] },
}
