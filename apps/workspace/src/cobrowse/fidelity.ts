import type { NoteReason } from '@alongside/protocol'

/** The notes of a page by their reason, most frequent first. */
export function countNotes(
  notes: readonly { readonly reason: NoteReason }[],
): { readonly reason: NoteReason; readonly count: number }[] {
  const counts = new Map<NoteReason, number>()
  for (const { reason } of notes) counts.set(reason, (counts.get(reason) ?? 0) + 1)
  return [...counts].map(([reason, count]) => ({ reason, count })).sort((a, b) => b.count - a.count)
}
