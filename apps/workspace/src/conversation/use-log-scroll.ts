import { type RefObject, useCallback, useLayoutEffect, useRef, useState } from 'react'

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
  /** Changes when something below the last message comes or goes. */
  bottom: number
  more: boolean
  loadOlder(): void
}): {
  ref: RefObject<HTMLDivElement | null>
  atBottom: boolean
  /** Messages that came while the reader was further up. */
  unseen: number
  onScroll(): void
  toBottom(): void
} {
  const ref = useRef<HTMLDivElement>(null)
  const [atBottom, setAtBottom] = useState(true)
  const [seen, setSeen] = useState(0)
  const kept = useRef({ first: 0, fromEnd: 0 })

  const toBottom = useCallback(() => {
    const box = ref.current
    if (box) box.scrollTop = box.scrollHeight
  }, [])

  // biome-ignore lint/correctness/useExhaustiveDependencies: the contents decide when, the box says where.
  useLayoutEffect(() => {
    const box = ref.current
    if (!box) return
    if (atBottom) {
      toBottom()
      setSeen(o.last)
    } else if (o.first < kept.current.first) {
      box.scrollTop = box.scrollHeight - kept.current.fromEnd
    }
    kept.current = { first: o.first, fromEnd: box.scrollHeight - box.scrollTop }
  }, [o.first, o.last, o.bottom, atBottom, toBottom])

  // The box shrinks when the composer grows or the keyboard opens: the end stays in view.
  useLayoutEffect(() => {
    const box = ref.current
    if (!box) return
    const observer = new ResizeObserver(() => atBottom && toBottom())
    observer.observe(box)
    return () => observer.disconnect()
  }, [atBottom, toBottom])

  return {
    ref,
    atBottom,
    unseen: Math.max(0, o.last - seen),
    onScroll() {
      const box = ref.current
      if (!box) return
      const fromEnd = box.scrollHeight - box.scrollTop
      kept.current = { first: o.first, fromEnd }
      setAtBottom(fromEnd - box.clientHeight < NEAR_END)
      if (o.more && box.scrollTop < NEAR_START) o.loadOlder()
    },
    toBottom() {
      toBottom()
      setAtBottom(true)
    },
  }
}
