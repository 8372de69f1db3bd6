import { expect } from 'vitest'
import { feature, twin } from './feature.ts'
import { liveFeature, the, withoutAttribute, withoutOps } from './missing.ts'
import { click } from './person.ts'

const noChecked = withoutOps('checked')
const noSelected = withoutOps('selected')
const select = (page: Document, id: string): HTMLSelectElement => the(page, id)

feature('a checkbox is off although it has a checked attribute', {
  markup: '<input id=c type=checkbox checked>',
  change: (page) => {
    the(page, 'c').checked = false
  },
  without: noChecked,
  pixels: true,
})

feature('a checkbox is neither on nor off', {
  head: '<style>:indeterminate{margin-left:40px}</style>',
  markup: '<input id=c type=checkbox>',
  change: (page) => {
    the(page, 'c').indeterminate = true
  },
  without: noChecked,
  pixels: true,
})

feature('a checkbox whose click the page takes back stays off', {
  markup: '<input id=c type=checkbox><input id=d type=checkbox>',
  async change(page) {
    the(page, 'c').addEventListener('click', (event) => event.preventDefault())
    await click(the(page, 'c'))
    the(page, 'd').checked = true
    the(page, 'd').blur()
    the(page, 'c').blur()
  },
  check: ({ replica }) => expect(twin<HTMLInputElement>(replica, 'c').checked).toBe(false),
  without: noChecked,
})

feature('one radio button of a group is on, in each form and each shadow root its own', {
  markup:
    '<form><input id=a type=radio name=g checked><input id=b type=radio name=g></form>' +
    '<form><input id=c type=radio name=g><input id=d type=radio name=g checked></form>' +
    '<input id=e type=radio name=g checked><div id=host></div>',
  before(page) {
    the(page, 'host').attachShadow({ mode: 'open' }).innerHTML =
      '<input type=radio name=g><input type=radio name=g>'
  },
  change(page) {
    the(page, 'b').checked = true
    the(page, 'c').click()
    the(page, 'host').shadowRoot?.querySelectorAll('input')[1]?.click()
  },
  check({ replica }) {
    const on = ['a', 'b', 'c', 'd', 'e'].map((id) => twin<HTMLInputElement>(replica, id).checked)
    expect(on).toEqual([false, true, true, false, true])
  },
  without: noChecked,
})

feature('radio buttons that change groups, when both are on or none comes off', {
  markup:
    '<form id=f><input id=a type=radio name=g checked><input id=b type=radio name=h checked></form>' +
    '<form><input id=c type=radio name=g checked></form>',
  change(page) {
    the(page, 'b').checked = false
    the(page, 'b').name = 'g'
    the(page, 'f').append(the(page, 'c'))
    the(page, 'a').checked = true
  },
  check({ replica }) {
    const on = ['a', 'b', 'c'].map((id) => twin<HTMLInputElement>(replica, id).checked)
    expect(on).toEqual([true, false, false])
  },
  without: noChecked,
})

feature('a list has another option selected than its markup says [line 20]', {
  markup: '<select id=s><option>one<option selected>two<option>three</select>',
  change: (page) => {
    select(page, 's').selectedIndex = 2
  },
  without: noSelected,
  pixels: true,
})

feature('of options with equal values the one that was chosen', {
  markup: '<select id=s><option value=x>one<option value=x>two<option value=x>three</select>',
  change: (page) => {
    select(page, 's').selectedIndex = 1
  },
  check: ({ replica }) =>
    expect(twin<HTMLSelectElement>(replica, 's').selectedOptions[0]?.text).toBe('two'),
  without: noSelected,
})

feature('a list in which nothing is selected', {
  markup: '<select id=s><option>one<option>two</select>',
  change: (page) => {
    select(page, 's').selectedIndex = -1
  },
  without: noSelected,
  pixels: true,
})

feature('several options of a list, and of a list of several rows', {
  markup:
    '<select id=m multiple><option>1<option selected>2<option>3</select>' +
    '<select id=z size=3><option>1<option>2<option>3</select>',
  change(page) {
    for (const i of [0, 2]) (select(page, 'm').options[i] as HTMLOptionElement).selected = true
    ;(select(page, 'm').options[1] as HTMLOptionElement).selected = false
    select(page, 'z').value = '2'
  },
  without: noSelected,
  pixels: true,
})

