import type { Op } from '@alongside/protocol'
import { expect, it } from 'vitest'
import { feature } from './feature.ts'
import { joinPage } from './joined.ts'
import { styleSheet } from './sheet-parts.ts'

const noInserted = (op: Op): Op | null => (op.op === 'insertRule' ? null : op)
const rule = (page: Document, index = 0): CSSStyleRule =>
  styleSheet(page).cssRules[index] as CSSStyleRule

feature('rule.style.x = y, where no setter is to be hooked [line 35]', {
  head: '<style id=s>p{color:green} b{color:blue}</style>',
  markup: '<p>one <b>two</b></p>',
  change(page) {
    rule(page).style.color = 'red'
    rule(page, 1).style.setProperty('padding-left', '4px', 'important')
    rule(page, 1).style.removeProperty('color')
  },
  without: noInserted,
  pixels: true,
})

feature('rule.style.cssText =, and rule.style =', {
  head: '<style id=s>p{color:green;top:0} b{color:blue}</style>',
  markup: '<p>one <b>two</b></p>',
  change(page) {
    rule(page).style.cssText = 'padding-left:4px'
    Object.assign(rule(page, 1), { style: 'margin-left:9px' })
  },
  without: noInserted,
})

feature('typed values: styleMap of a rule', {
  head: '<style id=s>p{color:green}</style>',
  markup: '<p>one</p>',
  change(page) {
    rule(page).styleMap.set('padding-left', CSS.px(7))
  },
  without: noInserted,
})

feature('typed values: attributeStyleMap of an element', {
  markup: '<p id=p>one</p>',
  change(page) {
    page.getElementById('p')?.attributeStyleMap.set('padding-left', CSS.px(7))
  },
  without: (op) =>
    op.op === 'attribute' && op.name === 'style' ? null : op.op === 'insert' ? bare(op) : op,
})

feature('selectorText =', {
  head: '<style id=s>p{color:green} b{color:blue}</style>',
  markup: '<p>one <b>two</b> <i>three</i></p>',
  change(page) {
    rule(page, 1).selectorText = 'i, u'
  },
  without: noInserted,
})

feature('the selector and style of a rule with rules in it, and of a rule in it', {
  head: '<style id=s>p{color:green;& b{color:blue}} @media all{i{color:red}}</style>',
  markup: '<p>one <b>two</b> <i>three</i></p><div>four <b>five</b></div>',
  change(page) {
    rule(page).selectorText = 'div'
    rule(page).style.paddingLeft = '3px'
    ;(rule(page).cssRules[0] as CSSStyleRule).style.marginLeft = '4px'
    ;(rule(page, 1).cssRules[0] as CSSStyleRule).selectorText = 'b'
  },
  without: noInserted,
})

feature('the media of a rule', {
  head: '<style id=s>@media print{p{color:red}} @media print{p{padding-left:2px}}</style>',
  markup: '<p>one</p>',
  change(page) {
    const [first, second] = styleSheet(page).cssRules as unknown as CSSMediaRule[]
    if (first) first.media.mediaText = 'screen'
    second?.media.appendMedium('screen')
  },
  without: noInserted,
})

feature('declarations of other rules: fonts, pages, nested ones', {
  head: '<style id=s>@font-face{font-family:f;src:local("x")} @page{margin:1px} p{& b{color:red} color:blue}</style>',
  markup: '<p>one <b>two</b></p>',
  change(page) {
    rule(page).style.setProperty('font-weight', '700')
    rule(page, 1).style.setProperty('margin', '2px')
    const declarations = rule(page, 2).cssRules[1] as CSSNestedDeclarations
    declarations.style.paddingLeft = '5px'
  },
  without: noInserted,
})

feature('a declaration that the page got before it was shared and uses later', {
  head: '<style id=s>p{color:green} b{color:blue}</style>',
  markup: '<p>one <b>two</b></p>',
  modes: ['while sharing'],
  before(page) {
    held.set(page, rule(page, 1).style)
  },
  change(page) {
    const style = held.get(page)
    if (style) style.marginLeft = '8px'
  },
  without: noInserted,
})

feature('a rule that a script changes, deletes and inserts, in one turn', {
  head: '<style id=s>p{color:green} b{color:blue} i{color:red}</style>',
  markup: '<p>one <b>two</b> <i>three</i></p>',
  change(page) {
    rule(page, 1).style.color = 'teal'
    styleSheet(page).deleteRule(0)
    rule(page, 1).style.paddingLeft = '3px'
    styleSheet(page).insertRule('b{margin-left:4px}', 1)
    rule(page, 1).style.marginRight = '5px'
    styleSheet(page).insertRule('u{top:0}', 0)
  },
  without: noInserted,
})

const held = new WeakMap<Document, CSSStyleDeclaration>()

function bare(op: Extract<Op, { op: 'insert' }>): Op {
  const nodes = op.nodes.map((node) =>
    node.kind === 'element'
      ? { ...node, attributes: node.attributes.filter(({ name }) => name !== 'style') }
      : node,
  )
  return { ...op, nodes }
}

feature('a style to which a text came and went is parsed anew, without the rules of scripts', {
  head: '<style id=s></style>',
  markup: '<p>one</p>',
  change(page) {
    const style = page.getElementById('s') as HTMLStyleElement
    style.sheet?.insertRule('p{padding-left:3px}')
    style.append('p{margin-left:4px}')
    style.firstChild?.remove()
    style.sheet?.insertRule('p{margin-left:5px}')
  },
  without: (op) => (op.op === 'insertRule' ? null : op),
})

it('of a style to which a text came and went nothing is left', async () => {
  const joined = await joinPage('<!doctype html><title>t</title><style id=s></style><p>one</p>')
  const style = joined.page.getElementById('s') as HTMLStyleElement
  style.sheet?.insertRule('p{padding-left:3px}')
  expect(joined.difference()).toBeNull()
  style.append('p{margin-left:4px}')
  style.firstChild?.remove()
  expect(joined.difference()).toBeNull()
  joined.close()
})
