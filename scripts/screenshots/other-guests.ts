import { createGuestClient, newId } from '@alongside/client'
import type { Demo } from '../../test/support/run-server.ts'
import { SHOP } from './address.ts'

const OTHERS = [
  {
    name: 'Tomás Ferreira',
    page: '/product/esker-tarp',
    text: 'Do you ship poles on their own to the Azores?',
  },
  {
    name: '佐藤 美咲',
    page: '/help/choosing-a-sleep-system',
    text: '寝袋の快適温度の見方を教えてください。',
  },
  {
    name: undefined,
    page: '/cart',
    text: 'Is there a discount if I take two of the Tarn packs?',
  },
  {
    name: 'Ingrid Haugen',
    page: '/account',
    text: 'Thanks, the repair arrived this morning.',
  },
] as const

/** Others who write to the shop at the same time: an inbox is seldom empty. */
export async function fillInbox(demo: Demo): Promise<void> {
  for (const { name, page, text } of OTHERS.toReversed()) {
    const guest = createGuestClient({
      baseUrl: demo.server.origin,
      deploymentId: 'demo-shop',
      token: null,
      onToken: () => {},
      fetch: (input, init) => {
        const headers = new Headers(init?.headers)
        headers.set('origin', SHOP)
        return fetch(input, { ...init, headers })
      },
    })
    await guest.identify(name)
    const { id } = await guest.startConversation({ page: `${SHOP}${page}` })
    await guest.sendMessage(id, { id: newId(), text })
  }
}
