import fc from 'fast-check'
import { storageKeys } from '../../apps/messenger/src/boot.ts'
import { always, byTab, MOST_TABS, step, type Weighted } from './step.ts'
import { DEPLOYMENT, PAUSED_PATH } from './store.ts'
import type { Tab } from './tab.ts'
import type { World } from './world.ts'

const isAsked = ({ messenger }: Tab): boolean => messenger.store.value.offer !== null
const isShared = ({ border }: Tab): boolean => border
const hasRoom = ({ tabs }: World): boolean => tabs.filter(({ open }) => open).length < MOST_TABS

/** Two tabs that write before the server knows them are two guests, also when they write the same. */
const isOneGuest = ({ customer, unsent }: Tab): boolean =>
  unsent.length === 0 || customer.local.has(storageKeys(DEPLOYMENT).guest)

/** What customers do. */
export const customerCommands: readonly Weighted[] = [
  byTab(6, 'accepts', isAsked, ({ messenger }) => messenger.accept()),
  byTab(1, 'declines', isAsked, ({ messenger }) => messenger.decline('')),
  byTab(1, 'declines with a word', isAsked, ({ messenger }, world) =>
    messenger.decline(world.text(null)),
  ),
  byTab(2, 'presses Stop', isShared, (tab) => tab.press('stop')),
  byTab(2, 'presses Escape twice', isShared, (tab) => {
    tab.key('Escape')
    tab.key('Escape')
  }),
  byTab(
    1,
    'stops from the chat',
    ({ messenger }) => messenger.store.value.session?.state === 'active',
    ({ messenger }) => messenger.stopSharing(),
  ),
  byTab(1, 'is at an address that pauses', always, (tab) => tab.go(PAUSED_PATH)),
  byTab(1, 'is at home', always, (tab) => tab.go('/')),
  byTab(3, 'pauses, or goes on', isShared, (tab) => tab.pause()),
  byTab(2, 'reloads', always, (tab) => tab.navigate(tab.path)),
  byTab(1, 'is closed', always, (tab) => tab.close(true)),
  byTab(1, 'crashes', always, (tab) => tab.close(false)),
  byTab(1, 'is duplicated', isOneGuest, ({ customer, storage }, world) => {
    if (hasRoom(world)) world.openTab(customer, storage)
  }),
  byTab(2, 'writes', always, (tab, world) => world.write(tab)),
  byTab(1, 'ends the conversation', always, ({ messenger }) => messenger.endConversation()),
  [
    2,
    fc.constantFrom<0 | 1>(0, 1, 1).map((at) =>
      step(`customer ${at + 1} opens a tab`, hasRoom, (world) => {
        world.openTab(world.customers[at])
      }),
    ),
  ],
]
