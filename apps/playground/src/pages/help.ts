import { html, type Markup } from '../markup.ts'
import type { Snippet } from '../snippet.ts'
import type { Article } from './help-article.ts'
import { repairsArticle } from './help-repairs.ts'
import { sleepArticle } from './help-sleep.ts'
import { breadcrumbs, layout } from './layout.ts'

const articles: readonly Article[] = [sleepArticle, repairsArticle]

export function helpPage(snippet: Snippet | null, slug: string): Markup | null {
  const article = articles.find((known) => known.slug === slug)
  if (!article) return null
  return layout(snippet, {
    title: article.title,
    path: `/help/${slug}`,
    styles: ['article.css', 'forms.css'],
    scripts: article.scripts,
    main: html`<div class="wrap">
${breadcrumbs([{ name: 'Home', href: '/' }, { name: 'Help', href: `/help/${articles[0]?.slug ?? ''}` }, { name: article.title }])}
<div class="article-grid">
<nav class="on-page" aria-label="On this page"><h2>On this page</h2><ol>${article.parts.map(({ id, title }) => html`<li><a href="#${id}">${title}</a></li>`)}</ol>
<h2>More help</h2><ul>${articles.map((other) => html`<li><a href="/help/${other.slug}"${other === article && html` aria-current="page"`}>${other.title}</a></li>`)}<li><a href="/help/size-guide">Size guide</a></li></ul></nav>
<article class="article"><header><p class="eyebrow">Help</p><h1>${article.title}</h1><p class="lead">${article.line}</p><p class="byline">By Aoife Niland, repair bench · Updated <time datetime="2026-10-19">19 October 2026</time> · 6 minutes</p></header>
${article.parts.map(
  ({
    id,
    title,
    body,
  }) => html`<section aria-labelledby="${id}"><h2 id="${id}"><a class="anchor" href="#${id}" aria-label="Link to: ${title}">#</a>${title}</h2>
${body}</section>
`,
)}
<footer class="helpful"><p>Did this help?</p><button class="button quiet small" type="button" data-helpful>Yes</button> <button class="button quiet small" type="button" data-helpful>Not yet</button></footer>
</article>
</div>
</div>`,
  })
}
