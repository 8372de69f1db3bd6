import type { Leak } from './leak.ts'

/** Every element that HTML, SVG or MathML has or had, in a place where it may stand. */
const HTML_NAMES =
  'a abbr acronym address applet area article aside audio b base basefont bdi bdo bgsound big blink blockquote body br ' +
  'button canvas caption center cite code col colgroup command content data datalist dd del details dfn dialog dir div dl ' +
  'dt element em embed fencedframe fieldset figcaption figure font footer form frame frameset geolocation h1 head header ' +
  'hgroup hr html i iframe image img input ins isindex kbd keygen label legend li link listing main map mark marquee menu ' +
  'menuitem meta meter model multicol nav nextid nobr noembed noframes noscript object ol optgroup option output p param ' +
  'permission picture plaintext portal pre progress q rb rp rt rtc ruby s samp script search section select ' +
  'selectedcontent selectlist shadow slot small source spacer span strike strong style sub summary sup table tbody td ' +
  'template textarea tfoot th thead time title tr track tt u ul var video wbr webview xmp x-own'
const SVG_NAMES =
  'a altGlyph animate animateMotion animateTransform audio circle clipPath color-profile cursor defs desc discard ellipse ' +
  'feBlend feColorMatrix feComposite feDisplacementMap feFlood feImage feMerge feMergeNode feTile feTurbulence filter font ' +
  'font-face font-face-src font-face-uri foreignObject g glyph glyphRef hatch iframe image line linearGradient link marker ' +
  'mask mesh meshgradient metadata mpath path pattern polygon polyline radialGradient rect script set solidcolor stop style ' +
  'svg switch symbol text textPath title tref tspan unknown use video view'
const MATH_NAMES =
  'maction annotation annotation-xml math menclose merror mfenced mfrac mglyph mi mlabeledtr mmultiscripts mn mo mover ' +
  'mpadded mphantom mroot mrow ms mspace msqrt mstyle msub mtable mtd mtext mtr munder none semantics'

/** Attributes that hold an address somewhere. */
const ADDRESSES =
  'action altimg archive attributionsrc background cdgroup cite classid code codebase codetype content data data-src ' +
  'definitionurl dynsrc external formaction from handler href icon imagesrcset itemid itemtype longdesc lowsrc manifest ' +
  'mask movie object ping pluginspage pluginurl poster profile resource src srcset to usemap value values xlink:href ' +
  'xlink:role xml:base xsi:schemalocation fill filter stroke marker-start clip-path cursor color-profile'
    .split(' ')
    .map((name) => `${name}="SINK"`)
    .join(' ')
const PRESENTED = 'fill filter stroke mask marker-start marker-mid marker-end clip-path cursor'
  .split(' ')
  .map((name) => `${name}="url(SINK.svg#x)"`)
  .join(' ')

/** All addresses at once on each element there is. Which of them do something, the list below says one by one. */
const MATRIX: readonly Leak[] = [
  ...HTML_NAMES.split(' ').map((name) => ({
    name: `<${name}> with every address`,
    markup: `<${name} ${ADDRESSES} rel=stylesheet autoplay preload=auto>x</${name}>`,
    silent: 'shows what the element does with addresses that it does not know',
  })),
  ...SVG_NAMES.split(' ').map((name) => ({
    name: `<svg:${name}> with every address`,
    markup: `<svg width=50 height=50><${name} ${ADDRESSES} width=9 height=9>x</${name}></svg><svg><${name} ${PRESENTED} width=9 height=9 d="M0 0h9">x</${name}></svg>`,
    silent: 'as above',
  })),
  ...MATH_NAMES.split(' ').map((name) => ({
    name: `<math:${name}> with every address`,
    markup: `<math><${name} ${ADDRESSES}>x</${name}></math>`,
    silent: 'as above',
  })),
]

