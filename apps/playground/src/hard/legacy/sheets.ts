import { type Encoding, encode } from './encoding.ts'
import type { LegacySite } from './site.ts'

export interface LegacySheet {
  readonly contentType: string
  readonly bytes: Buffer
}

/** The sheets of a site by file name: one says nothing of its encoding, one says it inside, one is imported by that, one says it in its header. */
export function sheetsOf(site: LegacySite): ReadonlyMap<string, LegacySheet> {
  const { files, encoding, otherEncoding } = site
  const sheet = (text: string, of: Encoding, header = ''): LegacySheet => ({
    contentType: `text/css${header}`,
    bytes: encode(text, of),
  })
  return new Map([
    [files.sheet, sheet(ownSheet(site), encoding)],
    [files.utf8, sheet(utf8Sheet(site), 'UTF-8')],
    [files.imported, sheet(importedSheet(site), 'UTF-8')],
    [files.other, sheet(otherSheet(site), otherEncoding, `; charset=${otherEncoding}`)],
  ])
}

function ownSheet({ look, names, written, files, asks, patterns }: LegacySite): string {
  return `body{margin:0;background:${look.paper};color:${look.ink};font:16px/1.8 ${look.family}}
a{color:${look.accent}}
.wide,main{max-width:880px;margin:0 auto;padding:0 24px}
header{padding:34px 0 26px;border-bottom:6px double ${look.accent};background:url("${files.pattern}.svg?${asks.pattern}=${patterns[0]}") 0 0/180px}
header .wide{display:flex;align-items:center;gap:20px}
header h1{margin:0;font-size:38px;letter-spacing:.06em}
header p{margin:4px 0 0}
nav ul{display:flex;gap:24px;list-style:none;margin:14px 0;padding:0}
.cards{display:grid;grid-template-columns:repeat(3,1fr);gap:22px;list-style:none;padding:0}
.${names.card}{position:relative;background:#fff;border:1px solid ${look.accent};padding:0 0 12px}
.${names.card} img{display:block;width:100%;height:150px;object-fit:cover}
.${names.card} h3,.${names.card} p{margin:10px 14px 0}
.${names.card}:first-child::before{content:"${written.badge}";position:absolute;top:10px;left:-6px;padding:2px 12px;background:${look.accent};color:#fff;font-size:13px}
form{display:grid;gap:10px;margin:12px 0 28px;padding:18px;border:1px solid;background:#fffa}
label{display:grid;grid-template-columns:150px 1fr;align-items:start}
input,select,textarea,button{font:inherit;padding:4px 10px}
button{justify-self:start;border:0;background:${look.accent};color:#fff;padding:6px 22px}
dl{display:grid;grid-template-columns:150px 1fr;gap:6px;padding:18px;background:#fff}
dd{margin:0;overflow-wrap:anywhere}
`
}

function utf8Sheet({ names, written, files, asks, patterns, look }: LegacySite): string {
  return `@charset "UTF-8";
@import "${files.imported}.css";
.${names.price}{font-weight:bold;color:${look.accent}}
.${names.price}::after{content:"${written.tax}";font-weight:normal;font-size:12px}
footer{margin-top:40px;padding:26px 0;border-top:1px solid;background:url("${files.pattern}.svg?${asks.pattern}=${patterns[1]}") 0 0/140px}
`
}

function importedSheet({ written }: LegacySite): string {
  return `footer::after{content:"${written.end}";display:block;text-align:center;letter-spacing:.2em}
`
}

function otherSheet({ names, written, files, asks, patterns, look }: LegacySite): string {
  return `.${names.note}{margin:22px 0;padding:14px 18px 14px 70px;border:1px dashed ${look.accent};background:#fff url("${files.pattern}.svg?${asks.pattern}=${patterns[2]}") 0 0/56px repeat-y}
.${names.note}::before{content:"${written.mark}";margin-right:12px;color:${look.accent}}
`
}
