/** Two presses of Escape within this time stop sharing. */
export const STOP_KEYS_MS = 600

/** How often the toolbar looks whether something of the page covers it, where no event tells. */
export const COVERED_LOOK_MS = 500

/** The agent's marks a second that are drawn; a flood is dropped and counted. */
export const MARKS_PER_SECOND = 240
