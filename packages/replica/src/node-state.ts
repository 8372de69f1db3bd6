import * as dom from './dom.ts'

/** What plays, what has a page or a sheet of its own, and what is in the top layer. */
const KEEPERS =
  'iframe, frame, object, embed, video, audio, canvas, style, link, :modal, :popover-open, :fullscreen'

/** What nodes have besides what is told of them, and lose when they leave their place; scroll positions can be set again. */
export class NodeState {
  /** What is animated in the trees that were looked at in this batch: to ask means to style them. */
  readonly #animated = new Map<Node, readonly Node[]>()

  /** A batch begins. */
  begin(): void {
    this.#animated.clear()
  }

  /** Whether something in the subtree would end, or begin anew. */
  isIn(top: Node): boolean {
    if (!dom.isElement(top)) return false
    const inner = [...dom.rootsUnder(top)]
    return (
      [top, ...inner].some(keeps) ||
      inner.some((root) => this.#animatedIn(root).length > 0) ||
      this.#animatedIn(Node.prototype.getRootNode.call(top)).some((node) =>
        Node.prototype.contains.call(top, node),
      )
    )
  }

  #animatedIn(root: Node): readonly Node[] {
    const known = this.#animated.get(root) ?? animatedIn(root)
    this.#animated.set(root, known)
    return known
  }
}

function keeps(scope: Node): boolean {
  const isElement = dom.isElement(scope)
  if (isElement && Element.prototype.matches.call(scope, KEEPERS)) return true
  const { querySelector } = isElement ? Element.prototype : DocumentFragment.prototype
  return Reflect.apply(querySelector, scope, [KEEPERS]) !== null
}

/** In a document or shadow root, without the roots in it. */
function animatedIn(root: Node): readonly Node[] {
  if (!dom.isConnected(root)) return []
  const { getAnimations } = dom.hostOf(root) ? ShadowRoot.prototype : Document.prototype
  return getAnimations
    .call(root as Document & ShadowRoot)
    .map(({ effect }) => (effect as KeyframeEffect | null)?.target)
    .filter((target) => !!target)
}
