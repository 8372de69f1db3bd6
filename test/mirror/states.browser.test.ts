import { FrameReader, type NodeId, type Op, OpWriter } from '@alongside/protocol'
import { expect, it } from 'vitest'
import { States } from '../../packages/capture/src/states.ts'
import { feature, twin } from './feature.ts'

feature('the element that the address names looks as the :target of the customer', {
  head: '<style>p{color:red}:target{color:green}p:not(:target){padding:3px}div:has(>:target){margin:5px}</style>',
  markup: '<div><p id=a>one</p></div><div><p id=b>two</p></div>',
  before(page) {
    page.defaultView?.location.replace('#a')
  },
  async change(page) {
    const view = page.defaultView
    if (!view) return
    const moved = new Promise((resolve) => view.addEventListener('hashchange', resolve))
    view.location.hash = '#b'
    await moved
  },
  without: (op) => (op.op === 'states' ? null : op),
  check({ replica }) {
    const on = [...replica.querySelectorAll('[data-alongside-is-target]')]
    if (on.length !== 1 || on[0] !== twin(replica, 'b')) throw new Error(`${on.length} targets`)
  },
})

const ONE = 1 as NodeId

it('tells the union of what several sources say of an element, and only when it is new', () => {
  const out = new OpWriter()
  const reader = new FrameReader()
  const states = new States(out)
  let sequence = 0
  const told = (): readonly Op[] => {
    states.flush()
    const frame = reader.read(out.take(0, sequence++))
    return frame.frame === 'ops' ? frame.ops : []
  }
  states.set(ONE, 'form', ['invalid', 'user-invalid'])
  states.set(ONE, 'target', ['target', 'invalid'])
  expect(told()).toEqual([{ op: 'states', id: ONE, names: ['invalid', 'user-invalid', 'target'] }])
  states.set(ONE, 'form', ['invalid', 'user-invalid'])
  expect(told()).toEqual([])
  states.set(ONE, 'form', [])
  expect(told()).toEqual([{ op: 'states', id: ONE, names: ['target', 'invalid'] }])
  states.set(ONE, 'form', ['valid'])
  states.gone(ONE)
  expect(told()).toEqual([])
})
