import type { Conversation } from '@alongside/protocol/api'
import { type KeyboardEvent, type RefObject, useEffect, useRef } from 'react'
import { useOpenConversation } from '../route/place.ts'

/**
 * One stop of the Tab key for the whole list, arrows inside it; j and k from anywhere but a field. Which is the one
 * stop: the open conversation, else the first.
 */
export function useListKeys(
  shown: readonly Conversation[],
  selectedId: string | null,
): {
  ref: RefObject<HTMLUListElement | null>
  reachableId: string | undefined
  onKeyDown(event: KeyboardEvent): void
} {
  const ref = useRef<HTMLUListElement>(null)
  const open = useOpenConversation()
  const at = shown.findIndex((one) => one.id === selectedId)

  const go = (index: number, focus: boolean) => {
    const next = shown[Math.min(shown.length - 1, Math.max(0, index))]
    if (!next) return
    open(next.id)
    const row = ref.current?.querySelector<HTMLElement>(`[data-conversation="${next.id}"]`)
    row?.scrollIntoView({ block: 'nearest' })
    if (focus) row?.focus()
  }
  const latest = useRef({ go, at })
  latest.current = { go, at }

  useEffect(() => {
    const press = (event: globalThis.KeyboardEvent) => {
      const step = { j: 1, k: -1 }[event.key]
      if (!step || event.ctrlKey || event.metaKey || event.altKey || inField(event)) return
      event.preventDefault()
      const { go, at } = latest.current
      go(at < 0 ? 0 : at + step, false)
    }
    addEventListener('keydown', press)
    return () => removeEventListener('keydown', press)
  }, [])

  return {
    ref,
    reachableId: at < 0 ? shown[0]?.id : (shown[at]?.id ?? undefined),
    onKeyDown(event) {
      const last = shown.length - 1
      const target = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: last }[event.key]
      if (target === undefined) return
      event.preventDefault()
      go(target, true)
    },
  }
}

/** Whether a key belongs to what someone writes, or to a dialog above the list. */
export function inField(event: globalThis.KeyboardEvent): boolean {
  const { target } = event
  if (!(target instanceof Element)) return false
  return (
    target.closest(
      'input, textarea, select, [contenteditable], [role=dialog], [role=alertdialog], [role=menu]',
    ) !== null
  )
}
