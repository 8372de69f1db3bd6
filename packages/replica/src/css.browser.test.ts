import { expect, it } from 'vitest'
import { type Random, randomCss, randomFrom } from '../test/random-css.ts'
import { isLiveName, keptName } from './allow.ts'
import { rewriteCss } from './css.ts'
import { Media } from './media.ts'
import { pageRewrite } from './page-rewrite.ts'

const rewrite = pageRewrite(new Media(() => true), (token) => `blob:live/${token}`)

const STATES =
  /^:(hover|active|focus|focus-visible|focus-within|target|user-valid|user-invalid|valid|invalid|autofill|-webkit-autofill|fullscreen|-webkit-full-screen)$/
const NAMES: Record<string, string> = {
  '-webkit-autofill': 'autofill',
  '-webkit-full-screen': 'fullscreen',
}

/** What the rewriting should have made of a selector, read from the form in which the browser writes it. */
function expected(selector: string): string {
  let out = ''
  let isAfter: boolean[] = [false]
  const kept = selector.replace(/\[([a-z][-\w]*)(?=[\]^$*~|=])/gi, (all, name: string) =>
    isLiveName(name) ? all : `[${keptName(name)}`,
  )
  for (const [token] of kept.matchAll(
    /"(?:\\.|[^"\\])*"|\\.|(?<!:):state\([-\w]+\)|::?(?:[-\w\u0080-\uffff]|\\.)+\(?|[-\w]+\(|[()]|[\s>+~,]+|[\s\S]/g,
  )) {
    const after = isAfter.at(-1) ?? false
    let by = token
    if (token.endsWith('(')) {
      if (token.startsWith('::')) isAfter = [...isAfter.slice(0, -1), true, false]
      else isAfter = [...isAfter, after]
    } else if (token === ')') isAfter.pop()
    else if (token === '::selection') {
      isAfter[isAfter.length - 1] = true
      by = '::highlight(alongside-selection)'
    } else if (token.startsWith('::') || /^:(before|after|first-l)/.test(token))
      isAfter[isAfter.length - 1] = true
    else if (/^[\s>+~,]+$/.test(token))
      isAfter[isAfter.length - 1] = isAfter.length > 1 && after && insideAfter(isAfter)
    else if (!after && token.startsWith(':state('))
      by = `[data-alongside-is-state~="${token.slice(7, -1)}"]`
    else if (!after && STATES.test(token))
      by = `[data-alongside-is-${NAMES[token.slice(1)] ?? token.slice(1)}]`
    out += by
  }
  return out
}

function insideAfter(stack: readonly boolean[]): boolean {
  return stack.at(-2) ?? false
}

function selectorsOf(text: string): string[] {
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(text)
  const out: string[] = []
  const visit = (rules: CSSRuleList): void => {
    for (const rule of rules) {
      const shown = 'selectorText' in rule ? String(rule.selectorText) : rule.constructor.name
      out.push('start' in rule ? `scope ${rule.start} to ${(rule as { end?: string }).end}` : shown)
      if ('cssRules' in rule) visit(rule.cssRules as CSSRuleList)
    }
  }
  visit(sheet.cssRules)
  return out
}

function compare(text: string): void {
  const page = selectorsOf(text).map(expected)
  expect(selectorsOf(rewriteCss(text, rewrite)), text).toEqual(page)
}

it('makes of each selector that the browser finds what the states ask for, and of nothing else', () => {
  for (let seed = 1; seed <= 1500; seed++) compare(randomCss(randomFrom(seed), false))
})

it('finds the selectors that the browser finds in sheets that are broken, too', () => {
  for (let seed = 1; seed <= 3000; seed++) compare(randomCss(randomFrom(-seed), true))
})

it('notices a rewriting that is wrong', () => {
  const random: Random = randomFrom(7)
  const wrong = {
    ...rewrite,
    pseudo: (name: string) => (name === 'focus' ? null : rewrite.pseudo(name)),
  }
  const differs = Array.from({ length: 200 }, () => randomCss(random, false)).some(
    (text) =>
      selectorsOf(rewriteCss(text, wrong)).join() !== selectorsOf(text).map(expected).join(),
  )
  expect(differs).toBe(true)
})
