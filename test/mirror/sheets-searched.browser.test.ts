import { FrameReader, type Op } from '@alongside/protocol'
import { describe, expect, it } from 'vitest'
import { type Joined, type JoinOptions, joinPage, until } from './joined.ts'
import { the } from './missing.ts'
import { addLink, constructed } from './sheet-parts.ts'

type View = Window & typeof globalThis
type AnyFunction = (this: unknown, ...args: never[]) => unknown

/** Longer than any rule of these pages. */
const LONG = 2000
const SEARCHES =
  'indexOf lastIndexOf includes search match matchAll split replace replaceAll'.split(' ')

const css = (rules: number, name = 'c'): string =>
  Array.from(
    { length: rules },
    (_, i) => `.${name}${i}{padding-left:${i % 9}px;color:rgb(1,2,${i % 256})}\n`,
  ).join('')

/** How many characters of long texts the searches in a window have gone over, and how many searches that were. */
type Searches = { count: number; passed: number }

function watchSearches(view: View): Searches {
  const searches: Searches = { count: 0, passed: 0 }
  const [strings, patterns] = [view.String.prototype, view.RegExp.prototype]
  const note = (text: string, passed: number): void => {
    if (text.length <= LONG) return
    searches.count++
    searches.passed += passed
  }
  for (const name of SEARCHES) {
    const native: AnyFunction = Reflect.get(strings, name)
    const watched = function (this: unknown, ...args: never[]): unknown {
      note(`${this}`, `${this}`.length)
      return Reflect.apply(native, this, args)
    }
    Reflect.set(strings, name, watched)
  }
  const { exec } = patterns
  /** From where it begins to where it has found something. */
  const run = (pattern: RegExp, text: string): RegExpExecArray | null => {
    const from = pattern.lastIndex
    const found = exec.call(pattern, text)
    note(text, (found ? found.index + found[0].length : text.length) - from)
    return found
  }
  patterns.exec = function (this: RegExp, text) {
    return run(this, text)
  }
  patterns.test = function (this: RegExp, text) {
    return run(this, text) !== null
  }
  return searches
}

type Watched = { readonly joined: Joined; readonly searches: Searches; readonly view: View }

async function join(head: string, options: JoinOptions = {}): Promise<Watched> {
  let searches: Searches = { count: 0, passed: 0 }
  const joined = await joinPage(
    `<!doctype html><title>t</title>${head}<body><p id=p class=c7>one</p>`,
    {
      own: true,
      ...options,
      async before(page) {
        await options.before?.(page)
        searches = watchSearches(page.defaultView as View)
      },
    },
  )
  await until(() => joined.replica.document?.getElementById('p'))
  return { joined, searches, view: joined.window }
}

/** Nothing is looked at from time to time. */
const withoutAudits = (page: Document): void => {
  Object.assign(page.defaultView as View, { setInterval: () => 0 })
}

function opsOf({ frames }: Joined): Op[] {
  const reader = new FrameReader()
  return frames
    .map((bytes) => reader.read(bytes))
    .flatMap((frame) => (frame.frame === 'ops' ? [...frame.ops] : []))
}

/** How often a text leaves, whole and as it was written. */
const sentOf = (joined: Joined, text: string): number =>
  opsOf(joined).reduce(
    (sum, op) =>
      sum +
      (op.op === 'insert'
        ? op.nodes.filter((node) => node.kind === 'text' && node.text === text).length
        : 'text' in op && op.text === text
          ? 1
          : 0),
    0,
  )

const MANY = 4000
/** Whether there is more than white space is seen by the first character of each text. */
const FIRST = 10

