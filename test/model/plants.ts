/** Bugs that the model must find: else its silence says nothing. */
export const PLANTS = {
  heartbeat: 'the server does not ask whether its clients are there',
  versions: 'a session is written over what is newer',
  lines: 'the end of a session is not written into the transcript',
  pause: 'the button to pause does nothing',
  rights: 'an agent who may not propose does',
  border: 'the border goes when a connection is lost',
} as const
export type Plant = keyof typeof PLANTS
