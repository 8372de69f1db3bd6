/** What a page may ask of every function that the capture listens at, and what it gets. */

type View = Window & typeof globalThis
type Ask = (view: View, make: (markup: string) => HTMLElement) => unknown

const asks: Record<string, Ask> = {
  'a root is what the host has': (_, make) => {
    const host = make('<div>')
    return host.attachShadow({ mode: 'open' }) === host.shadowRoot
  },
  'a closed root is nobody’s': (_, make) => {
    const host = make('<div>')
    return [host.attachShadow({ mode: 'closed' }).mode, host.shadowRoot]
  },
  'a second root': (_, make) => {
    const host = make('<div>')
    host.attachShadow({ mode: 'open' })
    return host.attachShadow({ mode: 'open' })
  },
  'a root without a mode': (view, make) =>
    Reflect.apply(view.Element.prototype.attachShadow, make('<p>'), []),
  'a root of nothing': (view) =>
    Reflect.apply(view.Element.prototype.attachShadow, {}, [{ mode: 'open' }]),
  'a root by construction': (view) => Reflect.construct(view.Element.prototype.attachShadow, []),
  'a value': (_, make) => {
    const input = make('<input value=a>') as HTMLInputElement
    input.value = 'b'
    return [input.value, input.defaultValue]
  },
  'a value that is an object': (_, make) => {
    const input = make('<input>') as HTMLInputElement
    Reflect.set(input, 'value', { toString: () => 'told' })
    return input.value
  },
  'a value that throws': (_, make) => {
    Reflect.set(make('<input>'), 'value', {
      toString() {
        throw new RangeError('of the page')
      },
    })
  },
  'a value of a file': (_, make) => Object.assign(make('<input type=file>'), { value: 'x' }),
  'a value of nothing': (view) => {
    const set = Object.getOwnPropertyDescriptor(view.HTMLInputElement.prototype, 'value')?.set
    return set && Reflect.apply(set, view.document.body, ['x'])
  },
  'a step of a text': (_, make) => (make('<input value=1>') as HTMLInputElement).stepUp(),
  'a step of a number': (_, make) => {
    const input = make('<input type=number value=1 step=2>') as HTMLInputElement
    return [input.stepUp(3), input.value]
  },
  'a choice': (_, make) => {
    const select = make('<select><option>a<option>b</select>') as HTMLSelectElement
    select.selectedIndex = 1
    const chosen = select.value
    select.value = 'none'
    return [chosen, select.selectedIndex]
  },
  'a rule and its place': (_, make) => {
    const sheet = sheetOf(make)
    return [sheet.insertRule('b{top:0}'), sheet.insertRule('i{top:0}', 1), texts(sheet)]
  },
  'a rule that is none': (_, make) => sheetOf(make).insertRule('{'),
  'a rule beyond the end': (_, make) => sheetOf(make).insertRule('b{}', 9),
  'a rule of nothing': (view) =>
    Reflect.apply(view.CSSStyleSheet.prototype.insertRule, view, ['b{}']),
  'a rule too few': (_, make) => sheetOf(make).deleteRule(5),
  'an old way to add a rule': (_, make) => {
    const sheet = sheetOf(make)
    return [sheet.addRule('b', 'top:0'), sheet.removeRule(0), texts(sheet)]
  },
  'a declaration is one object': (_, make) => {
    const rule = sheetOf(make).cssRules[0] as CSSStyleRule
    rule.style.left = '2px'
    rule.selectorText = 'u'
    return [new Set([rule.style, rule.style]).size, rule.cssText]
  },
  'a list of media': (_, make) => {
    const sheet = sheetOf(make)
    sheet.media.appendMedium('print')
    return [sheet.media.deleteMedium('none'), sheet.media.mediaText]
  },
  'adopted sheets': (view) => {
    const sheet = new view.CSSStyleSheet()
    const list = view.document.adoptedStyleSheets
    view.document.adoptedStyleSheets = [sheet]
    return [list === view.document.adoptedStyleSheets, list[0] === sheet, sheet.replaceSync('b{}')]
  },
  'adopted sheets that are none': (view) => Reflect.set(view.document, 'adoptedStyleSheets', [1]),
  'a replaced sheet is promised': async (view) => {
    const sheet = new view.CSSStyleSheet()
    const promise = sheet.replace('b{top:0}')
    return [promise instanceof view.Promise, (await promise) === sheet, texts(sheet)]
  },
  'a replaced sheet that may not be': (_, make) => sheetOf(make).replace('b{}'),
  'an element is made once defined': (view, make) => {
    const order: string[] = []
    make('<x-one></x-one>')
    view.customElements.define(
      'x-one',
      class extends view.HTMLElement {
        constructor() {
          super()
          order.push('constructed')
        }
        connectedCallback() {
          order.push('connected')
        }
      },
    )
    order.push('defined')
    return order
  },
  'an element is defined twice': (view) => {
    for (const _ of 'ab') view.customElements.define('x-two', class extends view.HTMLElement {})
  },
  'an element whose class throws': (view) =>
    Reflect.apply(view.customElements.define, view.customElements, [
      'x-three',
      Object.defineProperty(() => {}, 'prototype', {
        get() {
          throw new RangeError('of the page')
        },
      }),
    ]),
  'a dialog twice': (_, make) => {
    const dialog = make('<dialog>') as HTMLDialogElement
    return [dialog.showModal(), dialog.close(), dialog.show(), dialog.showModal()]
  },
  'a popover': (_, make) => {
    const box = make('<div popover=manual>')
    return [
      box.togglePopover(),
      box.togglePopover(),
      box.showPopover(),
      box.matches(':popover-open'),
    ]
  },
  'a popover that is none': (_, make) => make('<div>').showPopover(),
  'a move of a parent into its child': (view, make) => {
    const box = make('<div><p></p></div>')
    return Reflect.apply(Reflect.get(view.Element.prototype, 'moveBefore'), box.firstChild, [
      box,
      null,
    ])
  },
}

function sheetOf(make: (markup: string) => HTMLElement): CSSStyleSheet {
  const { sheet } = make('<style>p{top:0}</style>') as HTMLStyleElement
  if (!sheet) throw new Error('no sheet')
  return sheet
}

const texts = ({ cssRules }: CSSStyleSheet): string =>
  Array.from(cssRules, (rule) => rule.cssText).join()

/** Each question with what came of it, as text: what was given, or which error of which window was thrown. */
export async function answersIn(view: View): Promise<string[]> {
  const answers: string[] = []
  for (const [name, ask] of Object.entries(asks)) {
    const make = (markup: string): HTMLElement => {
      const holder = view.document.createElement('div')
      holder.innerHTML = markup
      view.document.body.append(holder)
      return holder.firstElementChild as HTMLElement
    }
    const answer = await Promise.resolve()
      .then(() => ask(view, make))
      .then(
        (value) => `gives ${JSON.stringify(value) ?? typeof value}`,
        (error: Error) =>
          `throws ${error instanceof view.Object ? 'its own ' : ''}${error.name}: ${error.message}`,
      )
    answers.push(`${name} ${answer}`)
    for (const open of view.document.querySelectorAll('dialog')) open.remove()
  }
  return answers
}
