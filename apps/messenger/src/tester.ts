import type { MaskTestPage, RuleChange } from '@alongside/protocol/api'
import { startTester } from '@alongside/sharer/tester'
import { builtInsHold } from './built-ins.ts'

/**
 * Test mode of this page, where our own server says that an administrator began it: resolves when it is over, and at once where it
 * does not begin. What goes out is the token, and the selectors that the administrator chose.
 */
export async function test({
  baseUrl,
  deploymentId,
  token,
}: {
  readonly baseUrl: string
  readonly deploymentId: string
  readonly token: string
}): Promise<void> {
  const ask = async (path: string, bearer: string, body: object): Promise<Response> => {
    const answer = await fetch(`${baseUrl}/api/v1/mask-tests${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${bearer}` },
      body: JSON.stringify(body),
      credentials: 'omit',
      cache: 'no-store',
    })
    if (!answer.ok) throw new Error(`HTTP ${answer.status}`)
    return answer
  }
  const begun: MaskTestPage = await (await ask('', token, { deploymentId })).json()
  await new Promise<void>((left) => {
    startTester({
      config: builtInsHold() ? begun.cobrowse : null,
      languages: navigator.languages,
      direction: document.documentElement.dir === 'rtl' ? 'rtl' : 'ltr',
      chosen: async (changes: readonly RuleChange[]) => {
        await ask('/changes', begun.token, { changes })
      },
      left,
    })
  })
}
