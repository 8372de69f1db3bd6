/** One way in which a page makes its browser connect somewhere. */
export interface Leak {
  readonly name: string
  /** `SINK` is the address of a server that counts, `HOST` the host in it, `OWN` an address on the server of the page. */
  readonly markup: string
  /** Why nothing comes of it in a plain frame of this browser; the test wants to see all others work there. */
  readonly silent?: string
}

/** The host is of this construct alone, so that even a look-up of its name tells which one it was. */
export function addressed(markup: string, index: number, zone: string): string {
  const host = `c${index}.${zone}`
  return markup
    .replaceAll('SINK', `http://${host}/x`)
    .replaceAll('HOST', host)
    .replaceAll('OWN', `/${host}`)
}
