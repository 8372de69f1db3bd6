import { setText, textOf } from './dom.ts'

type Kept = { readonly text: string; readonly live: string }

const authored = /* @__PURE__ */ new WeakMap<Text, Kept>()

/** The text of the page's own node: that of a `<style>` is rewritten in the live node. */
export function authoredText(node: Text): string {
  return authored.get(node)?.text ?? textOf(node)
}

/** Whether the live text is the one that was made of it. */
export function isAsMade(node: Text): boolean {
  const kept = authored.get(node)
  return !kept || kept.live === textOf(node)
}

/** Sets the live text, and keeps the one that it was made of. */
export function setMadeText(node: Text, text: string, live: string): void {
  authored.set(node, { text, live })
  setText(node, live)
}

export function forgetAuthoredText(node: Text): void {
  authored.delete(node)
}
