import type { Snippet } from './snippet.ts'

export interface PlaygroundOptions {
  /** 0 takes any free port. */
  port: number
  /** The address to listen on. Without it: loopback, IPv4 and, where there is one, IPv6. */
  host?: string
  /** What the pages carry near the end of their heads; null for pages without a messenger. */
  snippet: Snippet | null
  /** A host of the members' pages that only the customer's browser can find. Without it they do without. */
  intranet?: string
  /** Called with each request. */
  heard?(request: { readonly url: string; readonly userAgent: string }): void
  /** Where Swagger UI finds its document; `?url=` overrides it. Without it: `/openapi.json`. */
  openapiUrl?: string
  /** The document served at `/openapi.json`. Without it: one about an invented depot. */
  openapi?: () => Promise<object>
}
