import { Components } from '../components.ts'
import { rootOf } from '../natives.ts'
import type { Host, Part, Root } from '../part.ts'

/** Custom elements, their states, and slots. */
export function components(host: Host): Part {
  const known = new Components(host)
  return {
    events: ['slotchange', 'load'],
    heard({ type, target }) {
      if (type === 'load') known.found(rootOf(target as Node) as Root)
      host.changed()
    },
    hook(view, wrap) {
      wrap(
        view.CustomElementRegistry?.prototype,
        'define',
        'value',
        (_self, [name, , options]: [string, unknown, ElementDefinitionOptions?]) => {
          known.defined(view.document, String(name), options?.extends)
          host.changed()
        },
      )
      for (const name of ['add', 'delete', 'clear'])
        wrap(view.CustomStateSet?.prototype, name, 'value', (_self, [state]: [string?]) => {
          known.stateChanged(state)
          host.changed()
        })
    },
    found: (root) => known.found(root),
    epoch: () => known.epoch(),
    audit: () => known.audit(),
    flush: () => known.flush(),
  }
}
