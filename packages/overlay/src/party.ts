/** The two people of a session. Their colours never change meaning: customer = amber, agent = teal. */
export type Party = 'customer' | 'agent'

/** `fill` carries white text at 4.5:1 (WCAG 1.4.3); `mark` is for rings and arrows, 3:1 on white and on black. */
export const PARTY_COLORS: Readonly<
  Record<Party, { readonly fill: string; readonly mark: string }>
> = {
  customer: { fill: '#a85b00', mark: '#d97706' },
  agent: { fill: '#0b766e', mark: '#0d9488' },
}
