import { type RefCallback, useCallback, useLayoutEffect, useRef, useState } from 'react'

/** Nearer to the end than this counts as being there, in px. */
const NEAR_END = 48
/** Older messages are asked for this far before the top. */
const NEAR_START = 400

/**
 * Keeps the reader where they are: at the end when they are at the end, at the same line when older messages come
 * above it.
 */
export function useLogScroll(o: {
  first: number
  last: number
  /** How many of the agent's own messages are on their way: sending leads to the end. */
  sending: number
  /** Something below the last message. */
  typing: boolean
  more: boolean
  loadOlder(): void
}): {
  ref: RefCallback<HTMLDivElement>
  atBottom: boolean
  /** Messages that came while the reader was further up. */
  unseen: number
  onScroll(): void
  toBottom(): void
} {
  const [box, setBox] = useState<HTMLDivElement | null>(null)
  const [atBottom, setAtBottom] = useState(true)
  const [seen, setSeen] = useState(0)
  const kept = useRef({ first: 0, fromEnd: 0, sending: 0 })

  const toBottom = useCallback(() => {
    if (box) box.scrollTop = box.scrollHeight
  }, [box])

  // biome-ignore lint/correctness/useExhaustiveDependencies: the contents decide when, the box says where.
  useLayoutEffect(() => {
    if (!box) return
    if (atBottom || o.sending > kept.current.sending) {
      toBottom()
      setAtBottom(true)
      setSeen(o.last)
    } else if (o.first < kept.current.first) {
      box.scrollTop = box.scrollHeight - kept.current.fromEnd
    }
    const fromEnd = box.scrollHeight - box.scrollTop
    kept.current = { first: o.first, fromEnd, sending: o.sending }
  }, [o.first, o.last, o.sending, o.typing, atBottom, toBottom])

  // The box shrinks when the composer grows or the keyboard opens, its lines wrap anew beside a stage: the end stays in view.
  useLayoutEffect(() => {
    if (!box) return
    const observer = new ResizeObserver(() => atBottom && toBottom())
    observer.observe(box)
    for (const child of box.children) observer.observe(child)
    return () => observer.disconnect()
  }, [box, atBottom, toBottom])

  return {
    ref: setBox,
    atBottom,
    unseen: Math.max(0, o.last - seen),
    onScroll() {
      if (!box) return
      const fromEnd = box.scrollHeight - box.scrollTop
      kept.current = { ...kept.current, first: o.first, fromEnd }
      setAtBottom(fromEnd - box.clientHeight < NEAR_END)
      if (o.more && box.scrollTop < NEAR_START) o.loadOlder()
    },
    toBottom() {
      toBottom()
      setAtBottom(true)
    },
  }
}
