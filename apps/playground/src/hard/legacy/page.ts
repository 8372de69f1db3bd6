import { html, type Markup, type Piece, trusted } from '../../markup.ts'
import { type Snippet, snippetHtml } from '../../snippet.ts'
import type { LegacySite } from './site.ts'

/** What a form sent, as the site reads it, and as it came. */
export interface Sent {
  readonly fields: readonly (readonly [name: string, value: string])[]
  readonly raw: string
}

export function frontPage(snippet: Snippet | null, site: LegacySite): Markup {
  const { files, asks, goods, names, words } = site
  return legacyPage(
    snippet,
    site,
    html`<p>${site.intro}</p>
<p class="${names.note}" id="beyond">${site.beyond}</p>
<ul class="cards">${goods.map(
      ({ name, text, price }) =>
        html`<li class="${names.card}"><img src="${files.picture}.svg?${asks.picture}=${name}" alt="${name}"><h3>${name}</h3><p>${text}</p><p class="${names.price}">${price}</p></li>`,
    )}</ul>
<p class="drawn"><svg width="320" height="60" viewBox="0 0 320 60" role="img" aria-label="${site.title}"><image href="${files.pattern}.svg?${asks.pattern}=${site.patterns[3]}" width="60" height="60"/><text x="70" y="36">${site.title}</text></svg>
<img srcset="${files.pattern}.svg?${asks.pattern}=${site.patterns[0]} 1x, ${files.pattern}.svg 2x" src="${files.pattern}.svg" alt="${site.patterns[0]}" width="60" height="60">
<span class="strip" style="background-image:url('${files.pattern}.svg?${asks.pattern}=${site.patterns[0]}');display:inline-block;width:200px;height:60px"></span></p>
<h2>${words.search}</h2>
<form action="results"><label><span>${words.where}</span><input name="${words.where}" list="places" placeholder="${words.places[0]}"></label><datalist id="places">${words.places.map((place) => html`<option value="${place}"></option>`)}</datalist><button>${words.find}</button></form>
<h2 id="${words.book}">${words.book}</h2>
<form method="post" action="receipt" accept-charset="${site.encoding}"><input type="hidden" name="_charset_"><label><span>${words.name}</span><input name="${words.name}"></label><label><span>${words.which}</span><select name="${words.which}">${goods.map(({ name }) => html`<option>${name}</option>`)}</select></label><label><span>${words.wish}</span><textarea name="${words.wish}" rows="3"></textarea></label><button>${words.send}</button></form>`,
  )
}

export function answerPage(
  snippet: Snippet | null,
  site: LegacySite,
  title: string,
  { fields, raw }: Sent,
): Markup {
  return legacyPage(
    snippet,
    site,
    html`<h2>${title}</h2>
<dl>${fields.map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}</dl>
<p><label><span>${site.words.wish}</span><input value="${fields.at(-1)?.[1]}"></label></p>
<p><code>${raw}</code></p>
<p><a href="./#${site.words.book}">${site.words.back}</a></p>`,
  )
}

function legacyPage(snippet: Snippet | null, site: LegacySite, main: Piece): Markup {
  const { files, asks, words, encoding } = site
  const meta = site.declared === 'meta' && html`<meta charset="${encoding}">\n`
  const sheet = (name: string) => html`<link rel="stylesheet" href="${name}.css">\n`
  const strip = `nav{background:${site.look.accent}14 url("${files.pattern}.svg?${asks.pattern}=${site.patterns[3]}") 0 0/90px}nav li::before{content:"${site.written.bullet} "}`
  return html`<!doctype html>
<html lang="${site.lang}">
<head>
${meta}<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${site.title}</title>
<link rel="icon" href="${files.seal}.svg" type="image/svg+xml">
${[files.sheet, files.utf8, files.other].map(sheet)}<style>${trusted(strip)}</style>
${snippetHtml(snippet)}
</head>
<body>
<header><div class="wide"><img src="${files.seal}.svg" alt="" width="64" height="64"><div><h1>${site.title}</h1><p>${site.tagline}</p></div></div></header>
<nav><ul class="wide">${words.places.map((place) => html`<li><a href="results?${words.where}=${place}#${words.book}">${place}</a></li>`)}</ul></nav>
<main>${main}</main>
<footer><div class="wide">${site.title}</div></footer>
</body>
</html>
`
}
