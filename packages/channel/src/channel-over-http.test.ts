import { describe } from 'vitest'
import { channelCases } from '../test/channel-cases.ts'

describe('answers that stream', () => channelCases('http'))
describe('answers that are polled for', () => channelCases('poll'))
