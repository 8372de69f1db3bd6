import { html, type Markup } from '../markup.ts'
import type { Snippet } from '../snippet.ts'
import { layout } from './layout.ts'

/** An error page in the shop's own design: the wrong address, or our own fault. */
export function errorPage(snippet: Snippet | null, status: number): Markup {
  const words =
    status < 500
      ? {
          title: 'No path here',
          text: 'This page has moved, or the address has a slip in it. The shelves are all still where they were.',
        }
      : {
          title: 'That did not work',
          text: 'Something on our side went wrong. Try once more; your basket is kept.',
        }
  return layout(snippet, {
    title: words.title,
    path: '',
    main: html`<div class="wrap lost"><img src="/images/product/haugh-tarp-drawing.svg" alt="" width="260" height="260"><div><p class="eyebrow">Error ${status}</p><h1>${words.title}</h1><p class="lead">${words.text}</p><p><a class="button" href="/">Back to the start</a> <a class="button quiet" href="/category/everything">Everything we make</a></p></div></div>`,
  })
}
