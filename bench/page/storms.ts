import { randomNumbers, words } from './random.ts'
import type { StormName } from './storm-names.ts'

/** Work that a page does, in two halves: what it needs first, and what is measured. */
export interface Storm {
  prepare(): void | Promise<void>
  run(): void | Promise<void>
  /** Texts and values of the final state that whoever mirrors the page must have sent; none where nothing is new. */
  expected?(): string[]
}

const random = randomNumbers(11)

function make(name: string, className: string, text = ''): HTMLElement {
  const element = document.createElement(name)
  element.className = className
  if (text) element.textContent = text
  return element
}

function main(): HTMLElement {
  const element = document.getElementById('main')
  if (!element) throw new Error('not a page of the bench')
  return element
}

/** `count` elements with a text each, added to the page. */
function rows(count: number, build: (index: number) => HTMLElement): HTMLElement[] {
  const all = Array.from({ length: count }, (_, index) => build(index))
  const list = make('div', 'rows')
  list.append(...all)
  main().append(list)
  return all
}

const plain = (index: number): HTMLElement => make('p', `c-${index % 400}`, `row ${index}`)

function frames(count: number, each: (frame: number) => void): Promise<void> {
  return new Promise((resolve) => {
    let frame = 0
    const next = (): void => {
      each(frame++)
      if (frame < count) requestAnimationFrame(next)
      else resolve()
    }
    requestAnimationFrame(next)
  })
}

const nextTurn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve))

/** A storm over a number of rows that are made first. */
function over<T>(
  prepare: () => T,
  run: (made: T) => void | Promise<void>,
  expected?: (made: T) => string[],
): Storm {
  let made: T | undefined
  return {
    prepare() {
      made = prepare()
    },
    run: () => (made === undefined ? undefined : run(made)),
    expected: () => (made === undefined ? [] : (expected?.(made) ?? [])),
  }
}

/** Some of many, spread over all of them. */
function sample<T>(all: readonly T[], of: (item: T) => string): string[] {
  return all.filter((_, i) => i % Math.ceil(all.length / 50) === 0).map(of)
}

/** By the name that the tables show. */
export const storms: Record<StormName, Storm> = {
  '10k texts': over(
    () => rows(10_000, plain),
    (all) => {
      for (const [i, row] of all.entries()) (row.firstChild as Text).data = `changed ${i * 7}`
    },
    (all) => sample(all, ({ textContent }) => textContent),
  ),
  '10k attributes': over(
    () => rows(10_000, plain),
    (all) => {
      for (const [i, row] of all.entries()) row.className = `c-${(i * 3) % 400} on`
    },
    (all) => sample(all, ({ className }) => className),
  ),
  '5k inserts, 5k removals': over(
    () => rows(5_000, plain),
    async (all) => {
      const parent = all[0]?.parentElement
      for (let i = 0; i < all.length; i++) {
        const row = make('div', `c-${i % 400}`)
        row.append(make('b', 'k', words(random, 1)), words(random, 3))
        all[i]?.before(row)
      }
      await nextTurn()
      for (const row of all) row.remove()
      parent?.setAttribute('data-done', '1')
    },
    () =>
      sample([...main().querySelectorAll('.rows > div')], (row) => row.lastChild?.nodeValue ?? ''),
  ),
  'reverse 1k rows': over(
    () =>
      rows(1_000, (i) => {
        const row = make('div', 'row')
        for (const cell of [`${i}`, words(random, 2), words(random, 1)])
          row.append(make('span', 'cell', cell))
        return row
      }),
    (all) => {
      const parent = all[0]?.parentElement
      for (let i = all.length - 2; i >= 0; i--) parent?.append(all[i] as HTMLElement)
    },
  ),
  'move 10k subtree': over(
    () => {
      const tree = make('div', 'tree')
      for (let i = 0; i < 100; i++) {
        const branch = make('div', 'branch')
        for (let j = 0; j < 99; j++) branch.append(make('p', 'leaf', `${i} ${j}`))
        tree.append(branch)
      }
      main().append(tree, make('div', 'after'))
      return tree
    },
    (tree) => {
      main().prepend(tree)
    },
  ),
  '200 styles at 60 fps': over(
    () => rows(200, plain),
    (all) =>
      frames(60, (frame) => {
        for (const [i, row] of all.entries()) {
          row.style.transform = `translate(${(frame * (i + 1)) % 97}px, ${frame % 13}px)`
        }
      }),
    (all) => sample(all, ({ style }) => style.transform),
  ),
  typing: over(
    () => {
      const field = document.createElement('textarea')
      field.rows = 10
      main().prepend(field)
      const echo = make('p', 'echo', 'x')
      field.addEventListener('input', () => {
        echo.textContent = `${field.value.length} characters`
      })
      field.after(echo)
      return field
    },
    async (field) => {
      for (const letter of words(random, 40)) {
        field.value += letter
        field.dispatchEvent(new InputEvent('input', { bubbles: true, data: letter }))
        await new Promise((resolve) => setTimeout(resolve, 8))
      }
    },
    (field) => [field.nextElementSibling?.textContent ?? ''],
  ),
  'virtual list': over(
    () => {
      const list = make('div', 'list')
      for (let i = 0; i < 40; i++) list.append(line(i))
      main().prepend(list)
      return list
    },
    (list) =>
      frames(60, (frame) => {
        for (let i = 0; i < 10; i++) {
          list.firstChild?.remove()
          list.append(line(40 + frame * 10 + i))
        }
      }),
    (list) => sample([...list.querySelectorAll('.v')], ({ textContent }) => textContent),
  ),
}

function line(index: number): HTMLElement {
  const row = make('div', 'line')
  row.setAttribute('aria-rowindex', `${index}`)
  row.append(
    make('span', 'k', `#${index}`),
    make('span', 'v', words(random, 4)),
    make('a', 'more', 'open'),
  )
  return row
}