feature('groups, disabled and hidden options', {
  markup:
    '<select id=s size=6><optgroup label=A disabled><option>1<option>2</optgroup>' +
    '<optgroup label=B><option disabled>3<option hidden>4<option selected>5</optgroup></select>',
  change(page) {
    const [a, b] = Array.from(page.querySelectorAll('optgroup'))
    if (a) a.disabled = false
    if (b) b.disabled = true
    for (const option of select(page, 's').options) option.disabled = option.text === '2'
    select(page, 's').selectedIndex = 0
  },
  without: noSelected,
  pixels: true,
})

liveFeature('options that come, go and change places under what is selected', {
  markup:
    '<select id=s><option>1<option>2<option selected>3<option>4</select>' +
    '<select id=m multiple><option selected>1<option>2<option selected>3</select>',
  change(page) {
    const list = select(page, 's')
    list.options[0]?.remove()
    list.add(new Option('new'), 0)
    list.append(list.options[1] as HTMLOptionElement)
    list.insertAdjacentHTML('afterbegin', '<optgroup label=g><option>g1</optgroup>')
    const many = select(page, 'm')
    many.prepend(many.options[2] as HTMLOptionElement)
    many.append(new Option('4', '4', true, true))
    list.selectedIndex = 3
  },
  without: noSelected,
})

liveFeature('a selected attribute that is set later on an option', {
  markup: '<select id=s><option>1<option>2<option id=o>3</select>',
  change: (page) => the(page, 'o').setAttribute('selected', ''),
  without: (op) => withoutAttribute('selected')(op) && noSelected(op),
})

feature('a value that is one of a list of suggestions', {
  markup: '<input id=a list=l><datalist id=l><option>alpha<option>beta</datalist>',
  change(page) {
    the(page, 'l').append(new Option('gamma'))
    the(page, 'a').value = 'gamma'
  },
  without: withoutOps('value'),
})

feature('states that the replica comes to by itself are equal', {
  head:
    '<style>:checked{margin-left:1px}:indeterminate{margin-left:2px}:default{margin-left:3px}' +
    ':in-range{margin-left:4px}:out-of-range{margin-left:5px}:placeholder-shown{margin-left:6px}' +
    ':read-only{padding:7px}:required{border-width:5px}:disabled{padding-top:9px}</style>',
  markup:
    '<form><input id=c type=checkbox><input id=d type=checkbox checked><progress id=p value=1></progress>' +
    '<input id=n type=number min=1 max=5 value=3><input id=h placeholder=x><input id=r>' +
    '<fieldset id=f><input id=q><button id=b>b</button></fieldset><button type=submit>s</button></form>',
  change(page) {
    the(page, 'c').checked = true
    the(page, 'd').checked = false
    the(page, 'p').removeAttribute('value')
    the(page, 'n').value = '9'
    the(page, 'h').value = 'y'
    the(page, 'r').readOnly = true
    the(page, 'q').required = true
    the<HTMLFieldSetElement>(page, 'f').disabled = true
  },
  without: withoutOps('value'),
})

feature('a file field says how many files it holds, and no name', {
  markup:
    '<input id=a type=file><input id=b type=file multiple style="width:300px">' +
    '<input id=m type=file data-alongside-mask>',
  change(page) {
    const names = ['tax-return.pdf', 'diagnosis.png']
    for (const [id, count] of Object.entries({ a: 1, b: 2, m: 2 })) {
      const list = new DataTransfer()
      for (const name of names.slice(0, count)) list.items.add(new File(['x'], name))
      the(page, id).files = list.files
    }
  },
  check({ replica, joined }) {
    const files = ['a', 'b', 'm'].map((id) => twin<HTMLInputElement>(replica, id).files)
    expect(files.map((list) => list?.length)).toEqual([1, 2, 1])
    expect(files[0]?.[0]?.name).toBe('File')
    const said = joined.frames.map((frame) => new TextDecoder().decode(frame)).join()
    expect(said).not.toMatch(/tax-return|diagnosis/)
  },
  without: withoutOps('files'),
})