const LINKS: readonly Leak[] = [
  ...[
    'rel=stylesheet href="SINK.css"',
    'rel="alternate stylesheet" title=a href="SINK.css"',
    'rel="STYLESHEET" type=text/css media=all href=//HOST/x.css',
    'rel="icon stylesheet" href="SINK.css"',
    'rel=preload as=image href="SINK"',
    'rel=preload as=style href="SINK.css"',
    'rel=preload as=script href="SINK.js"',
    'rel=preload as=font crossorigin href="SINK"',
    'rel=preload as=fetch crossorigin href="SINK"',
    'rel=preload as=track crossorigin href="SINK"',
    'rel=preload as=image imagesrcset="SINK 1x, SINK?2 2x" imagesizes=100vw',
    'rel=modulepreload href="SINK.js"',
    'rel=prefetch href="SINK"',
    'rel=preconnect href="SINK"',
    'rel=preconnect href="https://HOST" crossorigin',
    'rel=dns-prefetch href="SINK"',
    'rel="dns-prefetch preconnect" href="//HOST"',
  ].map((attributes) => ({ name: `link ${attributes}`, markup: `<link ${attributes}>x` })),
  ...[
    ['rel=prerender href="SINK"', 'gone from Chromium'],
    ['rel=import href="SINK"', 'gone from Chromium'],
    ['rel=subresource href="SINK"', 'gone from Chromium'],
    ['rel=icon href="SINK"', 'only the top page has an icon'],
    ['rel="apple-touch-icon shortcut icon" href="SINK"', 'only the top page has an icon'],
    ['rel=manifest href="SINK"', 'only the top page has a manifest'],
    ['rel=search type=application/opensearchdescription+xml href="SINK"', 'only for the top page'],
    [
      'rel="pingback canonical next prev alternate author help license me" href="SINK"',
      'named only',
    ],
    ['rel=compression-dictionary href="SINK"', 'only when the browser has nothing to do'],
    ['rel="monetization payment-method-manifest" href="SINK"', 'not in Chromium'],
    ['rel=expect href="#SINK" blocking=render', 'of this document'],
    ['rel=serviceworker href="SINK"', 'gone from Chromium'],
  ].map(([attributes = '', silent = '']) => ({
    name: `link ${attributes}`,
    markup: `<link ${attributes}>x`,
    silent,
  })),
]

