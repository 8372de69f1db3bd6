import style from './look/join-code.css'

// What only a deployment with the channel Voice needs: the widget brings this chunk with the home screen.
export { JoinCard as Card } from './view/join-card.tsx'
export { style }
