/** fetch and WebSocket as a page of this origin has them. */
export function pageOf(origin: string) {
  let cookie = ''
  const pageFetch: typeof fetch = async (input, init) => {
    const headers = new Headers(init?.headers)
    headers.set('origin', origin)
    if (cookie && init?.credentials !== 'omit') headers.set('cookie', cookie)
    const response = await fetch(input, { ...init, headers })
    cookie = response.headers.get('set-cookie')?.split(';')[0] ?? cookie
    return response
  }
  // Node's WebSocket takes headers in the place of protocols, which the type of a page does not know.
  const connect = (url: string) => new WebSocket(url, { headers: { origin } } as never)
  return { fetch: pageFetch, connect }
}
