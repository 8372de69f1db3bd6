import { html, type Markup } from '../../markup.ts'
import type { Snippet } from '../../snippet.ts'
import { toolPage } from '../tool-page.ts'
import type { LegacySite } from './site.ts'

/** Where the sites in old encodings are, and what is old in each. */
export function indexPage(snippet: Snippet | null, sites: readonly LegacySite[]): Markup {
  return toolPage(snippet, {
    title: 'Encodings',
    bodyClass: 'tools',
    head: html`<style>
.sites{max-width:860px;margin:32px auto;padding:0 20px}
.sites table{width:100%;border-collapse:collapse;background:#fff}
.sites :is(th,td){padding:12px 16px;border-bottom:1px solid #dde4da;text-align:left}
</style>`,
    main: html`<main class="sites"><h1>Pages of before UTF-8</h1>
<table><thead><tr><th>Site</th><th>Encoding</th><th>Said by</th><th>One sheet in</th></tr></thead>
<tbody>${sites.map(
      ({ folder, title, lang, encoding, declared, otherEncoding }) =>
        html`<tr><td><a href="/encodings/${folder}/" lang="${lang}">${title}</a></td><td>${encoding}</td><td>${declared === 'header' ? 'Content-Type' : '<meta charset>'}</td><td>${otherEncoding}</td></tr>`,
    )}</tbody></table></main>`,
  })
}
