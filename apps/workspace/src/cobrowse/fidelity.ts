import type { ViewerState } from '@alongside/viewer'

type Reason = ViewerState['fidelity'][number]['reason']

/** The notes of a page by their reason, most frequent first. */
export function countNotes(
  notes: readonly { readonly reason: Reason }[],
): { readonly reason: Reason; readonly count: number }[] {
  const counts = new Map<Reason, number>()
  for (const { reason } of notes) counts.set(reason, (counts.get(reason) ?? 0) + 1)
  return [...counts].map(([reason, count]) => ({ reason, count })).sort((a, b) => b.count - a.count)
}
