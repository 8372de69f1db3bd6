import { expect } from 'vitest'
import { feature, twin } from './feature.ts'
import { withoutOps } from './missing.ts'

feature(
  'a blocked element has the class and id that place its box, those of now, and no other attribute',
  {
    head: '<style>.side{position:absolute;left:90px}#lower{top:70px}</style>',
    markup:
      '<p>before</p><div data-alongside-block class=a id=upper title=secret>secret</div><p>after</p>',
    change(page) {
      const blocked = twin(page, 'upper')
      blocked.className = 'side'
      blocked.title = 'another secret'
      blocked.id = 'lower'
    },
    check({ replica }) {
      if (replica.documentElement.outerHTML.includes('secret')) throw new Error('a secret has left')
    },
    except: '[data-alongside-block]',
    modes: ['while sharing'],
    without: withoutOps('attribute'),
  },
)

feature('a blocked slot takes what it took, and what is blocked stays in its slot', {
  markup: '<div><b>nowhere</b><p slot=two data-alongside-block>secret</p></div>',
  before(page) {
    const root = page.querySelector('div')?.attachShadow({ mode: 'open' })
    if (root)
      root.innerHTML = '<p><slot name=one data-alongside-block></slot></p><slot name=two></slot>'
  },
  change(page) {
    page.querySelector('b')?.append(' at all')
  },
  check({ page, replica }) {
    const slotsOf = (of: Document) =>
      [...(of.querySelector('div')?.shadowRoot?.querySelectorAll('slot') ?? [])].map(
        (slot) => slot.assignedElements().length,
      )
    expect([slotsOf(page), slotsOf(replica)]).toEqual([
      [0, 1],
      [0, 1],
    ])
  },
  except: '[data-alongside-block]',
  modes: ['before sharing'],
  without: (op) =>
    op.op === 'insert'
      ? {
          ...op,
          nodes: op.nodes.map((node) =>
            node.kind === 'element' && node.blocked
              ? {
                  ...node,
                  attributes: node.attributes.filter(({ name }) => !/^(name|slot)$/.test(name)),
                }
              : node,
          ),
        }
      : op,
})
