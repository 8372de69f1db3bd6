import { afterEach, expect, it } from 'vitest'
import { selectorsOf } from './selector.ts'

afterEach(() => document.body.replaceChildren())

function selectorOf(markup: string, root: ParentNode = document): ReturnType<typeof selectorsOf> {
  document.body.innerHTML = markup
  return selectorsOf(root.querySelector('[title=it]') as Element)
}

it('takes the id, else what is said for tools, else a class', () => {
  expect(selectorOf('<p id="iban" class="a" title="it">').one).toBe('#iban')
  expect(selectorOf('<p data-testid="iban" class="a" title="it">').one).toBe(
    'p[data-testid="iban"]',
  )
  expect(selectorOf('<input name="iban" class="a" title="it">').one).toBe('input[name="iban"]')
  expect(selectorOf('<p class="note" title="it">').one).toBe('.note')
})

it('passes over names that a build or a state gave', () => {
  for (const name of [
    'css-1q2w3e',
    'Button_root__3kX9a',
    'sc-bdVaJa',
    'ember1234',
    'is-open',
    'active',
  ])
    expect(selectorOf(`<main><p id="${name}" class="${name} real" title="it"></main>`).one).toBe(
      '.real',
    )
})

it('finds the place in what has a name, where the element has none', () => {
  const list = '<ul class="orders"><li><b>1</b></li><li><b title="it">2</b></li></ul>'
  expect(selectorOf(list).one).toBe('.orders > li:nth-of-type(2) > b')
  expect(selectorOf(`<ul class="orders"></ul>${list}`).one).toBe('.orders > li:nth-of-type(2) > b')
})

it('names the others that are like it', () => {
  const rows = '<p class="total">1</p><p class="total" title="it">2</p>'
  expect(selectorOf(rows)).toEqual({
    one: 'body > p:nth-of-type(2)',
    all: { selector: '.total', count: 2 },
  })
  expect(selectorOf('<p class="total" title="it">').all).toBeNull()
})

it('is one that matches, in shadow trees and for odd names too', () => {
  document.body.innerHTML = '<div></div>'
  const shadow = (document.body.firstElementChild as Element).attachShadow({ mode: 'open' })
  shadow.innerHTML = '<p>1</p><p title="it">2</p>'
  const inside = shadow.querySelector('[title=it]') as Element
  expect(inside.matches(selectorsOf(inside).one)).toBe(true)
  for (const id of ['a:b', '1st', 'a.b', '"', 'ü', '\\']) {
    document.body.innerHTML = '<p title="it"></p>'
    const element = document.body.firstElementChild as Element
    element.id = id
    expect(document.querySelectorAll(selectorsOf(element).one)).toHaveLength(1)
    expect(element.matches(selectorsOf(element).one)).toBe(true)
  }
})

it('reads the attributes of a form that has controls of their names', () => {
  const form = '<form class="pay" title="it"><input name="id"><input name="getAttribute"></form>'
  expect(selectorOf(form).one).toBe('.pay')
})
