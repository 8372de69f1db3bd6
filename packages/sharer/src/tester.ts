import { explain } from '@alongside/capture/explain'
import type { CobrowseConfig, RuleChange } from '@alongside/protocol/api'
import { createGuard, type Stop } from './guard.ts'
import { showHidden } from './hidden-marks.ts'
import { createHost } from './host.ts'
import { openPreview } from './preview.ts'
import type { Preview } from './preview-module.ts'
import { changed, differences, hiding, opposite, showing } from './rule-changes.ts'
import { readRules } from './rules.ts'
import { selectorsOf } from './selector.ts'
import { createCard } from './tester/card.ts'
import { createOutline } from './tester/outline.ts'
import { observePointing } from './tester/pointing.ts'
import { neighbour, type Watched, watch } from './tester/watched.ts'
import { testerWords } from './tester/words.ts'

export type TesterOptions = {
  /** The draft; null: nothing of this page may be read, since its scripts have replaced what masks are decided with. */
  readonly config: CobrowseConfig | null
  readonly languages: readonly string[]
  readonly direction: 'ltr' | 'rtl'
  /** All that was chosen so far, each time; rejects where it was not taken. */
  chosen(changes: readonly RuleChange[]): Promise<void>
  /** The page is already as before. */
  left(): void
}

/** Neither of the two parties' colours: nobody is here but whoever tests. */
const ACCENT = '#5c636b'
/** Until what the server did not take is said again. Milliseconds. */
const AGAIN_MS = 4_000

/**
 * A page under rules that are not published: marks of what is hidden, the replica that an agent would have, and for each element
 * what leaves of it and why. Frames are made as for an agent, and go nowhere.
 */
export function startTester(options: TesterOptions): Stop {
  const stops: Stop[] = []
  const changes: RuleChange[] = []
  let config = options.config
  let watched: Watched
  let element: Element | null = null
  let preview: Preview | null = null
  let over = false
  const leave = (): void => {
    if (over) return
    over = true
    for (const stop of stops.reverse()) stop()
    options.left()
  }
  const guard = createGuard((error) => {
    console.error('Alongside: the test of masks failed', error)
    leave()
  })

  const words = testerWords(options.languages)
  const host = createHost(document, ACCENT)
  stops.push(host.remove)
  const card = createCard({
    root: host.root,
    words,
    direction: options.direction,
    go: guard((where) => {
      select(neighbour(watched, element, where))
      element?.scrollIntoView({ block: 'nearest' })
    }),
    choose: guard((chosen) => choose(chosen)),
    undo: guard((change) => choose([opposite(change)])),
    see: guard(() => (preview ? preview.close() : see())),
    leave,
  })
  stops.push(card.remove)
  host.keepOnTop(card.point)

  const open = (): void => {
    watched = watch(config, {
      take: (frame) => preview?.take(frame),
      hold(why) {
        card.hold(why)
        preview?.hold(why && words.held[why])
      },
      ready: guard(() => select(element)),
    })
  }
  const outline = createOutline(host.root, () => watched)
  stops.push(outline.remove)

  const select = (next: Element | null): void => {
    element = next?.isConnected ? next : null
    outline.select(element)
    const mirrored = watched.mirrored
    if (!element || !config || !mirrored) {
      card.show(null)
      return
    }
    const rules = readRules(config, location.href)
    const explanation = explain(element, { rules, recogniser: watched.recogniser }, mirrored)
    const selectors = selectorsOf(element)
    const hide = hiding(explanation, selectors.one, config)
    const all = hide && selectors.all
    card.show({
      name: selectors.one,
      explanation,
      hide,
      hideAll: all && {
        count: all.count,
        changes: hiding(explanation, all.selector, config) ?? [],
      },
      show: showing(element, explanation, selectors.one),
    })
  }
  const choose = (chosen: readonly RuleChange[]): void => {
    if (!config || !options.config) return
    changes.push(...chosen)
    config = changed(options.config, changes)
    watched.stop()
    open()
    card.list(differences(options.config, config))
    select(element)
    send()
  }
  const send = (): void => {
    const count = changes.length
    options.chosen(changes).then(
      () => count === changes.length && card.sent(true),
      () => {
        // What is chosen meanwhile takes all of this along.
        if (over || count !== changes.length) return
        card.sent(false)
        setTimeout(() => !over && count === changes.length && send(), AGAIN_MS)
      },
    )
  }
  const see = (): void => {
    card.see(true)
    preview = openPreview({
      root: host.root,
      bar: card.element,
      agentName: '',
      words: { language: words.language, direction: options.direction },
      texts: words.preview,
      capture: () => watched.capture,
      subpage() {},
      marked: unmark !== null,
      mark,
      closed() {
        preview = null
        card.see(false)
      },
    })
    preview.hold(watched.held && words.held[watched.held])
  }
  let unmark: Stop | null = null
  const mark = (on: boolean): void => {
    unmark?.()
    unmark = on ? showHidden(host.root, () => watched.mirrored) : null
  }

  open()
  mark(true)
  stops.push(
    () => watched.stop(),
    () => mark(false),
    () => preview?.close(),
    observePointing({
      isOn: () => card.points && !preview,
      over: guard((point) => outline.hover(point && watched.at(point))),
      chosen: guard((point) => select(watched.at(point))),
      // Escape closes the copy first, which hears of it by itself.
      escape: guard(() => preview || leave()),
    }),
  )
  return leave
}
