import type { ServerConfig } from '../config/config-schema.ts'
import { Refusal } from '../errors.ts'
import { Rate } from '../sockets/rate.ts'
import { type FetchedAsset, type FetchRules, fetchAsset, type WantedAsset } from './fetch-asset.ts'
import { publicAddresses } from './public-address.ts'
import { resolveName } from './resolver.ts'

/** How many at once, and how many at all. */
export type FetchLimits = {
  readonly fetches: number
  readonly fetchesPerSession: number
  readonly fetchesPerMinute: number
}

type Share = { running: number; readonly rate: Rate }

const MINUTE_S = 60

/** Fetches for agents what their customers' browsers show and cannot read; no session takes what others need. */
export class AssetProxy {
  readonly #rules: FetchRules
  readonly #limits: FetchLimits
  readonly #shares = new Map<string, Share>()
  #running = 0

  constructor(rules: FetchRules, limits: FetchLimits) {
    this.#rules = rules
    this.#limits = limits
  }

  /** Ends early when `gone` is. Throws a Refusal, whatever goes wrong. */
  async fetch(sessionId: string, wanted: WantedAsset, gone: AbortSignal): Promise<FetchedAsset> {
    const { fetches, fetchesPerSession } = this.#limits
    const share = this.#shareOf(sessionId)
    const isFull = this.#running >= fetches || share.running >= fetchesPerSession
    if (isFull || !share.rate.take()) throw new Refusal('rate_limited', 'too many fetches')
    this.#running++
    share.running++
    try {
      return await fetchAsset(wanted, this.#rules, gone)
    } finally {
      this.#running--
      share.running--
    }
  }

  #shareOf(sessionId: string): Share {
    const known = this.#shares.get(sessionId)
    if (known) return known
    for (const [id, { running, rate }] of this.#shares)
      if (running === 0 && rate.isFull) this.#shares.delete(id)
    const perSecond = this.#limits.fetchesPerMinute / MINUTE_S
    const share = { running: 0, rate: new Rate(perSecond, undefined, MINUTE_S) }
    this.#shares.set(sessionId, share)
    return share
  }
}

/** As the operator has set it, with the names of the network. */
export function createAssetProxy(config: ServerConfig['assets']): AssetProxy {
  const rules = {
    ...config,
    ports: config.ports.map(Number),
    isPublic: publicAddresses(config.denied),
    resolve: resolveName,
  }
  return new AssetProxy(rules, config)
}
