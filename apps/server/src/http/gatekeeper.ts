import { mayChat, type Origin, parseOrigin } from '@alongside/protocol/origins'
import type { ServerConfig } from '../config/config-schema.ts'
import { isLoopback } from '../config/read-config.ts'
import type { DeploymentRecord, Store } from '../store/store.ts'

/** Names that a server on loopback answers to. */
const LOCAL_NAMES = ['127.0.0.1', 'localhost', '[::1]']

/** Which names this server goes by, and which pages may speak to it. */
export class Gatekeeper {
  readonly #store: Store
  readonly #scheme: 'http' | 'https'
  readonly #publicUrl: string
  readonly #host: string
  /** Null: any name; then TLS certificates decide what clients take for this server. */
  #hosts: ReadonlySet<string> | null = null

  constructor(config: ServerConfig, store: Store) {
    this.#store = store
    this.#scheme = config.tls.cert === '' ? 'http' : 'https'
    this.#publicUrl = config.publicUrl
    this.#host = config.host
  }

  /** Once the port is known. Returns the origin to show to people. */
  listening(port: number): string {
    const names = isLoopback(this.#host) ? LOCAL_NAMES : [this.#host]
    const standard = port === (this.#scheme === 'https' ? 443 : 80)
    const hosts = names.flatMap((name) =>
      standard ? [name, `${name}:${port}`] : [`${name}:${port}`],
    )
    if (this.#publicUrl !== '') hosts.push(new URL(this.#publicUrl).host)
    const any = (this.#host === '0.0.0.0' || this.#host === '::') && this.#publicUrl === ''
    this.#hosts = any ? null : new Set(hosts)
    const shown = this.#host === '::1' ? '[::1]' : this.#host
    return this.#publicUrl || `${this.#scheme}://${shown}${standard ? '' : `:${port}`}`
  }

  hostAllowed(host: string | undefined): boolean {
    return host !== undefined && (this.#hosts === null || this.#hosts.has(host.toLowerCase()))
  }

  /** The origin of our own pages, for a request that came to this name. */
  ownOrigin(host: string): string {
    if (this.#publicUrl !== '' && host === new URL(this.#publicUrl).host) return this.#publicUrl
    return `${this.#scheme}://${host}`
  }

  isOwn(origin: string): boolean {
    const parsed = parseOrigin(origin)
    if (parsed === null) return false
    return this.hostAllowed(new URL(origin).host) && this.ownOrigin(new URL(origin).host) === origin
  }

  /** Whether browsers reach this name over TLS, served here or by a proxy. */
  isSecure(host: string | undefined): boolean {
    return this.ownOrigin(host ?? '').startsWith('https:')
  }

  websocketUrl(host: string, path: string): string {
    return `${this.ownOrigin(host).replace(/^http/, 'ws')}${path}`
  }

  async anyDeployment(origin: Origin): Promise<boolean> {
    const deployments = await this.#store.deployments()
    return deployments.some(({ domains }) => mayChat(origin, domains))
  }

  async deployment(origin: Origin, id: string): Promise<DeploymentRecord | null> {
    const deployment = await this.#store.deployment(id)
    return deployment !== null && mayChat(origin, deployment.domains) ? deployment : null
  }

  /** Before a socket is agreed to, when no ticket was shown yet: a page of ours, or of any deployment. */
  async socketOrigin(header: string | undefined): Promise<string | null> {
    const origin = parseOrigin(header)
    if (origin === null) return null
    return this.isOwn(origin.text) || (await this.anyDeployment(origin)) ? origin.text : null
  }
}
