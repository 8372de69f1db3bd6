import type { Op } from '@alongside/protocol'
import { expect, it } from 'vitest'
import { feature, type Mode } from './feature.ts'
import { joinPage } from './joined.ts'
import { styleSheet } from './sheet-parts.ts'

const noRules = (op: Op): Op | null =>
  op.op === 'insertRule' || op.op === 'deleteRule' ? null : op
/** Edits told while sharing are those that come after `sheet`; what was edited before comes with it too. */
const noInserted = (op: Op): Op | null => (op.op === 'insertRule' ? null : op)

feature('rules inserted, deleted and inserted again by scripts [line 11]', {
  head: '<style id=s>p{color:green} b{color:blue} i{color:teal}</style>',
  markup: '<p>one <b>two</b> <i>three</i> <u>four</u></p>',
  change(page) {
    const sheet = styleSheet(page)
    sheet.insertRule('u{padding-top:9px}', 1)
    sheet.deleteRule(0)
    sheet.insertRule('b{margin-left:4px}')
    sheet.insertRule('i{margin-left:6px}', sheet.cssRules.length)
    sheet.deleteRule(3)
  },
  without: noRules,
  pixels: true,
})

feature('addRule and removeRule, which come from another time', {
  head: '<style id=s>p{color:green}</style>',
  markup: '<p>one <b>two</b></p>',
  change(page) {
    const sheet = styleSheet(page)
    sheet.addRule('b', 'padding-left: 9px')
    sheet.addRule('b', 'margin-left: 3px', 0)
    sheet.removeRule(1)
  },
  without: noRules,
})

feature('a call that fails changes nothing', {
  head: '<style id=s>p{color:green}</style>',
  markup: '<p>one</p>',
  change(page) {
    const sheet = styleSheet(page)
    const refused = [
      () => sheet.insertRule('p{color:red', 9),
      () => sheet.insertRule('', 0),
      () => sheet.insertRule('not a rule', 0),
      () => sheet.insertRule('@import "x.css";p{}', 0),
      () => sheet.deleteRule(4),
    ]
    for (const call of refused) {
      try {
        call()
      } catch {
        // As the page has it.
      }
    }
    sheet.insertRule('p{padding-top:3px}', 1)
  },
  without: (op, mode) =>
    mode === 'while sharing' && op.op === 'insertRule'
      ? { ...op, index: 0, text: 'p{' }
      : noInserted(op),
})

feature('rules in groups and in rules, also in those just inserted', {
  head: '<style id=s>@media all{p{color:green}} p{& b{color:blue}}</style>',
  markup: '<p>one <b>two</b> <i>three</i> <u>four</u></p>',
  change(page) {
    const sheet = styleSheet(page)
    const [media, rule] = sheet.cssRules as unknown as [CSSGroupingRule, CSSGroupingRule]
    media.insertRule('i{color:teal}', 1)
    media.insertRule('@supports (color:red){u{color:olive}}', 2)
    ;(media.cssRules[2] as CSSGroupingRule).insertRule('u{padding-left:3px}', 1)
    media.deleteRule(0)
    rule.insertRule('& i{padding-left:4px}', 1)
    rule.deleteRule(0)
    sheet.insertRule('@layer late{}', 2)
    const layer = sheet.cssRules[2] as CSSGroupingRule
    layer.insertRule('b{margin-left:7px}')
    layer.insertRule('u{margin-left:8px}')
  },
  without: noRules,
})

