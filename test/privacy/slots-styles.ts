import { framed, type Slots, shadowOf, the } from './slots.ts'

/** Text in rules and declarations, in sheets of every origin. */
export const STYLES: Slots = {
  'content of a rule': '<style>.none::before{content:"$"}</style>',
  'quotes of a rule': '<style>.none{quotes:"$" "b"}</style>',
  'text beside a counter': `<style>.none::after{content:counter(n) '$'}</style>`,
  'symbols of a counter style': '<style>@counter-style n{system:cyclic;symbols:"$"}</style>',
  'custom property of a rule': '<style>.none{--owner:"$"}</style>',
  'comment of a sheet': '<style>/* $ */</style>',
  'address in a rule': '<style>.none{background:url(/of/$.png)}</style>',
  'address with quotes in a rule': '<style>.none{background:url("/of/$.png")}</style>',
  'content of a rule in a rule': '<style>@media all{.none{&::before{content:"$"}}}</style>',
  'content in <svg>': '<svg><style>.none::before{content:"$"}</style></svg>',
  'custom property': `<p style="--owner:'$'">a</p>`,
  'quotes of an element': `<p style="quotes:'$' 'b'">a</p>`,
  'address in a style': '<p style="background:url(/of/$.png)">a</p>',
  'inserted rule'(host, secret) {
    const { sheet } = the(host, 'style')
    sheet?.insertRule(`.none::before{content:"${secret}"}`)
  },
  'declaration of a rule'(host, secret) {
    if (!host.firstChild) host.innerHTML = '<style>.none::before{content:"a"}</style>'
    const rule = the(host, 'style').sheet?.cssRules[0]
    ;(rule as CSSStyleRule).style.content = `"${secret}"`
  },
  'adopted sheet'(host, secret) {
    const root = shadowOf(host, { mode: 'open' })
    const sheet = root.adoptedStyleSheets[0] ?? new CSSStyleSheet()
    sheet.replaceSync(`.none::before{content:"${secret}"}`)
    root.adoptedStyleSheets = [sheet]
  },
  'sheet of a page in a frame'(host, secret) {
    const { head } = framed(host)
    head.innerHTML = `<style>.none::before{content:"${secret}"}</style>`
  },
  'custom property of an animation'(host, secret) {
    const from = { '--owner': `"${secret}"` }
    the(host, 'p').animate([from, from], 60_000)
  },
}
