import style from './look/proposal.css'

// What a customer to whom nobody proposes does not need: the widget brings this chunk with the first proposal.
export { createSharing } from './model/sharing.ts'
export { ProposalCard as Card } from './view/proposal-card.tsx'
/** The card's own part of the style sheet. */
export { style }
