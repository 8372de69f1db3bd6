export { type Channel, type ChannelOptions, type ChannelState, openChannel } from './channel.ts'
export type { WebSocketLike } from './socket.ts'
export { type ChannelTiming, TIMING } from './timing.ts'
export { onWake } from './wake.ts'
