import { poll } from './by-role.ts'
import type { Story } from './story.ts'

/** Sockets that are open at the server now, by kind and transport: `events,http`. */
export async function openSockets({ demo }: Story): Promise<Record<string, number>> {
  const answer = await fetch(`http://127.0.0.1:${demo.server.port}/metrics`)
  const lines = (await answer.text()).matchAll(/^alongside_sockets\{(.*)\} (\d+)$/gm)
  return Object.fromEntries(
    [...lines].map(([, labels = '', count]) => [labels.replaceAll(/\w+=|"/g, ''), Number(count)]),
  )
}

/** Chat, co-browse and a page change, until both ends hold both their sockets over this transport and no other. */
export async function shareOver(story: Story, transport: 'http' | 'websocket'): Promise<void> {
  await story.visit('/')
  await story.signIn()
  await story.share()
  await story.converge()
  await story.visit('/product/tarn-tent')
  await story.converge()
  const wanted = { [`events,${transport}`]: 2, [`session,${transport}`]: 2 }
  await poll(
    async () => {
      const open = Object.entries(await openSockets(story)).filter(([, count]) => count > 0)
      return open.length === 2 && open.every(([name, count]) => wanted[name] === count)
    },
    15_000,
    async () => JSON.stringify(await openSockets(story)),
  )
}

/** The agent ends it, and the customer is told. */
export async function endSharing({ agent, messenger }: Story): Promise<void> {
  if (await messenger.has('button', /^Open chat/)) await messenger.click('button', /^Open chat/)
  await agent.getByRole('button', { name: 'End co-browse' }).click()
  await messenger.waitText(/stopped looking/)
}
