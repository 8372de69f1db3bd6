import type { CDPSession, Page } from 'playwright-core'

/** Processor time of a main thread, in milliseconds. */
export interface Cpu {
  /** All tasks. */
  readonly all: number
  /**
   * Without recalculating style and layout. That is most of what a storm costs, the same in every column up to some
   * milliseconds of noise, which would drown the engines' own.
   */
  readonly own: number
}

/** Runs `work` and gives what the page's main thread took meanwhile. */
export async function cpuOf(page: Page, work: () => Promise<void>): Promise<Cpu> {
  const cdp = await page.context().newCDPSession(page)
  // Thread ticks, not the clock: what other programs on the machine take does not count.
  await cdp.send('Performance.enable', { timeDomain: 'threadTicks' })
  const before = await read(cdp)
  await work()
  const after = await read(cdp)
  await cdp.detach()
  const spent = (name: string): number =>
    ((after.get(name) ?? Number.NaN) - (before.get(name) ?? Number.NaN)) * 1000
  const all = spent('TaskDuration')
  return { all, own: all - spent('LayoutDuration') - spent('RecalcStyleDuration') }
}

async function read(cdp: CDPSession): Promise<Map<string, number>> {
  const { metrics } = await cdp.send('Performance.getMetrics')
  return new Map(metrics.map(({ name, value }) => [name, value]))
}

/** One task of a main thread. Milliseconds, by the clock and by the processor. */
export interface Task {
  readonly clock: number
  readonly cpu: number
}

interface TraceEvent {
  readonly name: string
  readonly pid: number
  readonly tid: number
  readonly ts: number
  readonly dur?: number
  readonly tdur?: number
}

const CATEGORIES = ['disabled-by-default-devtools.timeline', 'blink.user_timing']

/**
 * The tasks of the page's main thread during `work`. In rounds of their own: writing the trace takes the main thread
 * two or three milliseconds of every hundred.
 */
export async function tasksOf(page: Page, work: () => Promise<void>): Promise<Task[]> {
  const cdp = await page.context().newCDPSession(page)
  const events: TraceEvent[] = []
  cdp.on('Tracing.dataCollected', ({ value }) => events.push(...(value as unknown as TraceEvent[])))
  await cdp.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: { includedCategories: CATEGORIES },
  })
  await page.evaluate(() => performance.mark('bench:begin'))
  await work()
  await page.evaluate(() => performance.mark('bench:end'))
  const done = new Promise<void>((resolve) => cdp.once('Tracing.tracingComplete', () => resolve()))
  await cdp.send('Tracing.end')
  await done
  await cdp.detach()
  const begin = events.find(({ name }) => name === 'bench:begin')
  const end = events.find(({ name }) => name === 'bench:end')
  if (!begin || !end) throw new Error('the trace has no window')
  return events.flatMap(({ name, pid, tid, ts, dur = 0, tdur = dur }) =>
    name === 'RunTask' && pid === begin.pid && tid === begin.tid && ts > begin.ts && ts < end.ts
      ? [{ clock: dur / 1000, cpu: tdur / 1000 }]
      : [],
  )
}
