import { h, render as renderPreact } from 'preact'
import { createElement, useState } from 'react'
import { flushSync } from 'react-dom'
import { createRoot } from 'react-dom/client'

/** A list of things to do, made with one way of building pages: 100 are added, ticked and removed, one by one. */
export interface Workload {
  prepare(): void
  run(): Promise<void>
}

const COUNT = 100

interface Todo {
  readonly id: number
  readonly text: string
  readonly done: boolean
}

type State = readonly Todo[]

const add = (state: State, id: number): State => [
  ...state,
  { id, text: `Task number ${id}`, done: false },
]
const tick = (state: State, id: number): State =>
  state.map((todo) => (todo.id === id ? { ...todo, done: true } : todo))
const drop = (state: State, id: number): State => state.filter((todo) => todo.id !== id)

/** The same steps for all: each change is rendered and laid out before the next, as a person's would be. */
async function steps(apply: (change: (state: State) => State) => void): Promise<void> {
  for (const change of [add, tick, drop]) {
    for (let id = 1; id <= COUNT; id++) {
      apply((state) => change(state, id))
      void document.body.offsetHeight
      if (id % 10 === 0) await new Promise((resolve) => setTimeout(resolve))
    }
  }
}

function host(): HTMLElement {
  const element = document.createElement('section')
  element.className = 'todoapp'
  document.body.prepend(element)
  return element
}

function plain(): Workload {
  let state: State = []
  const rows = new Map<number, HTMLElement>()
  const list = document.createElement('ul')
  const count = document.createElement('strong')
  return {
    prepare: () => host().append(list, count),
    run: () =>
      steps((change) => {
        const next = change(state)
        for (const { id } of state) {
          if (next.some((todo) => todo.id === id)) continue
          rows.get(id)?.remove()
          rows.delete(id)
        }
        for (const { id, text, done } of next) {
          const row = rows.get(id) ?? newRow(text)
          if (!rows.has(id)) list.append(row)
          rows.set(id, row)
          if (row.classList.contains('completed') === done) continue
          row.classList.toggle('completed', done)
          const box = row.querySelector('input')
          if (box) box.checked = done
        }
        state = next
        count.textContent = `${state.filter(({ done }) => !done).length} left`
      }),
  }
}

function newRow(text: string): HTMLElement {
  const row = document.createElement('li')
  const view = document.createElement('div')
  view.className = 'view'
  const box = document.createElement('input')
  box.type = 'checkbox'
  box.className = 'toggle'
  const label = document.createElement('label')
  label.textContent = text
  const button = document.createElement('button')
  button.className = 'destroy'
  view.append(box, label, button)
  row.append(view)
  return row
}

type Build = (
  name: string,
  props: Record<string, unknown> | null,
  ...children: unknown[]
) => unknown

/** The same tree for both libraries that take elements. */
function tree(build: Build, state: State): unknown {
  const rows = state.map(({ id, text, done }) =>
    build(
      'li',
      { key: id, className: done ? 'completed' : '' },
      build(
        'div',
        { className: 'view' },
        build('input', { type: 'checkbox', className: 'toggle', checked: done, readOnly: true }),
        build('label', null, text),
        build('button', { className: 'destroy' }),
      ),
    ),
  )
  const left = `${state.filter(({ done }) => !done).length} left`
  return build('div', null, build('ul', null, rows), build('strong', null, left))
}

function react(): Workload {
  let set: (change: (state: State) => State) => void = () => {}
  const App = (): ReturnType<typeof createElement> => {
    const [state, setState] = useState<State>([])
    set = setState
    return tree(createElement as Build, state) as ReturnType<typeof createElement>
  }
  return {
    prepare() {
      const root = createRoot(host())
      flushSync(() => root.render(createElement(App)))
    },
    run: () => steps((change) => flushSync(() => set(change))),
  }
}

function preact(): Workload {
  let state: State = []
  let parent: HTMLElement | undefined
  const draw = (): void => {
    if (parent) renderPreact(tree(h as Build, state) as ReturnType<typeof h>, parent)
  }
  return {
    prepare() {
      parent = host()
      draw()
    },
    run: () =>
      steps((change) => {
        state = change(state)
        draw()
      }),
  }
}

declare global {
  var workloads: Record<WorkloadName, Workload>
}

export type WorkloadName = 'plain DOM' | 'React 19' | 'Preact 10'

globalThis.workloads = { 'plain DOM': plain(), 'React 19': react(), 'Preact 10': preact() }
