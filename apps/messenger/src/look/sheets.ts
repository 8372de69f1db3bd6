import type { Look } from '@alongside/protocol/api'
import base from './base.css'
import bubbles from './bubbles.css'
import { accents } from './contrast.ts'
import conversation from './conversation.css'
import frame from './frame.css'
import home from './home.css'
import modes from './modes.css'
import parts from './parts.css'
import tokens from './tokens.css'

/** In the order of the cascade. */
const SHEETS = [tokens, base, frame, parts, home, conversation, bubbles, modes]

/** The messenger's style as constructed sheets, which a strict CSP of the page does not touch. */
export function createSheets(look: Look, textScale: number): CSSStyleSheet[] {
  const { light, dark } = accents(look.color)
  const own = `
    :host { --accent: ${light.color}; --on-accent: ${light.on}; --scale: ${textScale} }
    @media (prefers-color-scheme: dark) { :host { --accent: ${dark.color}; --on-accent: ${dark.on} } }`
  return [SHEETS.join(''), own].map(makeSheet)
}

/** Gives what adds a sheet to the root, once for each text. */
export function styleAdder(root: ShadowRoot): (text: string) => void {
  const added = new Set<string>()
  return (text) => {
    if (added.has(text)) return
    added.add(text)
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, makeSheet(text)]
  }
}

function makeSheet(text: string): CSSStyleSheet {
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(text)
  return sheet
}
