import { Controls } from '../controls.ts'
import { Interaction } from '../interaction.ts'
import { Media } from '../media.ts'
import { typeOf } from '../natives.ts'
import * as TYPE from '../node-type.ts'
import type { Host, MakePart, Part } from '../part.ts'
import { Rules } from '../rules.ts'
import { scrollers } from '../scrollers.ts'
import { hookSheets } from '../sheet-hooks.ts'
import { SheetWatch } from '../sheet-watch.ts'
import { TopLayer } from '../top-layer.ts'
import { zoom } from '../zoom.ts'
import { fontFaces } from './font-faces.ts'
import { joining } from './joining.ts'

/** What any page needs after the first picture. */
export const ALWAYS: readonly MakePart[] = [
  sheetEdits,
  controls,
  topLayer,
  moves,
  scrollers,
  zoom,
  interaction,
  media,
  fontFaces,
  pixels,
]

/** What scripts do to style sheets, told rule by rule. */
function sheetEdits({ sheets, out, roots }: Host): Part {
  const rules = new Rules(out)
  const watch = new SheetWatch(sheets, rules, roots)
  sheets.follow(rules, watch)
  return {
    hook: (view, wrap) => hookSheets(view, wrap, sheets, watch),
    audit: (deadline) => watch.audit(deadline),
    stop: () => watch.stop(),
  }
}

const CONTROL_EVENTS =
  'input change click reset submit invalid mousedown keydown focusin focusout'.split(' ')

/** Setters and methods that change what a control shows, or whether it is valid. */
const CONTROL_STATE = (
  'value checked indeterminate valueAsNumber valueAsDate selectedIndex selected files setRangeText stepUp stepDown ' +
  'setCustomValidity'
).split(' ')

function controls(host: Host): Part {
  const make = (): Controls => new Controls(host.page, host.states)
  let now = make()
  return {
    events: CONTROL_EVENTS,
    heard(event) {
      now.heard(event)
      // What the browser does by itself comes after the event, in the same task.
      host.changed()
    },
    hook(view, wrap) {
      const touched = (control: Element): void => {
        if (now.touched(control)) host.changed()
      }
      for (const type of ['Input', 'TextArea', 'Select', 'Option'] as const)
        for (const name of CONTROL_STATE)
          for (const kind of ['set', 'value'] as const)
            wrap(view[`HTML${type}Element`].prototype, name, kind, touched)
    },
    epoch() {
      now = make()
    },
    element: (element, id, name) => now.found(element, id, name),
    touched: (node) => now.touched(node),
    gone: (id) => now.gone(id),
    audit: (until) => now.audit(until),
    flush: () => now.flush(),
  }
}

function topLayer(host: Host): Part {
  const layers = new TopLayer()
  return {
    events: ['beforetoggle', 'toggle', 'fullscreenchange'],
    heard(event) {
      layers.opened(event.target as Node, event as ToggleEvent)
      // The element is not open yet; the event that follows, or the hook, comes when it is.
      if (event.type !== 'beforetoggle') host.changed()
    },
    hook(view, wrap) {
      for (const type of ['HTMLElement', 'HTMLDialogElement'] as const)
        for (const name of ['showModal', 'showPopover', 'togglePopover', 'hidePopover'])
          wrap(view[type]?.prototype, name, 'value', (self: Element) => {
            layers.opened(self)
            host.changed()
          })
    },
    found: (root) => layers.found(root),
    epoch: () => layers.reset(),
    flush: () => layers.flush(host.page.model, host.out),
    stop: () => layers.stop(),
  }
}

/** What stays in the document while it moves keeps its state, here and there. */
function moves(host: Host): Part {
  return {
    hook(view, wrap) {
      for (const type of ['Element', 'Document', 'DocumentFragment'] as const)
        wrap(view[type].prototype, 'moveBefore', 'value', (_self, [node]: [Node]) => {
          host.page.moved.add(node)
        })
    },
  }
}

/** After each of these what is hovered, pressed, focused, selected or targeted may be another. */
const INTERACTION =
  'pointerover pointerout pointerdown pointerup keydown keyup focus blur selectionchange hashchange'.split(
    ' ',
  )

function interaction(host: Host): Part {
  const make = (): Interaction =>
    new Interaction(host.page, host.states, host.document, () => host.roots)
  let now = make()
  return {
    windowEvents: INTERACTION,
    heard(event) {
      now.heard(event)
      host.changed(true)
    },
    found(root) {
      if (typeOf(root) === TYPE.document) now.navigated()
    },
    epoch() {
      now = make()
    },
    audit: () => now.audit(),
    flush: (settled) => now.flush(settled),
  }
}

function media(host: Host): Part {
  let stale = true
  let told = ''
  const known = new Media(() => {
    stale = true
    host.changed()
  })
  return {
    resized() {
      stale = true
    },
    epoch() {
      stale = true
      told = ''
    },
    flush() {
      const view = stale && host.document.defaultView
      if (!view) return
      stale = false
      const features = known.features(view)
      const now = `${features}`
      if (now === told) return
      told = now
      host.out.media(features)
    },
    stop: () => known.stop(),
  }
}

/** A chunk of its own, which comes last. */
function pixels(host: Host): Part {
  return joining(
    host,
    () => import('../pixels.ts'),
    ({ PIXELS }) => PIXELS,
  )
}