const LOADING: readonly Leak[] = [
  ...[
    '<img src="SINK">',
    '<img src=" \tSINK\n">',
    '<img src="http:\\\\HOST\\x">',
    '<img src="//HOST/x">',
    '<img src="https://HOST/x">',
    '<img src="ws://HOST/x">',
    '<img src="ht\ntp:/\t/HOST/x">',
    '<img src="OWN"><img srcset="OWN?2 1x">',
    '<iframe src="OWN"></iframe>',
    '<link rel=stylesheet href="OWN">',
    '<body background="OWN">x',
    '<object data="OWN"></object>',
    '<image src="SINK">',
    '<img srcset="SINK 1x, SINK?2 2x">',
    '<img srcset="SINK 300w" sizes="100vw" src=x>',
    '<img src="SINK" crossorigin=use-credentials loading=eager fetchpriority=high>',
    '<picture><source srcset="SINK"><img></picture>',
    '<picture><source media="(min-width:1px)" type="image/png" srcset="SINK 1x"><img src=x></picture>',
    '<input type=image src="SINK">',
    '<body background="SINK">x',
    '<table background="SINK"><tr><td>x</table>',
    '<table><tr background="SINK"><td>x</table>',
    '<table><td background="SINK">x</table>',
    '<table><th background="SINK">x</table>',
    '<table><tbody background="SINK"><td>x</table>',
    '<video src="SINK" preload=auto autoplay muted></video>',
    '<video preload=metadata><source src="SINK"></video>',
    '<video poster="SINK"></video>',
    '<audio src="SINK" preload=auto></audio>',
    '<audio preload=auto controls><source src="SINK" type="audio/wav"></audio>',
    '<video crossorigin muted><track default kind=captions src="SINK"></video>',
    '<iframe src="SINK"></iframe>',
    '<iframe src="//HOST/x" loading=eager sandbox></iframe>',
    '<iframe srcdoc="<img src=SINK>"></iframe>',
    '<iframe srcdoc="<link rel=preconnect href=SINK>"></iframe>',
    '<iframe srcdoc="<iframe srcdoc=\'<img src=SINK>\'></iframe>"></iframe>',
    '<iframe src="data:text/html,<img src=SINK>"></iframe>',
    '<frameset><frame src="SINK"></frameset>',
    '<object data="SINK"></object>',
    '<object data="SINK" type="image/png"></object>',
    '<object data="data:text/html,<img src=SINK>" type="text/html"></object>',
    '<object type="text/html" data="SINK"><img src="SINK"></object>',
    '<embed src="SINK">',
    '<embed src="SINK" type="text/html">',
    '<script src="SINK.js"></script>',
    '<script type=module src="SINK.js"></script>',
    '<script type=module>import "SINK.js"</script>',
    '<script>fetch("SINK")</script>',
    '<script>new Image().src="SINK"</script>',
    '<script>new WebSocket("ws://HOST/x")</script>',
    '<script>new EventSource("SINK")</script>',
    '<script>navigator.sendBeacon("SINK","x")</script>',
    '<script>document.write("<img src=SINK>")</script>',
    '<script>location="SINK"</script>',
    '<script>import("SINK.js")</script>',
    '<img src=x onerror="fetch(`SINK`)">',
    '<svg onload="fetch(`SINK`)"></svg>',
    '<body onload="fetch(`SINK`)">x',
    '<iframe src="javascript:fetch(`SINK`)"></iframe>',
    '<meta http-equiv=refresh content="0;url=SINK">',
    '<meta http-equiv="REFRESH" content="0;SINK">',
    '<meta http-equiv="refresh" content="0 URL=\'SINK\'">',
    '<base href="SINK"><img src="x.png">',
    '<base href="http://HOST/"><style>body{background:url(x)}</style>x',
    '<p style="background:url(SINK)">x',
    '<div><template shadowrootmode=open><img src="SINK"></template></div>',
    '<div><template shadowrootmode=closed><link rel=stylesheet href="SINK.css">x</template></div>',
    '<noscript></noscript><xmp></xmp><select><option><img src=x></select><img src="SINK">',
    '<dialog open><img src="SINK"></dialog>',
    '<div popover=manual>x</div><img src="SINK" popovertarget=x>',
    '<details><summary><img src="SINK"></summary></details>',
    '<marquee behavior=alternate><img src="SINK"></marquee>',
    '<button><img src="SINK"></button>',
    '<object data="no:thing"><img src="SINK"></object>',
    '<video><img src="SINK"></video>',
    '<form name=body><input name=firstChild><input name=attributes></form><img name=createElement src="SINK">',
    '<iframe name=documentElement></iframe><object name=location data="SINK"></object>',
  ].map((markup) => ({ name: markup, markup })),
  ...[
    ['<style>p{background:url(x)}</style><base href="SINK"><p>x', 'the base comes too late'],
    ['<script type="importmap">{"imports":{"a":"SINK"}}</script>', 'nothing imports it'],
    [
      '<script type="speculationrules">{"prefetch":[{"urls":["SINK"],"eagerness":"immediate"}],"prerender":[{"urls":["SINK"]}]}</script>',
      'only the top page speculates',
    ],
    ['<noscript><img src="SINK"></noscript>', 'scripts run in the plain frame'],
    ['<template><img src="SINK"></template>', 'a template is not rendered'],
    ['<img loading=lazy src="SINK">', 'only near what is seen'],
    ['<applet code="SINK" archive="SINK" codebase="SINK"></applet>', 'gone from all browsers'],
    ['<fencedframe src="SINK" config="SINK"></fencedframe>', 'only by a script of a secure page'],
    ['<portal src="SINK"></portal>', 'gone from Chromium'],
    ['<isindex type=image src="SINK">', 'gone from all browsers'],
    ['<bgsound src="SINK">', 'gone from all browsers'],
    ['<html manifest="SINK">', 'gone from all browsers'],
    [
      '<meta http-equiv="Content-Security-Policy" content="img-src x;report-uri SINK"><img src=/x>',
      'no reports from <meta>',
    ],
    ['<meta http-equiv="Link" content="<SINK>;rel=preconnect">', 'not from <meta>'],
    [
      '<meta http-equiv=x-dns-prefetch-control content=on><a href="SINK">x</a>',
      'only where a link is in view',
    ],
    [
      '<meta name=msapplication-config content="SINK"><meta property=og:image content="SINK">',
      'of other programs',
    ],
    [
      '<?xml-stylesheet href="SINK"?><!DOCTYPE x SYSTEM "SINK" [<!ENTITY a SYSTEM "SINK">]>&a;',
      'HTML has none of these',
    ],
    [
      '<a href="SINK" ping="SINK" attributionsrc="SINK" target=_top download>x</a>',
      'only when it is clicked',
    ],
    [
      '<form action="SINK"><button formaction="SINK">x</button></form>',
      'only when it is submitted',
    ],
    [
      '<img src="file:///etc/passwd"><img src="blob:SINK/1"><img src="filesystem:SINK">',
      'not of this kind',
    ],
    ['<model><source src="SINK"></model>', 'not in Chromium'],
    ['<img dynsrc="SINK" lowsrc="SINK">', 'gone from all browsers'],
    [
      '<blockquote cite="SINK"><q cite="SINK">x</q></blockquote><img longdesc="SINK">',
      'named only',
    ],
    [
      '<object classid="SINK" codebase="SINK"><param name=src value="SINK"></object>',
      'gone from Chromium',
    ],
    [
      '<video src="x" controlslist="" disableremoteplayback=no><source srcset="SINK"></video>',
      'no such attribute',
    ],
  ].map(([markup = '', silent = '']) => ({ name: markup, markup, silent })),
]

export const ELEMENT_LEAKS: readonly Leak[] = [...LINKS, ...LOADING, ...MATRIX]
