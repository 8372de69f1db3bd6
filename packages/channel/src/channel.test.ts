import { channelCases } from '../test/channel-cases.ts'

channelCases('websocket')
