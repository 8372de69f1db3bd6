import { html, type Markup } from '../markup.ts'
import { type Snippet, snippetHtml } from '../snippet.ts'

/** As little page as possible, for small tests. */
export function plainPage(snippet: Snippet | null): Markup {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Plain</title>
<link rel="icon" href="data:,">
${snippetHtml(snippet)}
</head>
<body>
<h1>Plain</h1>
<p id="text">A page with a heading, a paragraph, a field and a button.</p>
<p><label>Name <input id="name" name="name"></label> <button id="button" type="button">Press</button></p>
<p><a href="/">The shop</a></p>
</body>
</html>
`
}
