import type { SharerWords } from '@alongside/sharer'

export const WORDS: SharerWords = {
  toolbar: (name) => `Sharing with ${name}`,
  watching: (name) => `${name} can see this tab`,
  waiting: (name) => `Waiting for ${name}`,
  held: (name, why) => `Held from ${name}: ${why}`,
  idle: 'Sharing ends soon',
  reconnecting: 'Reconnecting…',
  stop: 'Stop',
  stopHint: 'Stop sharing (or press Esc twice)',
  collapse: 'Make smaller',
  expand: 'Show the sharing bar',
  move: 'Move: drag, or use the arrow keys',
  duration: 'Shared for',
  preview: (name) => `See what ${name} sees`,
  language: 'en',
  direction: 'ltr',
}
