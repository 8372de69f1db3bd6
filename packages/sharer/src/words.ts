import type { HeldReason } from '@alongside/protocol'

/** Every string that the customer may see or hear while sharing, in the customer's language. */
export type SharerWords = {
  /** Accessible name of the toolbar: 'Sharing with Maria'. */
  toolbar(agentName: string): string
  /** 'Maria can see this tab' */
  watching(agentName: string): string
  /** The agent is not there yet, or for the moment: 'Waiting for Maria' */
  waiting(agentName: string): string
  /** Nothing of this page is sent, and why: 'Paused on this page: Maria sees nothing of it' */
  held(agentName: string, why: HeldReason): string
  /** Nothing has happened for a while: 'Still there? Sharing ends in a minute' */
  readonly idle: string
  /** Our own connection is down: 'Reconnecting…' */
  reconnecting: string
  /** 'Stop' */
  stop: string
  /** The button's explanation: 'Stop sharing (or press Esc twice)' */
  stopHint: string
  /** Accessible name of the button that makes the toolbar a dot: 'Make smaller' */
  collapse: string
  /** The other way: 'Show the sharing toolbar' */
  expand: string
  /** Accessible name of the handle, also for the keyboard: 'Move: drag, or use the arrow keys' */
  move: string
  /** Accessible name of the time: 'Shared for' */
  duration: string
  /** Of the button for it: 'See what Maria sees' */
  preview(agentName: string): string
  /** BCP 47, of these words. */
  language: string
  /** Of the language, not of the page. */
  direction: 'ltr' | 'rtl'
}
