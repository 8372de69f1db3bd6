import { expect } from 'vitest'
import { feature, twin } from './feature.ts'
import { liveFeature, the, withoutAttribute, withoutOps } from './missing.ts'
import { click, leave, type } from './person.ts'

const noValue = withoutOps('value')

feature('an input is empty although it has a value attribute [line 20]', {
  markup: '<input id=a value=first>',
  change: (page) => {
    the(page, 'a').value = ''
  },
  check: ({ replica }) => expect(twin<HTMLInputElement>(replica, 'a').value).toBe(''),
  without: noValue,
  pixels: true,
})

feature('a typed value stays when the value attribute changes under it', {
  markup: '<input id=a value=first>',
  change(page) {
    the(page, 'a').value = 'typed'
    the(page, 'a').setAttribute('value', 'another default')
  },
  without: noValue,
})

liveFeature('a field that was typed in becomes one without text, empty before that', {
  markup: '<input id=a type=number>',
  before(page) {
    the(page, 'a').value = '9'
  },
  change(page) {
    the(page, 'a').value = ''
    the(page, 'a').type = 'radio'
  },
  without: withoutAttribute('type'),
})

liveFeature(
  'a field that was typed in becomes one without text, and what was typed its attribute',
  {
    markup: '<input id=a type=number>',
    before(page) {
      the(page, 'a').value = '9'
    },
    change(page) {
      the(page, 'a').type = 'radio'
    },
    check: ({ replica }) => expect(twin(replica, 'a').getAttribute('value')).toBe('9'),
    without: withoutAttribute('value'),
  },
)

feature('an untouched value follows its attribute', {
  markup: '<input id=a value=first>',
  change: (page) => the(page, 'a').setAttribute('value', 'second'),
  check: ({ replica }) => expect(twin<HTMLInputElement>(replica, 'a').value).toBe('second'),
  without: withoutAttribute('value'),
})

feature('the text of a textarea stays when its default is edited under it', {
  markup: '<textarea id=t>one</textarea>',
  change(page) {
    the<HTMLTextAreaElement>(page, 't').value = 'typed\r\ntwo lines'
    the(page, 't').textContent = 'another default'
  },
  check: ({ replica }) =>
    expect(twin<HTMLTextAreaElement>(replica, 't').value).toBe('typed\ntwo lines'),
  without: noValue,
  pixels: true,
})

liveFeature('a form reset brings every control back', {
  markup:
    '<form><input id=a value=first><textarea id=t>one</textarea><input id=c type=checkbox checked>' +
    '<select id=s><option>1<option selected>2</select></form>',
  before(page) {
    the(page, 'a').value = 'x'
    the<HTMLTextAreaElement>(page, 't').value = 'y'
    the(page, 'c').checked = false
    the<HTMLSelectElement>(page, 's').selectedIndex = 0
  },
  change: (page) => page.forms[0]?.reset(),
  without: withoutOps('value', 'checked', 'selected'),
})

feature('numbers, ranges, dates, times and colours show their values, thumbs included', {
  markup:
    '<input id=n type=number><input id=r type=range min=0 max=10><br><input id=d type=date>' +
    '<input id=m type=month><input id=w type=week><br><input id=t type=time>' +
    '<input id=l type=datetime-local><input id=c type=color>',
  change(page) {
    const values = {
      n: '1234.5',
      r: '9',
      d: '2026-03-04',
      m: '2026-03',
      w: '2026-W10',
      t: '13:37',
      l: '2026-03-04T05:06',
      c: '#228844',
    }
    for (const [id, value] of Object.entries(values)) the(page, id).value = value
  },
  without: noValue,
  pixels: true,
})

