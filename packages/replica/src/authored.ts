import { textOf } from './dom.ts'

const authored = /* @__PURE__ */ new WeakMap<Text, string>()

/** The text of the page's own node: that of a `<style>` is rewritten in the live node. */
export function authoredText(node: Text): string {
  return authored.get(node) ?? textOf(node)
}

export function keepAuthoredText(node: Text, text: string): void {
  authored.set(node, text)
}

export function forgetAuthoredText(node: Text): void {
  authored.delete(node)
}
