import type { NodeId } from '@alongside/protocol'
import * as FLAG from './flag.ts'
import { dataOf, firstChildOf, isElement, nameOf, nextSiblingOf, parentOf } from './natives.ts'
import type { Host, Part } from './part.ts'
import type { Labels } from './privacy/field-texts.ts'
import { type Sensitivity, sensitivityOf } from './privacy/fields.ts'
import { beside } from './privacy/flow.ts'
import { mayHold, scan, WITH_DIGIT } from './privacy/scan.ts'
import { maskText, type Recogniser } from './privacy.ts'

export type RecogniserOptions = {
  /** Whether addresses of e-mail are sensitive too. */
  readonly emails?: boolean
}

/** A number so near to where a text begins or ends may go on in the next. UTF-16 units. */
const EDGE = 8
/** Children of an element that are looked through for numbers after it has changed. */
const MOST_CHILDREN = 200
/** Fields that one audit asks again: labels come late, and nothing tells of them. */
const MOST_ASKED = 20

/** Recognises fields and texts that are not to be seen. One for each capture. */
export function createRecogniser({ emails = false }: RecogniserOptions = {}): Recogniser {
  const settings = { emails }
  let labels: Labels = new WeakMap()
  /** Numbers, as they were met last. */
  const known = new WeakMap<Node, string>()
  /** Texts that have changed while they were looked at: somebody types there. */
  const typed = new WeakSet<Node>()
  const withheld = new WeakSet<Node>()
  const ever = new WeakMap<Element, Sensitivity>()
  let met: (node: Node, beside: readonly Node[]) => void = () => {}

  const isWorth = (text: string): boolean => WITH_DIGIT.test(text) || (emails && text.includes('@'))

  /** Whatever there is to it is read now: the same page gives the same answer. */
  function text(node: Node | null, data: string): string {
    if (!isWorth(data)) return data
    const isText = node !== null && !isElement(node)
    const parent = isText ? parentOf(node) : null
    if (parent && isElement(parent) && nameOf(parent) === 'style') return data
    const before =
      isText && WITH_DIGIT.test(data.slice(0, EDGE)) ? beside(node, 'before').reverse() : []
    const after = isText && WITH_DIGIT.test(data.slice(-EDGE)) ? beside(node, 'after') : []
    if (node) meet(node, data, [...before, ...after])
    const start = before.map(dataOf).join('')
    const whole = start + data + after.map(dataOf).join('')
    if (!mayHold(whole, settings)) return data
    const growing = [node, ...before, ...after].some((it) => it && typed.has(it))
    let out = ''
    let end = 0
    for (const range of scan(whole, settings, growing)) {
      const [from = 0, to = 0] = range.map((at) =>
        Math.min(Math.max(at - start.length, 0), data.length),
      )
      if (from === to) continue
      out += data.slice(end, from) + maskText(data.slice(from, to))
      end = to
    }
    if (end > 0 && node) withheld.add(node)
    return out + data.slice(end)
  }

  function meet(node: Node, data: string, others: readonly Node[]): void {
    const was = known.get(node)
    known.set(node, data)
    if (was !== undefined && was !== data) typed.add(node)
    if (was === undefined && !isElement(node)) met(node, others)
  }

  /** Tells again what a change elsewhere makes another. */
  function part(host: Host): Part {
    const stale = new Set<Node>()
    const fields = new Map<NodeId, Element>()
    let round: Iterator<NodeId> = [].values()
    const note = (texts: Iterable<Node>): void => {
      // What fields hold is told with them.
      for (const each of texts) if (known.has(each) && !isElement(each)) stale.add(each)
    }
    met = (node, others) => {
      const { model } = host.page
      const parent = parentOf(node)
      const id = parent && model.idOf(parent)
      // From now on its changes are told here.
      if (id) model.setFlag(id, FLAG.watched, true)
      note(others)
    }
    return {
      epoch() {
        stale.clear()
        fields.clear()
      },
      element(element, id, name) {
        if (/^(input|textarea|select)$/.test(name)) fields.set(id, element)
      },
      gone: (id) => void fields.delete(id),
      touched(node) {
        note(childrenOf(node))
        note(beside(node, 'before'))
        note(beside(node, 'after'))
      },
      audit(until) {
        for (
          let left = until < Infinity ? Math.min(fields.size, MOST_ASKED) : fields.size;
          left > 0 && performance.now() < until;
          left--
        ) {
          let { value: id } = round.next()
          if (!id) {
            round = [...fields.keys()].values()
            id = round.next().value
          }
          const field = fields.get(id)
          const { model, classifier } = host.page
          const told = (model.flagsOf(id) & FLAG.sensitive) !== 0
          if (field && told !== classifier.sensitive(field)) host.renew(field)
        }
      },
      flush() {
        const { model, classifier } = host.page
        for (const node of stale) {
          const id = model.idOf(node)
          if (!id || model.flagsOf(id) & FLAG.masked) continue
          const was = withheld.has(node)
          const data = dataOf(node as Text)
          const now = classifier.text(node, data)
          if (was || now !== data) host.out.text(id, now)
        }
        stale.clear()
        labels = new WeakMap()
      },
    }
  }

  /** Whatever it is now: it may hold what it was given then (a password that is shown). */
  function field(field: Element): Sensitivity {
    const was = ever.get(field) ?? null
    const now = was === 'floor' ? was : (sensitivityOf(field, labels, settings) ?? was)
    ever.set(field, now)
    return now
  }

  return { field, text, part }
}

function* childrenOf(node: Node): Generator<Node> {
  let child = firstChildOf(node)
  for (let left = MOST_CHILDREN; child && left > 0; left--, child = nextSiblingOf(child))
    yield child
}
