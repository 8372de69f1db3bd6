import { expect } from 'vitest'
import { feature, twin } from './feature.ts'
import { liveFeature, the, withoutOps } from './missing.ts'
import { click, leave, type } from './person.ts'

const noStates = withoutOps('states')
const STYLE =
  '<style>:invalid{outline:3px solid red}:valid{padding-left:9px}:user-invalid{margin-left:31px}' +
  ':user-valid{margin-left:17px}:autofill{margin-left:5px}</style>'

feature('a field that a script calls invalid, its form and its fieldset', {
  head: STYLE,
  markup: '<form><fieldset><input id=a value=x></fieldset><input id=b value=y></form>',
  change: (page) => the(page, 'a').setCustomValidity('taken'),
  check: ({ replica }) =>
    expect(twin(replica, 'a').closest('form')?.matches('[data-alongside-is-invalid]')).toBe(true),
  without: noStates,
})

liveFeature('a field that is called valid again', {
  head: STYLE,
  markup: '<form><input id=a value=x></form>',
  before: (page) => the(page, 'a').setCustomValidity('taken'),
  change: (page) => the(page, 'a').setCustomValidity(''),
  without: noStates,
})

feature('fields that are valid or not by what they hold', {
  head: STYLE,
  markup:
    '<form><input id=r required><input id=e type=email><input id=p pattern="[a-z]+"><input id=n type=number max=5>' +
    '<select id=s required><option value="">none<option>1</select><fieldset id=f><input id=g type=radio name=g required>' +
    '<input id=h type=radio name=g></fieldset><fieldset disabled><input required></fieldset><textarea id=t required></textarea></form>',
  change(page) {
    the(page, 'r').value = 'x'
    the(page, 'e').value = 'not an address'
    the(page, 'p').value = '123'
    the(page, 'n').value = '6'
    the<HTMLSelectElement>(page, 's').value = '1'
    the(page, 'h').checked = true
    the<HTMLTextAreaElement>(page, 't').value = 'x'
  },
  without: withoutOps('value', 'checked', 'selected'),
})

feature('a field looks invalid only after the person was there', {
  head: STYLE,
  markup: '<form><input id=a type=email><br><input id=b required><br><input id=c required></form>',
  async change(page) {
    await click(the(page, 'a'))
    await type('nobody')
    await click(the(page, 'b'))
    await type('x')
    leave(page)
  },
  check({ page }) {
    expect(the(page, 'a').matches(':user-invalid')).toBe(true)
    expect(the(page, 'b').matches(':user-valid')).toBe(true)
    expect(the(page, 'c').matches(':user-invalid, :user-valid')).toBe(false)
  },
  without: noStates,
})

feature('all fields of a form show what they are after an attempt to send it', {
  head: STYLE,
  markup:
    '<form id=f action="javascript:0"><input id=a required><input id=b value=x required><button id=s>s</button></form>',
  async change(page) {
    the<HTMLFormElement>(page, 'f').requestSubmit()
    leave(page)
  },
  check: ({ page }) => expect(the(page, 'a').matches(':user-invalid')).toBe(true),
  without: noStates,
})

liveFeature('a reset takes back what the person had brought about', {
  head: STYLE,
  markup: '<form id=f><input id=a required><input id=b value=x required></form>',
  before(page) {
    the<HTMLFormElement>(page, 'f').requestSubmit()
    leave(page)
  },
  change: (page) => the<HTMLFormElement>(page, 'f').reset(),
  without: noStates,
})

feature('a number that is none is invalid, and there is something in its field', {
  head: STYLE,
  markup: '<input id=n type=number placeholder=amount style="width:200px">',
  async change(page) {
    await click(the(page, 'n'))
    await type('-')
    leave(page)
  },
  check({ page, replica }) {
    expect(the(page, 'n').validity.badInput).toBe(true)
    expect(twin(replica, 'n').matches(':placeholder-shown')).toBe(false)
  },
  without: noStates,
})

feature('a text that a person made too short is invalid, one of a script is not', {
  head: STYLE,
  markup:
    '<input id=a minlength=5 style="width:200px"><input id=b minlength=5 style="width:200px">',
  async change(page) {
    the(page, 'b').value = 'ab'
    await click(the(page, 'a'))
    await type('ab')
    leave(page)
  },
  check({ page }) {
    expect(the(page, 'a').validity.tooShort).toBe(true)
    expect(the(page, 'b').validity.valid).toBe(true)
  },
  without: noStates,
})

feature('a custom element that is part of a form is valid or not as its own code says', {
  head: '<style>x-field:invalid{display:block;padding:9px}x-field:valid{margin:3px}form:invalid{padding:1px}</style>',
  markup: '<form id=f></form>',
  before(page) {
    const view = page.defaultView as Window & typeof globalThis
    class Field extends view.HTMLElement {
      static formAssociated = true
      readonly inner = this.attachInternals()
    }
    view.customElements.define('x-field', Field)
    the(page, 'f').innerHTML = '<x-field id=x>text</x-field>'
  },
  change: (page) =>
    the<HTMLElement & { inner: ElementInternals }>(page, 'x').inner.setValidity(
      { customError: true },
      'no',
    ),
  without: noStates,
})

liveFeature(
  'a field that becomes part of another form by its attribute, and one that moves with its state',
  {
    head: STYLE,
    markup:
      '<form id=f><input id=a required><p id=p><input id=b></p></form><form id=g><input></form>' +
      '<form id=h><b id=box><input required></b></form>',
    change(page) {
      the(page, 'a').setAttribute('form', 'g')
      page.body.moveBefore(the(page, 'box'), null)
    },
    without: withoutOps('attribute', 'move'),
  },
)

liveFeature('a text area that loses what it holds by default, and an option that gets a value', {
  head: STYLE,
  markup:
    '<form><textarea id=a required>text</textarea></form>' +
    '<form><textarea id=b required>text</textarea><select id=s required><option></option></select></form>',
  change(page) {
    ;(the(page, 'a').firstChild as Text).data = ''
    the(page, 'b').firstChild?.remove()
    the(page, 's').firstElementChild?.append('value')
  },
  without: withoutOps('text', 'free', 'insert'),
})

liveFeature('fields that move, with what they are in, into something new', {
  head: STYLE,
  markup: '<fieldset disabled id=off><b id=box><input required><button>b</button></b></fieldset>',
  change(page) {
    const fresh = page.createElement('section')
    page.body.append(fresh)
    fresh.append(the(page, 'box'))
  },
  without: withoutOps('insert'),
})
