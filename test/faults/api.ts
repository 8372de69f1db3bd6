/** The server's API, asked straight and not over a path: what a session begins with, and what is stored in the end. */
export interface Api {
  /** Of the agent's sign-in, for a browser context. */
  readonly cookies: { name: string; value: string; url: string }[]
  startConversation(): Promise<{ guestToken: string; conversationId: string }>
  propose(conversationId: string): Promise<string>
  /** Texts that a person wrote, in the order of the store. */
  messages(conversationId: string): Promise<{ from: 'guest' | 'agent'; text: string }[]>
  sessionState(sessionId: string): Promise<string>
}

export async function openApi(
  origin: string,
  site: string,
  index: number,
  password: string,
): Promise<Api> {
  const ask = async (
    method: string,
    path: string,
    headers: Record<string, string>,
    body?: object,
  ): Promise<Response> => {
    const answer = await fetch(`${origin}/api/v1${path}`, {
      method,
      headers: { ...headers, ...(body && { 'content-type': 'application/json' }) },
      ...(body && { body: JSON.stringify(body) }),
    })
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`)
    return answer
  }
  const email = `agent${index}@alongside.localhost`
  const signedIn = await ask('POST', '/sign-in', { origin }, { email, password })
  const cookie = signedIn.headers.get('set-cookie')?.split(';')[0] ?? ''
  const { csrf } = await signedIn.json()
  const agent = { origin, cookie, 'x-alongside-csrf': csrf }
  const [name = '', value = ''] = cookie.split('=')
  return {
    cookies: [{ name, value, url: origin }],
    async startConversation() {
      const given = { deploymentId: 'demo-shop', name: `Customer ${index}` }
      const { token } = await (await ask('POST', '/guests', { origin: site }, given)).json()
      const guest = { origin: site, authorization: `Bearer ${token}` }
      const { id } = await (await ask('POST', '/conversations', guest, {})).json()
      return { guestToken: token, conversationId: id }
    },
    async propose(conversationId) {
      const answer = await ask('POST', `/conversations/${conversationId}/cobrowse`, agent, {})
      return (await answer.json()).id
    },
    async messages(conversationId) {
      const found: { from: 'guest' | 'agent'; text: string }[] = []
      for (let after = 0; ; ) {
        const path = `/conversations/${conversationId}/messages?after=${after}&limit=100`
        const { messages, more } = await (await ask('GET', path, agent)).json()
        for (const { from, text, sequence } of messages) {
          if (from !== 'system') found.push({ from, text })
          after = sequence
        }
        if (!more) return found
      }
    },
    async sessionState(sessionId) {
      return (await (await ask('GET', `/cobrowse/${sessionId}`, agent)).json()).state
    },
  }
}