describe('the text of sheets leaves as it was written, once, without a search [line 36]', () => {
  it('in a style of the first picture', async () => {
    const { joined, searches } = await join(`<style>${css(MANY)}</style>`, {
      before: withoutAudits,
    })
    await until(() => joined.replica.ready)
    expect(sentOf(joined, css(MANY))).toBe(1)
    expect(searches.passed).toBeLessThanOrEqual(FIRST)
    joined.close()
  })

  it('in a linked file, and in a sheet that a script has made', async () => {
    const [linked, made] = [css(MANY, 'l'), css(MANY, 'm')]
    const { joined, searches } = await join('', {
      async before(page) {
        withoutAudits(page)
        await addLink(page, linked)
      },
    })
    joined.page.adoptedStyleSheets = [constructed(joined.page, '')]
    joined.page.adoptedStyleSheets[0]?.replaceSync(made)
    await until(() => sentOf(joined, made) > 0 && sentOf(joined, linked) > 0)
    expect([sentOf(joined, made), sentOf(joined, linked)]).toEqual([1, 1])
    expect(searches.passed).toBeLessThanOrEqual(FIRST)
    joined.close()
  })

  it('in a style that is filled, changed and moved while sharing', async () => {
    const { joined, searches } = await join('<style id=s></style>', { before: withoutAudits })
    const style = the<HTMLStyleElement>(joined.page, 's')
    const [first, second] = [css(MANY, 'f'), css(MANY, 's')]
    style.textContent = first
    await until(() => sentOf(joined, first) > 0)
    ;(style.firstChild as Text).data = second
    await until(() => sentOf(joined, second) > 0)
    joined.page.body.append(style)
    style.sheet?.insertRule('p{letter-spacing:2px}', MANY)
    await until(() => opsOf(joined).some(({ op }) => op === 'insertRule'))
    expect([sentOf(joined, first), sentOf(joined, second)]).toEqual([1, 1])
    expect(searches.passed).toBeLessThanOrEqual(FIRST)
    joined.close()
  })

  it('where a search would be seen', async () => {
    const { joined, searches, view } = await join('', { before: withoutAudits })
    Reflect.get(view, 'eval')('(css) => [css.split("}"), css.replace(/:hover/g, "")]')(css(MANY))
    expect(searches.passed).toBeGreaterThanOrEqual(2 * css(MANY).length)
    joined.close()
  })
})

describe('what looks for edits that nobody told of [line 36]', () => {
  /** Longer by one each time the capture looks at the clock, which it does after each step. */
  const STEP = 0.25
  /** An audit takes 2 ms, and a step of it is 8 000 characters and what is left of a rule. */
  const MOST = (2 / STEP + 2) * 8200

  async function audited(): Promise<Watched & { audit(): Promise<void> }> {
    let audit = (): void => {}
    const watched = await join(`<style>${css(MANY)}</style>`, {
      before(page) {
        const view = page.defaultView as View
        let time = 0
        const now = (): number => {
          time += STEP
          return time
        }
        Object.defineProperty(view.performance, 'now', { value: now })
        Object.assign(view, {
          setInterval(look: () => void) {
            audit = look
            return 0
          },
          requestAnimationFrame(run: () => void) {
            run()
            return 0
          },
          setTimeout(run: () => void) {
            run()
            return 0
          },
        })
      },
    })
    await until(() => watched.joined.replica.ready)
    return {
      ...watched,
      async audit() {
        audit()
        // It comes with a message, after a frame.
        await new Promise((resolve) => {
          const { port1, port2 } = new MessageChannel()
          port1.onmessage = resolve
          port2.postMessage(0)
        })
      },
    }
  }

  it('goes through a text in parts, a few at a time, and once', async () => {
    const { joined, searches, audit } = await audited()
    const parts: number[] = []
    // Between its parts it also looks at the rules, one a step.
    for (let i = 0; i < 20_000 && searches.passed < css(MANY).length; i++) {
      const before = searches.passed
      await audit()
      parts.push(searches.passed - before)
    }
    expect(searches.passed).toBeGreaterThanOrEqual(css(MANY).length)
    expect(Math.max(...parts)).toBeLessThanOrEqual(MOST)
    joined.capture.flush()
    const { count } = searches
    joined.capture.flush()
    expect(searches.count).toBe(count)
    joined.close()
  })

  it('goes through all of it at once only where somebody asks for everything', async () => {
    const { joined, searches } = await audited()
    const before = searches.passed
    joined.capture.flush()
    expect(searches.passed - before).toBeGreaterThan(2 * MOST)
    joined.close()
  })
})
