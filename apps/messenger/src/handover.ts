import type { Handed } from '@alongside/protocol/api'
import type { Boot } from './boot.ts'

/** With the cookie of our server, which holds what is handed over and is read by no page (docs/adr/0031). */
export async function handover(
  { baseUrl }: Pick<Boot, 'baseUrl'>,
  path: string,
  body: object,
  token?: string,
): Promise<Handed | null> {
  const answer = await fetch(`${baseUrl}/api/v1/${path}/handover`, {
    method: 'POST',
    credentials: 'include',
    headers: {
      'content-type': 'application/json',
      ...(token && { authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify(body),
  })
  return answer.status === 200 ? answer.json() : null
}
