import { expect, test, vi } from 'vitest'
import { createHealing } from './healing.ts'

test('a stream that keeps failing is asked for a new epoch at once, then once a second', () => {
  vi.useFakeTimers()
  try {
    let asked = 0
    const healing = createHealing(() => asked++, Date.now)
    for (let ms = 0; ms < 5000; ms += 10) {
      healing.failed()
      vi.advanceTimersByTime(10)
    }
    expect(healing.count).toBe(500)
    expect(healing.stuck).toBe(true)
    healing.whole()
    expect(healing.stuck).toBe(false)
    expect(asked).toBe(6)
    healing.failed()
    healing.stop()
    vi.advanceTimersByTime(5000)
    expect(asked).toBe(6)
  } finally {
    vi.useRealTimers()
  }
})
