import type { Op } from '@alongside/protocol'
import { feature } from './feature.ts'
import { constructed, sheetAddress, styleSheet } from './sheet-parts.ts'

/** As an engine that tells of sheets, and not of what becomes of them. */
const noState = (op: Op): Op | null =>
  op.op === 'sheetState'
    ? null
    : op.op === 'sheet'
      ? { ...op, media: '', disabled: false, more: false }
      : op
const noSheet = (op: Op): Op | null => (op.op === 'sheet' && op.owner ? null : op)

feature('sheet.disabled', {
  head: '<style id=s>p{color:green}</style><style id=t>p{padding-left:4px}</style>',
  markup: '<p>one</p>',
  change(page) {
    styleSheet(page).disabled = true
    ;(page.getElementById('t') as HTMLStyleElement).disabled = true
  },
  without: noState,
})

feature('the media of a sheet, as a text and by its list', {
  head: '<style id=s media=print>p{color:green}</style><style id=t>p{padding-left:4px}</style>',
  markup: '<p>one</p>',
  change(page) {
    styleSheet(page).media.appendMedium('screen')
    styleSheet(page, 't').media.mediaText = 'print'
  },
  without: noState,
})

feature('the media attribute of a <style>', {
  head: '<style id=s media=print>p{color:green}</style>',
  markup: '<p>one</p>',
  change(page) {
    page.getElementById('s')?.setAttribute('media', 'screen')
  },
  without: (op) =>
    op.op === 'attribute' || op.op === 'sheetState'
      ? null
      : op.op === 'sheet'
        ? { ...op, media: 'print' }
        : op,
})

feature('the type attribute of a <style>', {
  head: '<style id=s type="text/other">p{color:green}</style>',
  markup: '<p>one</p>',
  change(page) {
    page.getElementById('s')?.setAttribute('type', 'text/css')
  },
  without: (op) =>
    op.op === 'attribute'
      ? null
      : op.op === 'insert'
        ? {
            ...op,
            nodes: op.nodes.map((node) =>
              node.kind === 'text' && node.text.startsWith('p{') ? { ...node, text: '' } : node,
            ),
          }
        : op,
})

feature('constructed sheets with media, and disabled ones', {
  markup: '<p>one <b>two</b></p>',
  change(page) {
    page.adoptedStyleSheets = [
      constructed(page, 'p{color:green}', { media: 'print' }),
      constructed(page, 'p{padding-left:3px}', { disabled: true }),
      constructed(page, 'b{padding-left:4px}', { media: '(min-width:10px)' }),
    ]
  },
  without: noState,
})

feature('a link that loads, and its disabled attribute and property', {
  markup: '<p>one <b>two</b></p>',
  async change(page) {
    await load(page, 'a', 'p{color:green}')
    await load(page, 'b', 'b{padding-left:4px}')
    ;(page.getElementById('a') as HTMLLinkElement).disabled = true
    styleSheet(page, 'b').disabled = true
    styleSheet(page, 'b').disabled = false
  },
  without: noSheet,
})

feature('a disabled link that is enabled', {
  head: '<link id=a rel=stylesheet disabled>',
  markup: '<p>one</p>',
  async change(page) {
    const link = page.getElementById('a') as HTMLLinkElement
    link.href = sheetAddress('p{color:green}')
    const loaded = new Promise((resolve) => link.addEventListener('load', resolve))
    link.disabled = false
    await loaded
  },
  without: noSheet,
})

feature('another theme: href of a link', {
  markup: '<p>one</p>',
  async before(page) {
    await load(page, 'a', 'p{color:red}')
  },
  async change(page) {
    const link = page.getElementById('a') as HTMLLinkElement
    const loaded = new Promise((resolve) => link.addEventListener('load', resolve))
    link.href = sheetAddress('p{padding-left:4px}')
    await loaded
  },
  without: (op) => (op.op === 'sheet' ? { ...op, text: 'p{color:red}' } : op),
})

feature('media and rel of a link', {
  markup: '<p>one <b>two</b> <i>three</i></p>',
  async before(page) {
    await load(page, 'a', 'p{color:red}')
    await load(page, 'b', 'b{color:blue}')
    await load(page, 'c', 'i{color:teal}', { rel: 'preload', as: 'style' })
  },
  async change(page) {
    page.getElementById('a')?.setAttribute('media', 'print')
    page.getElementById('b')?.setAttribute('rel', 'next')
    const link = page.getElementById('c') as HTMLLinkElement
    const loaded = new Promise((resolve) => link.addEventListener('load', resolve))
    link.rel = 'stylesheet'
    await loaded
  },
  without: (op) => (op.op === 'sheetState' || op.op === 'freeSheet' ? null : noSheet(op)),
})

feature('alternate sheets, chosen by a script', {
  markup: '<p>one</p>',
  async before(page) {
    await load(page, 'a', 'p{color:red}', { title: 'one' })
    await load(page, 'b', 'p{color:blue;padding-left:3px}', {
      rel: 'alternate stylesheet',
      title: 'two',
    })
  },
  async change(page) {
    const links = page.querySelectorAll('link')
    for (const link of links) link.disabled = true
    const [, chosen] = links
    const loaded = new Promise((resolve) => chosen?.addEventListener('load', resolve))
    if (chosen) chosen.disabled = false
    await loaded
  },
  without: (op) => (op.op === 'sheetState' || op.op === 'freeSheet' ? null : noSheet(op)),
})

feature('alternate sheets that nobody has chosen', {
  markup: '<p>one</p>',
  async change(page) {
    await load(page, 'a', 'p{color:red}', { title: 'one' })
    await load(page, 'b', 'p{color:blue;padding-left:3px}', {
      rel: 'alternate stylesheet',
      title: 'two',
    })
    const style = page.createElement('style')
    style.title = 'three'
    style.textContent = 'p{margin-left:9px}'
    page.head.append(style)
  },
  without: (op) =>
    op.op === 'sheet' ? { ...op, disabled: false } : op.op === 'sheetState' ? null : noSheet(op),
})

async function load(
  page: Document,
  id: string,
  text: string,
  attributes: Readonly<Record<string, string>> = {},
): Promise<void> {
  const link = page.createElement('link')
  link.id = id
  for (const [name, value] of Object.entries({ rel: 'stylesheet', ...attributes }))
    link.setAttribute(name, value)
  link.href = sheetAddress(text)
  const loaded = new Promise((resolve) => {
    link.onload = link.onerror = resolve
  })
  page.head.append(link)
  await loaded
}
