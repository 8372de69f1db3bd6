import { html, type Markup } from '../markup.ts'
import { type Snippet, snippetHtml } from '../snippet.ts'
import { breadcrumbs, layout } from './layout.ts'

const rows = [
  ['Short', '150–165', '185', '38'],
  ['Regular', '165–180', '200', '48'],
  ['Long', '180–195', '215', '54'],
  ['Wide', '165–185', '205', '62'],
] as const

function guide(): Markup {
  return html`<table class="data"><caption>Sleeping bags, in centimetres</caption><thead><tr><th scope="col">Size</th><th scope="col">Your height</th><th scope="col">Inside length</th><th scope="col">Shoulder, half</th></tr></thead><tbody>
${rows.map(([size, ...values]) => html`<tr><th scope="row">${size}</th>${values.map((value) => html`<td>${value}</td>`)}</tr>`)}
</tbody></table>
<form class="size-form" data-size><label for="height">Your height, cm</label> <input id="height" name="height" type="number" min="140" max="205" value="172"> <output for="height" data-answer>Regular</output></form>`
}

/** The size guide: a page of its own, or bare for the frame inside the help article. */
export function sizeGuidePage(snippet: Snippet | null, bare: boolean): Markup {
  if (!bare) {
    return layout(snippet, {
      title: 'Size guide',
      path: '/help/size-guide',
      styles: ['article.css', 'forms.css'],
      scripts: ['size-guide.js'],
      main: html`<div class="wrap narrow">${breadcrumbs([{ name: 'Home', href: '/' }, { name: 'Help', href: '/help/choosing-a-sleep-system' }, { name: 'Size guide' }])}<article class="article"><h1>Size guide</h1><p class="lead">Measure yourself lying down. Between two sizes, take the longer.</p>${guide()}</article></div>`,
    })
  }
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Size guide · Fell & Ford</title>
<link rel="icon" href="/images/mark.svg" type="image/svg+xml">
<link rel="stylesheet" href="/assets/base.css">
<link rel="stylesheet" href="/assets/article.css">
<script type="module" src="/assets/size-guide.js"></script>
${snippetHtml(snippet)}
</head>
<body class="bare"><main>${guide()}</main></body>
</html>
`
}
