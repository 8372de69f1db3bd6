import { writeRequests } from '@alongside/protocol'
import { type OpenReplica, openReplica } from '../../packages/replica/src/replica.ts'
import { elementsIn } from '../support/roots.ts'
import { type Joined, joinPage, until } from './joined.ts'
import { randomFrom } from './random-edits.ts'
import { deafen, SABOTAGES, type Sabotage } from './sabotages.ts'

/** A silent difference is to be found and put right in this time. Milliseconds. */
const PATIENCE = 5000

const ROWS = Array.from(
  { length: 60 },
  (_, i) =>
    `<tr class=r${i % 7}><td>${i}<td title="row ${i}">cell <b>${i}</b><td><a href="/p/${i}">go</a>`,
).join('')
const MARKUP = `<!doctype html><title>t</title>
  <style>td { padding: 1px } .r1 { color: red } @keyframes turn { to { rotate: 360deg } }</style>
  <style id=fast></style>
  <link rel=stylesheet href="data:text/css,.r2{color:blue}b{font-weight:600}">
  <body><h1 id=tick>0</h1><i id=turning style="display:inline-block;animation:turn 9s linear infinite">x</i>
  <div id=scroller style="height:60px;overflow:auto"><p style="height:900px">tall</p></div>
  <form><input id=typed><textarea id=area></textarea><input type=checkbox id=box>
  <select id=list><option>a<option>b<option>c</select></form>
  <div id=host></div><iframe id=inner></iframe><table>${ROWS}</table>
  <svg viewBox="0 0 9 9"><path d="M0 0h9"/><text x=1 y=8>svg</text></svg></body>`

export type SabotageRun = {
  /** What went wrong first. */
  readonly problem: string | null
  /** How often each kind was done. */
  readonly counts: Readonly<Record<string, number>>
  /** How long each took from the damage to a replica that is right again. Milliseconds. */
  readonly times: readonly number[]
}

/** Does silent damage, one after the other, to the replica of a page that lives on, and sees it healed in place. */
export async function runSabotage(
  count: number,
  seed: number,
  kinds: readonly Sabotage[] = SABOTAGES,
): Promise<SabotageRun> {
  const random = randomFrom(seed)
  let open: OpenReplica | undefined
  const { lose, restore } = deafen()
  const joined = await joinPage(MARKUP, {
    before: fill,
    create(options) {
      open = openReplica(options, (requests) => options.emit(writeRequests(requests)))
      return open
    },
  })
  const counts: Record<string, number> = {}
  const times: number[] = []
  const ticker = tick(joined.page)
  try {
    await until(() => joined.compare() === null && joined.replica.stats.rounds > 0, PATIENCE)
    let kept = keep(joined)
    for (let i = 0; i < count; i++) {
      const kind = kinds[i % kinds.length] as Sabotage
      let [before, started] = [0, 0]
      let done = ''
      // What differs now is to be what was damaged, and not what is on its way.
      ticker.pause()
      await until(() => joined.compare() === null, PATIENCE)
      // Some of what is tried changes nothing.
      for (let turn = 0; !done && turn < 50; turn++) {
        ;[before, started] = [foundIn(joined), performance.now()]
        const what = await kind.damage({ joined, replica: open as OpenReplica, random, lose })
        if (what !== null && joined.compare() !== null) done = what
      }
      // Without its sheet, or the text of that, an animation ends: which is the damage and not the healing.
      const ended = /sheet/i.test(kind.name) || !kept.moves()
      ticker.go()
      const named = `seed ${seed}, ${i}: ${kind.name}, ${done || 'nothing done'}`
      if (!done) return { problem: named, counts, times }
      counts[kind.name] = (counts[kind.name] ?? 0) + 1
      let wrong: string | null = 'not looked at'
      try {
        await until(() => {
          wrong = foundIn(joined) > before ? joined.compare() : wrong
          return wrong === null
        }, PATIENCE)
      } catch {
        return { problem: `${named}: ${wrong}`, counts, times }
      }
      times.push(performance.now() - started)
      const lost = kept.lost(!ended)
      if (lost) return { problem: `${named}: ${lost}`, counts, times }
      if (ended) kept = keep(joined)
    }
    return { problem: null, counts, times }
  } finally {
    ticker.pause()
    restore()
    joined.close()
  }
}

/** What the check has found, at either end. */
function foundIn({ capture, replica }: Joined): number {
  return replica.stats.mismatches + (capture.stats?.missed ?? 0)
}

/** What markup cannot say. */
function fill(page: Document): void {
  const view = page.defaultView as Window & typeof globalThis
  const root = (page.getElementById('host') as HTMLElement).attachShadow({ mode: 'open' })
  root.innerHTML = '<p class=in>in the <em>shadow</em></p><slot></slot>'
  const adopted = [new view.CSSStyleSheet(), new view.CSSStyleSheet()]
  adopted[0]?.replaceSync('em { color: green } p { margin: 3px }')
  adopted[1]?.replaceSync('h1 { letter-spacing: 1px }')
  root.adoptedStyleSheets = adopted.slice(0, 1)
  page.adoptedStyleSheets = adopted.slice(1)
  const inner = (page.getElementById('inner') as HTMLIFrameElement).contentDocument
  if (inner) inner.body.innerHTML = '<p id=deep>in a <u>frame</u></p><ul><li>1<li>2<li>3</ul>'
  const fast = (page.getElementById('fast') as HTMLStyleElement).sheet
  for (const color of ['teal', 'olive', 'navy'])
    fast?.insertRule(`a { outline-color: ${color} }`, 0)
  ;(page.getElementById('typed') as HTMLInputElement).value = 'typed'
  ;(page.getElementById('area') as HTMLTextAreaElement).value = 'several\nlines'
  ;(page.getElementById('box') as HTMLInputElement).checked = true
  ;(page.getElementById('list') as HTMLSelectElement).selectedIndex = 2
  ;(page.getElementById('scroller') as HTMLElement).scrollTop = 123
}

/** A page is never quite still. */
function tick(page: Document): { go(): void; pause(): void } {
  let count = 0
  let timer: ReturnType<typeof setInterval> | undefined
  const text = page.getElementById('tick')?.firstChild as Text
  const pause = (): void => clearInterval(timer)
  const go = (): void => {
    pause()
    timer = setInterval(() => {
      text.data = `${++count}`
    }, 150)
  }
  go()
  return { go, pause }
}

/** What healing must leave alone. `lost` says what has not stayed; with `moving`, whether the animation has is part of it. */
function keep({ replica, page }: Joined): {
  moves(): boolean
  lost(moving: boolean): string | null
} {
  const { document } = replica
  const of = (id: string) => document?.getElementById(id) as HTMLElement
  const [turning, scroller, root] = [of('turning'), of('scroller'), document?.documentElement]
  const [animation] = turning.getAnimations()
  const moves = (): boolean => turning.getAnimations()[0] === animation
  return {
    moves,
    lost(moving) {
      if (replica.stats.epochs > 0 || replica.document !== document) return 'the page began anew'
      if (document?.documentElement !== root) return 'the root element is another'
      if (of('turning') !== turning || (moving && !moves())) return 'an animation began anew'
      const wanted = page.getElementById('scroller')?.scrollTop
      if (scroller.scrollTop !== wanted) return `scrolled to ${scroller.scrollTop}, not ${wanted}`
      return elementsIn(document as Document).length > 0 ? null : 'nothing is left'
    },
  }
}