feature('@layer, @media, @supports, @container, @property, @scope rules that scripts insert', {
  head: '<style id=s>@layer base, late;@layer late{p{color:green}}</style>',
  markup: '<div id=d style="width:300px;container-type:inline-size"><p>one <b>two</b></p></div>',
  change(page) {
    const sheet = styleSheet(page)
    const add = (text: string): number => sheet.insertRule(text, sheet.cssRules.length)
    add('@layer base{p{color:red;padding-top:2px}}')
    add('@media (min-width:100px){p{margin-left:3px}}')
    add('@media print{p{margin-left:30px}}')
    add('@supports (display:grid){b{margin-left:4px}}')
    add('@supports (display:nonsense){b{margin-left:40px}}')
    add('@container (min-width:200px){b{padding-left:5px}}')
    add('@container (min-width:400px){b{padding-left:50px}}')
    add('@property --w{syntax:"<length>";inherits:false;initial-value:6px}')
    add('b{outline:var(--w) solid red}')
    add('@scope (p){:scope{text-indent:7px}}')
    add('@font-face{font-family:other;src:local("Nonsense")}')
  },
  without: (op) => (op.op === 'insertRule' && op.text.startsWith('@') ? null : op),
})

feature('keyframes that scripts append, delete and change', {
  head: '<style id=s>@keyframes k{from{margin-left:0}to{margin-left:90px}} p{animation:k 1s -.5s linear paused}</style>',
  markup: '<p>one</p>',
  change(page) {
    const [keyframes] = styleSheet(page).cssRules as unknown as CSSKeyframesRule[]
    keyframes?.appendRule('50%{margin-left:10px}')
    keyframes?.appendRule('25%{margin-left:33px}')
    keyframes?.deleteRule('25%')
    const half = keyframes?.findRule('50%')
    if (half) half.style.paddingLeft = '8px'
  },
  without: noRules,
})

feature('a key that scripts change', {
  head: '<style id=s>@keyframes k{from{margin-left:0}90%{margin-left:90px}} p{animation:k 1s -.5s linear paused}</style>',
  markup: '<p>one</p>',
  change(page) {
    const [keyframes] = styleSheet(page).cssRules as unknown as CSSKeyframesRule[]
    const rule = keyframes?.cssRules[1] as CSSKeyframeRule
    rule.keyText = '50%'
  },
  without: noRules,
})

feature('a name of keyframes that scripts change', {
  head: '<style id=s>@keyframes other{from{margin-left:9px}} p{animation:k 1s paused}</style>',
  markup: '<p>one</p>',
  change(page) {
    const [keyframes] = styleSheet(page).cssRules as unknown as CSSKeyframesRule[]
    if (keyframes) keyframes.name = 'k'
  },
  without: noRules,
})

feature('text edits of a <style> on top of what scripts did to its rules [line 11]', {
  head: '<style id=s>p{color:green}</style>',
  markup: '<p>one <b>two</b></p>',
  async change(page) {
    const style = page.getElementById('s') as HTMLStyleElement
    style.sheet?.insertRule('b{color:red}', 1)
    await frame(page)
    style.append('b{padding-left:4px}')
    style.sheet?.insertRule('b{margin-left:5px}', 2)
    await frame(page)
    // The rules are parsed anew even where nothing of the text is mirrored.
    style.append(page.createComment('x'))
    style.sheet?.insertRule('p{margin-left:6px}', 0)
  },
  without: noRules,
})

it('declarations between nested rules that a script has emptied leave nothing behind', async () => {
  const joined = await joinPage(
    '<!doctype html><title>t</title><style id=s>p{top:1px;& b{left:1px}color:teal}</style>',
  )
  const rule = styleSheet(joined.page).cssRules[0] as CSSStyleRule
  expect(joined.difference()).toBeNull()
  ;(rule.cssRules[1] as CSSStyleRule).style.cssText = ''
  expect(joined.difference()).toBeNull()
  rule.insertRule('i{left:2px}', 2)
  expect(joined.difference()).toBeNull()
  ;(rule.cssRules[1] as CSSStyleRule).style.setProperty('color', 'red')
  expect(joined.difference()).toBeNull()
  joined.close()
})

