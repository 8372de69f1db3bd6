import { feature } from './feature.ts'

feature('a rule inserted by a script styles the replica [line 5]', {
  head: '<style id=s>p{color:green}</style>',
  markup: '<p>text</p>',
  change(page) {
    page.styleSheets[0]?.insertRule('p{padding-top:9px}', 1)
  },
  without: (op) => (op.op === 'insertRule' ? null : op.op === 'sheet' ? { ...op, text: null } : op),
  pixels: true,
})

feature('a shorthand with var() and a longhand keep their computed values [line 1]', {
  head: '<style id=s></style>',
  markup: '<p>text</p>',
  change(page) {
    const style = page.getElementById('s')
    if (style)
      style.textContent = 'p{--a:7px;padding:var(--a);padding-left:3px;background:var(--b,red)}'
  },
  // As an engine that sends the rules that the browser gives back, instead of the text.
  without: (op) => (op.op === 'text' || op.op === 'insert' ? serialised(op) : op),
})

function serialised<T>(op: T): T {
  return JSON.parse(JSON.stringify(op).replace('padding:var(--a);', 'padding: ;'))
}
