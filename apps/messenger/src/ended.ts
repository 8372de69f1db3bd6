import style from './look/ended.css'

// What a customer with whom no tab was shared does not need: the widget brings this chunk with the first such line.
export { EndedLine as Card } from './view/ended-line.tsx'
/** Its own part of the style sheet. */
export { style }
