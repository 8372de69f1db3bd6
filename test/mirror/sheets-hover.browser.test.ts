import { afterEach, describe, expect, it } from 'vitest'
import { type CssRewrite, rewriteCss } from '../../packages/replica/src/css.ts'
import { feature } from './feature.ts'
import { hand } from './hand.ts'
import { the, withoutOps } from './missing.ts'

const leave = () => null
const REWRITE: CssRewrite = {
  url: leave,
  attribute: leave,
  state: leave,
  media: leave,
  pseudo: (name) => `[is-${name}]`,
}

/** Rules in which `HOVER` stands where the pseudo-class does, and what only looks like it stands as it is. */
const rules = (count: number): string =>
  Array.from(
    { length: count },
    (_, i) =>
      `.card-${i} > a:not(.off):HOVER, .card-${i}:is(:HOVER, .on) b::before{color:rgb(1,2,${i % 256});content:":hover"}\n` +
      `/* a:hover */ .menu-${i}:has(> li:HOVER){background:url("data:,a:hover{}");--rule:a:hover{x:y}}\n` +
      `@media screen{ul li:HOVER .x\\:hover{margin:${i}px}}\n`,
  ).join('')
const authored = (count: number): string => rules(count).replaceAll('HOVER', 'hover')
const rewritten = (count: number): string => rules(count).replaceAll(':HOVER', '[is-hover]')

const natives = Object.getOwnPropertyDescriptors(String.prototype)
const { test, exec } = RegExp.prototype
afterEach(() => {
  Object.defineProperties(String.prototype, natives)
  Object.assign(RegExp.prototype, { test, exec })
})

/** How many characters are looked at or copied while this runs. */
function workOf(run: () => void): number {
  let work = 0
  /** `amount`: of a call on a text that gave a result. */
  const count = <Args extends unknown[], Result>(
    name: string,
    amount: (text: string, args: Args, result: Result) => number,
  ): void => {
    const native: (...args: Args) => Result = Reflect.get(String.prototype, name)
    Object.defineProperty(String.prototype, name, {
      value(this: string, ...args: Args) {
        const result = Reflect.apply(native, this, args)
        work += 1 + amount(this, args, result)
        return result
      },
    })
  }
  count('charCodeAt', () => 0)
  for (const name of ['slice', 'substring', 'toLowerCase', 'trim'])
    count(name, (_text, _args, result: string) => result.length)
  for (const name of ['replace', 'replaceAll', 'split', 'match', 'matchAll', 'search'])
    count(name, (text) => text.length)
  count('indexOf', (text, [, from = 0]: [string, number?], found: number) =>
    found < 0 ? text.length - from : found - from,
  )
  RegExp.prototype.test = function (text) {
    work += text.length
    return test.call(this, text)
  }
  RegExp.prototype.exec = function (text) {
    work += text.length
    return exec.call(this, text)
  }
  run()
  Object.defineProperties(String.prototype, natives)
  Object.assign(RegExp.prototype, { test, exec })
  return work
}

/** Rewriting as it must not be: from the beginning again for each place. */
function again(text: string): string {
  let out = text
  for (let at = out.indexOf(':hover'); at >= 0; at = out.indexOf(':hover'))
    out = `${out.slice(0, at)}[is-hover]${out.slice(at + 6)}`
  return out
}

describe('the states in large sheets [line 39]', () => {
  const few = 400
  const many = few * 8

  it('are rewritten in all of 12 800 places, and nowhere else', () => {
    expect(rewriteCss(authored(many), REWRITE)).toBe(rewritten(many))
    expect(rewritten(many).split('[is-hover]').length - 1).toBe(many * 4)
  })

  it('are rewritten in one pass: eight times the rules are eight times the work', () => {
    const texts = [authored(few + 1), authored(many + 8)] as const
    const [small, large] = texts.map((text) => workOf(() => rewriteCss(text, REWRITE)))
    expect(small).toBeGreaterThan(0)
    // So many characters are looked at or copied for each of the text.
    expect((small ?? 0) / texts[0].length).toBeLessThan(10)
    expect((large ?? 0) / (small ?? 1)).toBeLessThan(8.5)
  })

  it('are found once in a text that is rewritten again, as when its images come', () => {
    const text = authored(many + 1)
    const first = workOf(() => rewriteCss(text, REWRITE))
    expect(workOf(() => rewriteCss(text, REWRITE))).toBeLessThan(first / 3)
  })

  it('would cost eight times eight the work if each began a new search', () => {
    const [small, large] = [20, 160].map((count) => workOf(() => again(authored(count))))
    expect((large ?? 0) / (small ?? 1)).toBeGreaterThan(40)
  })
})

feature('who points at something in a page with hundreds of such rules is seen to [line 39]', {
  head: `<style>${authored(200)}.menu-9:has(> li:hover){letter-spacing:2px}a:not(:hover){padding-left:9px}</style>`,
  markup: '<div class=card-7><a id=a>one</a></div><ul class=menu-9><li id=li>two</li></ul>',
  async change(page) {
    await hand.moveTo(the(page, 'a'))
    await hand.moveTo(the(page, 'li'))
  },
  check: ({ page, replica }) => {
    const spacings = [page, replica].map((of) => getComputedStyle(the(of, 'li')).letterSpacing)
    expect(spacings).toEqual(['2px', '2px'])
  },
  without: withoutOps('interaction', 'states'),
})
