import type { Op } from '@alongside/protocol'
import { expect } from 'vitest'
import { feature, type Side, twin } from './feature.ts'
import { until } from './joined.ts'

const THREE = ['a', 'b', 'c']
  .map((id) => `<details id=${id} name=g><summary>${id}</summary><p>text of ${id}</p></details>`)
  .join('')

const noOpen = (op: Op): Op | null =>
  (op.op === 'attribute' || op.op === 'removeAttribute') && op.name === 'open'
    ? null
    : op.op === 'insert'
      ? (JSON.parse(JSON.stringify(op).replaceAll('"name":"open"', '"name":"data-open"')) as Op)
      : op

function sameOpen({ page, replica }: Side): void {
  const [mine, theirs] = [page, replica].map((of) =>
    Array.from(of.querySelectorAll('details[open]'), ({ id }) => id),
  )
  expect(theirs).toEqual(mine)
}

feature('details open by their summary and close by a script', {
  markup: `${THREE}<details id=d open><summary>d</summary>text</details>`,
  change(page) {
    page.querySelector<HTMLElement>('#a summary')?.click()
    twin<HTMLDetailsElement>(page, 'd').open = false
  },
  check: sameOpen,
  without: noOpen,
  pixels: true,
})

feature('one of a group of details closes the other', {
  markup: THREE,
  before(page) {
    page.querySelector<HTMLElement>('#a summary')?.click()
  },
  change: (page) => page.querySelector<HTMLElement>('#b summary')?.click(),
  check: sameOpen,
  without: noOpen,
})

feature('details of two groups that swap: what is open depends on the end, not on the way', {
  markup: `<details id=a name=x open><summary>a</summary>a</details><details id=b name=y open><summary>b</summary>b</details>
    <details id=c name=z><summary>c</summary>c</details>`,
  change(page) {
    twin(page, 'a').removeAttribute('name')
    twin(page, 'b').setAttribute('name', 'x')
    twin(page, 'a').setAttribute('name', 'z')
    twin(page, 'a').setAttribute('name', 'y')
  },
  check: sameOpen,
  without: (op, mode) =>
    mode === 'before sharing'
      ? noOpen(op)
      : op.op === 'attribute' && op.name === 'name'
        ? null
        : op,
})

feature('a group whose open one moves in', {
  markup: `<div id=to>${THREE}</div><details id=d name=h open><summary>d</summary>d</details>`,
  before: (page) => twin(page, 'b').setAttribute('open', ''),
  change(page) {
    twin(page, 'b').removeAttribute('open')
    twin(page, 'd').setAttribute('name', 'g')
    twin(page, 'to').prepend(twin(page, 'd'))
  },
  check: sameOpen,
  without: noOpen,
})

feature('details whose content is animated end as they are', {
  head: `<style>details{interpolate-size:allow-keywords}::details-content{block-size:0;overflow:clip;
    transition:block-size .2s,content-visibility .2s allow-discrete}[open]::details-content{block-size:auto}</style>`,
  markup: THREE,
  async change(page) {
    twin<HTMLDetailsElement>(page, 'a').open = true
    await until(() => twin(page, 'a').getBoundingClientRect().height > 40)
  },
  check: sameOpen,
  without: noOpen,
})