it('declarations between nested rules keep their places, whichever of the others go', async () => {
  const joined = await joinPage(
    '<!doctype html><title>t</title><style id=s>p{top:1px;& b{left:1px}color:teal;& i{left:2px}}</style>',
  )
  const rule = styleSheet(joined.page).cssRules[0] as CSSStyleRule
  expect(joined.difference()).toBeNull()
  rule.deleteRule(0)
  rule.selectorText = 'section > *'
  expect(joined.difference()).toBeNull()
  rule.insertRule('u{left:3px}', 0)
  expect(joined.difference()).toBeNull()
  ;(rule.cssRules[1] as CSSStyleRule).style.cssText = ''
  rule.style.setProperty('top', '2px')
  expect(joined.difference()).toBeNull()
  rule.deleteRule(1)
  expect(joined.difference()).toBeNull()
  // What was put in as a text and is another by now comes along as it is now.
  rule.insertRule('li{left:4px;& b{left:5px}color:olive}', 1)
  ;(rule.cssRules[1] as CSSStyleRule).deleteRule(0)
  expect(joined.difference()).toBeNull()
  rule.selectorText = 'section > p'
  expect(joined.difference()).toBeNull()
  joined.close()
})

feature('the text of a <style> that moves to where it is shown', {
  markup: '<style id=s>b:hover{background:url(x.png)}</style><p>one</p>',
  modes: ['while sharing'],
  async change(page) {
    const style = page.getElementById('s') as HTMLStyleElement
    const text = style.firstChild as Text
    page.querySelector('p')?.append(text)
    await new Promise((resolve) => page.defaultView?.requestAnimationFrame(resolve))
    text.splitText(5).data = ' and its end'
  },
  without: (op) => (op.op === 'text' || op.op === 'attach' ? null : op),
  pixels: true,
})

it('a <style> that moved and was edited at once has the rules of its new sheet', async () => {
  const joined = await joinPage(
    '<!doctype html><title>t</title><style id=s>p{color:green}</style><main></main>',
  )
  const { page } = joined
  styleSheet(page).insertRule('p{top:1px}', 0)
  expect(joined.difference()).toBeNull()
  page.querySelector('main')?.append(page.getElementById('s') as HTMLElement)
  styleSheet(page).insertRule('p{padding-left:3px}', 1)
  expect(joined.difference()).toBeNull()
  joined.close()
})

feature('a rule that the browser does not know beside those that it does [line 4]', {
  head: '<style id=s>p{color:green} ::nonsense{color:red} b{color:blue}</style>',
  markup: '<p>one <b>two</b> <i>three</i></p>',
  change(page) {
    const sheet = styleSheet(page)
    sheet.insertRule('i{padding-left:2px}', 2)
    sheet.insertRule('i{margin-left:3px}', 1)
  },
  // A browser that knows one rule less of those inserted: it keeps their places.
  without: noInserted,
})

feature('authored rules reach the replica as they were written [line 1] [line 2]', {
  head: '<style id=s></style>',
  markup: '<p style="--a:7px">one <b>two</b></p>',
  change(page) {
    const sheet = styleSheet(page)
    sheet.insertRule('p{padding:var(--a);padding-left:3px}')
    sheet.insertRule('b{all:unset;color:red}', 1)
  },
  // What was inserted before anyone listened is known as the browser serialises it.
  modes: ['while sharing'],
  without: (op) =>
    op.op === 'insertRule' ? { ...op, text: op.text.replace('padding:var(--a)', 'padding: ') } : op,
})

feature('many text nodes of a <style>, one to one [line 3]', {
  head: '<style id=s></style>',
  markup: '<p>one <b>two</b></p>',
  change(page) {
    const style = page.getElementById('s')
    for (const part of 'p{color:re|d;padd|ing-left:3px} b{/* | */color:bl|ue}'.split('|'))
      style?.append(part)
  },
  check({ replica }) {
    const count = replica.getElementById('s')?.childNodes.length
    if (count !== 5) throw new Error(`${count} text nodes`)
  },
  without: (op, mode: Mode) =>
    op.op === 'insert'
      ? {
          ...op,
          nodes: op.nodes.map((node) =>
            node.kind === 'text' && node.text.startsWith('ing') ? { ...node, text: '' } : node,
          ),
        }
      : mode && op,
})

async function frame(page: Document): Promise<void> {
  await new Promise((resolve) => page.defaultView?.requestAnimationFrame(resolve))
}