feature('values set by steps, numbers, dates and ranges of text', {
  markup:
    '<input id=n type=number value=1 step=2><input id=d type=date value=2026-01-01><input id=x value=abcdef>' +
    '<input id=r type=range value=1 max=9><textarea id=t>abc</textarea>',
  change(page) {
    the(page, 'n').stepUp(3)
    the(page, 'n').stepDown()
    the(page, 'd').valueAsDate = new Date(Date.UTC(2025, 5, 6))
    the(page, 'r').valueAsNumber = 7
    the(page, 'x').setRangeText('XYZ', 1, 3, 'end')
    the<HTMLTextAreaElement>(page, 't').setRangeText('-', 0, 3)
  },
  check: ({ replica }) => expect(twin<HTMLInputElement>(replica, 'n').value).toBe('5'),
  without: noValue,
})

feature('a value written through a setter that was saved before sharing', {
  markup: '<input id=a value=first>',
  change(page) {
    // Of another realm: never hooked, and without an event.
    const native = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')
    native?.set?.call(the(page, 'a'), 'by another way')
  },
  without: noValue,
})

feature('a control whose value property a framework tracks on the element itself', {
  markup: '<input id=a value=first>',
  before(page) {
    const view = page.defaultView as (Window & typeof globalThis) | null
    const native = Object.getOwnPropertyDescriptor(view?.HTMLInputElement.prototype, 'value')
    let tracked = 'first'
    Object.defineProperty(the(page, 'a'), 'value', {
      configurable: true,
      get: () => `tracked ${tracked}`,
      set(this: HTMLInputElement, value: string) {
        tracked = value
        native?.set?.call(this, value)
      },
    })
  },
  change: (page) => {
    the(page, 'a').value = 'second'
  },
  check: ({ replica }) => expect(twin<HTMLInputElement>(replica, 'a').value).toBe('second'),
  without: noValue,
})

feature('an input whose type changes shows what its new type makes of it', {
  markup: '<input id=a value=3><input id=b type=checkbox checked><input id=c type=range value=7>',
  change(page) {
    the(page, 'a').value = '8'
    the(page, 'a').type = 'range'
    the(page, 'b').type = 'text'
    the(page, 'b').value = 'was a box'
    the(page, 'c').type = 'checkbox'
    the(page, 'c').checked = true
  },
  without: withoutOps('value', 'checked'),
  pixels: true,
})

feature('progress, meters, outputs and the labels of buttons', {
  markup:
    '<progress id=p max=10></progress><meter id=m min=0 max=10 low=3 high=7 optimum=9></meter>' +
    '<form><output id=o>0</output></form><input id=b type=button value=before><input id=s type=submit>',
  change(page) {
    the<HTMLProgressElement>(page, 'p').value = 4
    the<HTMLMeterElement>(page, 'm').value = 8
    the<HTMLOutputElement>(page, 'o').value = '42'
    the(page, 'b').value = 'after, and longer'
    the(page, 's').value = 'Send'
  },
  without: withoutAttribute('value'),
  pixels: true,
})

feature('text that a person types into an editable element', {
  markup: '<div id=e contenteditable style="height:40px">old </div>',
  async change(page) {
    await click(the(page, 'e'))
    await type('new')
    leave(page)
  },
  check: ({ replica }) => expect(twin(replica, 'e').textContent).toContain('new'),
  without: (op) =>
    op.op === 'text' ? null : JSON.parse(JSON.stringify(op).replaceAll('new', 'n')),
})

feature('text that a person types into a field of limited length', {
  markup: '<input id=a maxlength=5 style="width:200px">',
  async change(page) {
    await click(the(page, 'a'))
    await type('abcdefgh')
    leave(page)
  },
  check: ({ replica }) => expect(twin<HTMLInputElement>(replica, 'a').value).toBe('abcde'),
  without: noValue,
})

const square = (colour: string): string =>
  `data:image/svg+xml,${encodeURIComponent(
    `<svg xmlns="http://www.w3.org/2000/svg" width="60" height="40"><path fill="${colour}" d="M0 0h60v40H0z"/></svg>`,
  )}`

feature('a button that is an image', {
  markup: `<input id=i type=image alt=Send src="${square('red')}">`,
  change(page) {
    the(page, 'i').src = square('green')
    the(page, 'i').width = 90
  },
  without: withoutAttribute('src'),
  pixels: true,
})
