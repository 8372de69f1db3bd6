import { describe as clear } from '@alongside/capture'
import { expect, it } from 'vitest'
import { feature, twin } from './feature.ts'
import { joinPage } from './joined.ts'
import { the, withoutAttribute, withoutOps } from './missing.ts'

const STRICT = { mode: 'strict', maskSelectors: [], unmaskSelectors: [] } as const
const noValue = withoutOps('value')
const said = (frames: readonly Uint8Array[]): string => frames.map((f) => clear(f)).join('\n')

feature('a masked list shows the mask of what is selected in it [line 32]', {
  markup:
    '<div data-alongside-mask><select id=s><option>abc<option>Saint-Germain-des-Prés<option>xyz</select></div>',
  change: (page) => {
    the<HTMLSelectElement>(page, 's').selectedIndex = 1
  },
  check({ replica, joined }) {
    expect(twin<HTMLSelectElement>(replica, 's').selectedOptions[0]?.text).toBe('•'.repeat(16))
    expect(said(joined.frames)).not.toMatch(/Germain|"op":"selected"/)
  },
  // Bullets are wider than letters; the box is that of the widest label.
  except: 'select, div',
  without: noValue,
})

feature('of two masked options that look alike it is not told which one is selected', {
  markup:
    '<select id=s data-alongside-mask><option>none at all chosen<option>abc<option>xyz</select>',
  change: (page) => {
    the<HTMLSelectElement>(page, 's').selectedIndex = 2
  },
  check: ({ replica }) => expect(twin<HTMLSelectElement>(replica, 's').selectedIndex).toBe(1),
  except: 'select, option',
  without: noValue,
})

feature('a masked field has a placeholder exactly while it is empty', {
  head: '<style>input{display:block}input:placeholder-shown{margin-top:30px}input:not(:placeholder-shown){margin-left:9px}</style>',
  markup:
    '<input id=a placeholder="Your name"><input id=b placeholder=" " value=gone><input id=n type=number placeholder=5>' +
    '<input id=d type=date><input id=e type=date min=3 max=later><input id=t type=time min=08:00>',
  privacy: STRICT,
  change(page) {
    the(page, 'a').value = 'Maria'
    the(page, 'b').value = ''
    the(page, 'n').value = '1234567'
    the(page, 'd').value = the(page, 'e').value = '1990-01-02'
    the(page, 't').value = '09:30'
  },
  check({ replica, joined }) {
    expect(said(joined.frames)).not.toMatch(/Maria|1234567|1990|09:30|Your name/)
    expect(twin<HTMLInputElement>(replica, 'n').value).toBe('000000')
    expect(twin<HTMLInputElement>(replica, 'e').value).toBe('2000-01-01')
    expect(twin<HTMLInputElement>(replica, 't').value).toBe('08:00')
  },
  without: noValue,
})

feature('a masked field is as valid as the one behind the mask, a masked box is not told', {
  head: '<style>input:invalid{padding-left:20px}input:valid{padding-left:5px}</style>',
  markup:
    '<form><input id=a type=email pattern=".+@shop"><input id=b value=x@shop type=email pattern=".+@shop">' +
    '<input id=c type=checkbox required></form>',
  privacy: STRICT,
  change(page) {
    the(page, 'a').value = 'nobody'
    the(page, 'c').checked = true
  },
  check({ replica }) {
    expect(twin<HTMLInputElement>(replica, 'c').checked).toBe(false)
    const invalid = ['a', 'b', 'c'].map((id) =>
      twin(replica, id).hasAttribute('data-alongside-is-invalid'),
    )
    expect(invalid).toEqual([true, false, false])
  },
  except: '#c',
  without: withoutOps('states'),
})

feature('the label of a masked button takes room, and a group of masked options has one', {
  markup:
    '<p><input id=b type=submit value=Go></p><select size=3><optgroup id=g label="Some names"><option>abc</optgroup></select>',
  privacy: STRICT,
  change: (page) => {
    the(page, 'b').value = 'Pay 4,312.07 now'
  },
  check({ replica, joined }) {
    expect(twin<HTMLInputElement>(replica, 'b').value).toBe('•'.repeat(16))
    expect(said(joined.frames)).not.toMatch(/4,312|Some names/)
  },
  except: 'p, input, select, optgroup, option',
  without: withoutAttribute('value'),
})

it('a password that is made readable stays masked, typed in the same task or later', async () => {
  const joined = await joinPage(
    '<!doctype html><title>t</title><body><form><input id=p type=password value=canary0></form>',
  )
  const field = the(joined.page, 'p')
  const shown = (): string | null => {
    joined.capture.flush()
    const copy = joined.replica.document
    return copy && twin<HTMLInputElement>(copy, 'p').value
  }
  field.value = 'canary1'
  field.type = 'text'
  expect(shown()).toBe('••••••')
  field.value = 'canary2 is longer'
  field.setAttribute('value', 'canary3')
  expect(shown()).toBe('•'.repeat(16))
  for (const type of ['button', 'number', 'search']) {
    field.type = type
    field.value = `4${field.value}`
    shown()
  }
  expect(said(joined.frames)).not.toContain('canary')
  joined.close()
})

it('lengths under a mask are told as none, short, medium or long', async () => {
  const joined = await joinPage('<!doctype html><title>t</title><body><textarea id=t></textarea>', {
    privacy: STRICT,
  })
  const field = the<HTMLTextAreaElement>(joined.page, 't')
  const told = new Set<string>()
  for (let length = 0; length <= 200; length += 3) {
    field.value = 'x'.repeat(length)
    expect(joined.difference()).toBeNull()
    const copy = joined.replica.document
    if (copy) told.add(twin<HTMLTextAreaElement>(copy, 't').value)
  }
  expect([...told].map((text) => text.length)).toEqual([0, 6, 16, 40])
  joined.close()
})

feature(
  'under a mask the label of a button leaves masked, and stays when that is no button any more',
  {
    markup:
      '<div data-alongside-mask><input id=a type=text value=secret><input id=b type=button value=secret></div>',
    modes: ['while sharing'],
    change(page) {
      the(page, 'a').type = 'button'
      the(page, 'b').type = 'radio'
    },
    check: ({ joined }) => expect(said(joined.frames)).not.toContain('secret'),
    except: 'div, input',
    without: withoutOps('attribute', 'removeAttribute'),
  },
)
