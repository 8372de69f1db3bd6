import type { Op } from '@alongside/protocol'
import { type Feature, feature } from './feature.ts'

/** How an end would speak that lacks a mechanism, for the `without` of a feature. */

export const withoutOps =
  (...kinds: readonly Op['op'][]): ((op: Op) => Op | null) =>
  (op) =>
    kinds.includes(op.op) ? null : op

/** An attribute that never came, neither with its element nor later. */
export const withoutAttribute =
  (name: string): ((op: Op) => Op | null) =>
  (op) => {
    if (op.op === 'attribute' && op.name === name) return null
    if (op.op !== 'insert') return op
    const nodes = op.nodes.map((node) =>
      node.kind === 'element'
        ? { ...node, attributes: node.attributes.filter((each) => each.name !== name) }
        : node,
    )
    return { ...op, nodes }
  }

/** A feature that is only a change: its mechanism is there until then, and missing from then on. */
export function liveFeature(name: string, { without, ...what }: Omit<Feature, 'modes'>): void {
  let changed = false
  feature(name, {
    ...what,
    modes: ['while sharing'],
    async before(page) {
      changed = false
      await what.before?.(page)
    },
    async change(page) {
      changed = true
      await what.change(page)
    },
    without: (op, mode) => (changed ? without(op, mode) : op),
  })
}

/** An element of the page by its id attribute. */
export function the<T extends Element = HTMLInputElement>(page: Document, id: string): T {
  const found = page.getElementById(id)
  if (!found) throw new Error(`no #${id} in the page`)
  return found as unknown as T
}
