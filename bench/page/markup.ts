import { randomNumbers, words } from './random.ts'

/** Class names that the markup uses and the sheet has rules for. */
const CLASSES = 400

/** How many of each a page shows besides its text. */
export interface Shown {
  readonly images: number
  /** What an image weighs. Bytes. */
  readonly weight: number
  readonly fonts: number
}

const NOTHING: Shown = { images: 0, weight: 0, fonts: 0 }

/** A page of about `nodes` nodes as an application writes them: cards in sections, each node with a class or two. */
export function pageMarkup(nodes: number, rules: number, shown: Shown = NOTHING): string {
  const random = randomNumbers(nodes + 7)
  const name = (): string => `c-${random(CLASSES)}`
  const parts = [
    `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${nodes} nodes</title>`,
    `<link rel="stylesheet" href="/sheet.css?rules=${rules}&fonts=${shown.fonts}"></head><body><main id="main">`,
  ]
  const cards = Math.ceil((nodes - 8) / 25)
  let left = nodes - 8
  for (let id = 0; left > 0; id++) {
    if (id % 40 === 0) {
      parts.push(
        `${id ? '</section>' : ''}<section class="${name()}" aria-label="${words(random, 2)}">`,
      )
      left--
    }
    const { text, count } = card(id)
    parts.push(text)
    left -= count
  }
  parts.push('</section></main></body></html>')
  return parts.join('')

  /** Images and fonts are spread over the page, the first of each in the first card. */
  function shownIn(id: number): string {
    const here = (of: number): number =>
      of > 0 && id % Math.floor(cards / of) === 0 ? id / Math.floor(cards / of) : of
    const [image, font] = [here(shown.images), here(shown.fonts)]
    return (
      (image < shown.images
        ? `<img src="/image/${image}.png?weight=${shown.weight}" alt="" width="100" height="100">`
        : '') + (font < shown.fonts ? `<em class="font-${font}">${words(random, 4)}</em>` : '')
    )
  }

  /** 25 nodes; its tags, depth and attributes are those of a shop's or a bank's list. */
  function card(id: number): { text: string; count: number } {
    const list = Array.from(
      { length: 3 },
      () => `<li class="${name()}"><b>${words(random, 1)}</b> ${words(random, 3)}</li>`,
    ).join('')
    return {
      count: 25,
      text:
        `<article class="card ${name()} ${name()}" data-id="${id}">${shownIn(id)}<h3 class="${name()}">${words(random, 3)}</h3>` +
        `<p class="${name()}">${words(random, 12)} <a href="/item/${id}" title="${words(random, 2)}">${words(random, 2)}</a></p>` +
        `<ul class="${name()}">${list}</ul>` +
        `<div class="${name()}" style="width:${20 + random(80)}%"><span>${random(1000)}</span></div>` +
        `<button type="button" class="btn ${name()}" aria-pressed="false">${words(random, 1)}</button></article>`,
    }
  }
}

/** A sheet of `rules` rules, about 110 bytes each, a tenth of them in media queries; and a rule and a face for each font. */
export function sheetText(rules: number, fonts = 0): string {
  const random = randomNumbers(rules + 3)
  const colour = (): string => `#${random(4096).toString(16).padStart(3, '0')}`
  const out: string[] = ['body{font:14px/1.4 sans-serif;margin:8px}li{list-style:none}']
  for (let i = 0; i < fonts; i++)
    out.push(
      `@font-face{font-family:f${i};src:url(/font/${i}.woff2)}.font-${i}{font-family:f${i},serif}`,
    )
  for (let i = 0; i < rules; i++) {
    const selector =
      i % 3 === 0
        ? `.c-${i % CLASSES}`
        : i % 3 === 1
          ? `.c-${i % CLASSES} .c-${random(CLASSES)}:hover`
          : `.x-${i} > .c-${random(CLASSES)}`
    const body = `color:${colour()};background-color:${colour()};border:${random(2)}px solid ${colour()};padding:${random(4)}px ${random(6)}px`
    out.push(
      i % 10 === 9
        ? `@media (min-width:${300 + random(900)}px){${selector}{${body}}}`
        : `${selector}{${body}}`,
    )
  }
  return out.join('\n')
}
