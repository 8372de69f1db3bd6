import { html, type Markup, type Piece } from '../markup.ts'
import { type Snippet, snippetHtml } from '../snippet.ts'

/** The frame of the hard pages: other people's software below a slim bar of the shop's depot. */
export function toolPage(
  snippet: Snippet | null,
  page: { title: string; head: Piece; main: Piece; bodyClass: string },
): Markup {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${page.title} · Fell & Ford depot</title>
<link rel="icon" href="/images/mark.svg" type="image/svg+xml">
<link rel="stylesheet" href="/assets/tools.css">
${page.head}
${snippetHtml(snippet)}
</head>
<body class="${page.bodyClass}">
<header class="depot"><a href="/"><img src="/images/mark.svg" alt="" width="26" height="26"> Fell & Ford <b>depot</b></a><nav aria-label="Depot"><a href="/dashboard">Figures</a><a href="/swagger">API</a><a href="/monaco">Scripts</a><a href="/encodings">Encodings</a></nav></header>
${page.main}
</body>
</html>
`
}
