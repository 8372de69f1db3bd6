import { html, type Markup } from '../markup.ts'
import { categories } from '../shop/kinds.ts'
import { type Snippet, snippetHtml } from '../snippet.ts'
import { icon, sprite } from './icons.ts'

export interface PageOptions {
  title: string
  /** Marks the entry of the navigation which is this page. */
  path: string
  main: Markup
  /** Files of /assets, beside the shop's own. */
  styles?: readonly string[]
  scripts?: readonly string[]
  head?: Markup
  bodyClass?: string
}

/** The shop's frame: head, header, navigation, footer. */
export function layout(snippet: Snippet | null, page: PageOptions): Markup {
  const styles = ['base.css', 'frame.css', 'shop.css', ...(page.styles ?? [])]
  const scripts = ['shop.js', ...(page.scripts ?? [])]
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${page.title} · Fell & Ford</title>
<meta name="description" content="Fell & Ford makes and mends gear for slow days in the hills.">
<meta name="theme-color" content="#173a30">
<link rel="icon" href="/images/mark.svg" type="image/svg+xml">
<link rel="preload" href="/fonts/bricolage-grotesque-latin-opsz-normal.woff2" as="font" type="font/woff2" crossorigin>
${styles.map((name) => html`<link rel="stylesheet" href="/assets/${name}">\n`)}${page.head}${scripts.map((name) => html`<script type="module" src="/assets/${name}"></script>\n`)}${snippetHtml(snippet)}
</head>
<body class="${page.bodyClass ?? ''}">
${sprite()}
<a class="skip" href="#main">Skip to the content</a>
<aside class="notice" aria-label="Notice">Free repairs for as long as you own it. <a href="/help/repairs">How it works</a></aside>
${header(page.path)}
<main id="main">
${page.main}
</main>
${footer()}
<div class="toast" role="status" aria-live="polite" hidden></div>
</body>
</html>
`
}

function header(path: string): Markup {
  const links = [
    ...categories.map(({ slug, name }) => ({ href: `/category/${slug}`, name })),
    { href: '/category/everything', name: 'Everything' },
  ]
  return html`<header class="header">
<div class="header-bar">
<a class="logo" href="/" aria-label="Fell & Ford, home">${icon('mark')}<span>Fell<i>&</i>Ford</span></a>
<button class="menu-button" type="button" aria-expanded="false" aria-controls="nav">${icon('menu')}<span>Menu</span></button>
<nav id="nav" class="nav" aria-label="Shop">
${links.map(({ href, name }) => html`<a href="${href}"${href === path && html` aria-current="page"`}>${name}</a>\n`)}</nav>
<div class="header-tools">
<a href="/help/choosing-a-sleep-system" class="tool">${icon('help')}<span>Help</span></a>
<a href="/account" class="tool">${icon('person')}<span>Account</span></a>
<a href="/cart" class="tool tool-basket">${icon('basket')}<span>Basket</span><b class="badge" data-basket-count hidden>0</b></a>
</div>
</div>
</header>`
}

function footer(): Markup {
  return html`<footer class="footer">
<div class="footer-grid">
<div class="footer-about">
<p class="logo">${icon('mark')}<span>Fell<i>&</i>Ford</span></p>
<p>A small company at the end of a valley road. We make things for walking, sleeping and eating outdoors, and we mend them when they wear out.</p>
</div>
<nav aria-label="Shop by aisle"><h2>Shop</h2><ul>
${categories.map(({ slug, name }) => html`<li><a href="/category/${slug}">${name}</a></li>`)}
</ul></nav>
<nav aria-label="Help"><h2>Help</h2><ul>
<li><a href="/help/choosing-a-sleep-system">Choosing a sleep system</a></li>
<li><a href="/help/repairs">Repairs</a></li>
<li><a href="/help/size-guide">Size guide</a></li>
<li><a href="/account">Your orders</a></li>
</ul></nav>
<form class="letter" data-letter>
<h2><label for="letter-email">Four letters a year</label></h2>
<p>Routes, repairs and what we got wrong.</p>
<div class="letter-row"><input id="letter-email" name="email" type="email" autocomplete="email" placeholder="you@example.com" required><button class="button small" type="submit">Sign up</button></div>
</form>
</div>
<p class="footer-end">© 2026 Fell & Ford Outfitters. An invented shop: nothing here is for sale.</p>
</footer>`
}

/** Where the reader is, as links. The last one is the page itself. */
export function breadcrumbs(trail: readonly { name: string; href?: string }[]): Markup {
  return html`<nav class="crumbs" aria-label="Breadcrumb"><ol>
${trail.map(({ name, href }) => html`<li>${href ? html`<a href="${href}">${name}</a>` : html`<span aria-current="page">${name}</span>`}</li>`)}
</ol></nav>`
}
