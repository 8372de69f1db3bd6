import { type ByRole, poll } from './by-role.ts'

/**
 * Presses Accept as a person does: again, when it came too early. A press counts once the card has been in plain sight
 * for half a second, which begins when the browser says so. Gives the time of the press that counted. `ms`: on a busy machine.
 */
export async function acceptProposal(messenger: ByRole, ms = 15_000): Promise<number> {
  await messenger.wait('button', 'Accept', ms)
  return poll(
    async () => {
      await new Promise((resolve) => setTimeout(resolve, 700))
      const pressed = Date.now()
      await messenger.click('button', 'Accept')
      // The button says at once that it begins.
      return (await messenger.has('button', 'Accept')) ? undefined : pressed
    },
    ms,
    async () => `the press on Accept did not count: ${(await messenger.texts()).join(' | ')}`,
  )
}
