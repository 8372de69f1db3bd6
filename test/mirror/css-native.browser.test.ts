import type { Op } from '@alongside/protocol'
import { feature } from './feature.ts'

/** What follows from equal layout needs no op of its own: another viewport, and it is found wrong. */
const otherViewport = (op: Op): Op | null =>
  op.op === 'viewport' ? { ...op, width: op.width - 150, height: op.height - 100 } : op

function addStyle(page: Document, text: string): void {
  const style = page.createElement('style')
  style.textContent = text
  page.head.append(style)
}

feature('container queries and their units', {
  markup: '<div id=a><p>a</p></div><div id=b><p>b</p></div>',
  change: (page) =>
    addStyle(
      page,
      `#a{container:side/inline-size;width:50%}#b{container-type:size;width:90vw;height:30vh}
       @container side (width<380px){p{color:red}}@container side (width>=380px){p{color:green}}
       @container (min-width:600px) and (orientation:landscape){p{padding:1cqw 2cqmin;font-size:5cqh}}
       #a{--mode:on}@container style(--mode:on){p{letter-spacing:2px}}`,
    ),
  without: otherViewport,
})

feature('units of the viewport and of the root', {
  markup: '<div id=a>a</div><div id=b>b</div><div id=c>c</div>',
  change: (page) =>
    addStyle(
      page,
      `:root{font-size:clamp(10px,2.3vw,40px)}#a{width:50vw;height:20vh;padding:1vmin}#b{width:20rem;height:4rlh}
       #c{width:10svi;height:10dvh;margin-left:calc(1lvb + 2ch)}`,
    ),
  without: otherViewport,
})

feature('queries of the size of the page', {
  markup: '<p>a</p>',
  change: (page) =>
    addStyle(
      page,
      `@media (min-width:700px) and (max-width:900px){p{color:red}}@media (600px<height<=600px){p{padding:9px}}
       @media (height>=600px){p{padding:2px}}@media not all and (orientation:portrait){p{margin:3px}}
       @media (aspect-ratio:4/3){p{letter-spacing:1px}}`,
    ),
  without: otherViewport,
})

feature('registered properties, with their initial values and inheritance', {
  markup: '<section><p>a</p></section>',
  change: (page) =>
    addStyle(
      page,
      `@property --size{syntax:"<length>";inherits:false;initial-value:12vw}@property --tint{syntax:"<color>";inherits:true;
       initial-value:rgb(1,2,3)}section{--size:nope;--tint:rgb(4,5,6)}section,p{width:calc(var(--size)*2);color:var(--tint)}`,
    ),
  without: otherViewport,
})

feature('animations that scroll drives', {
  markup: '<div id=s><div id=t><p>a</p></div></div>',
  before: (page) =>
    addStyle(
      page,
      `@keyframes grow{from{padding-left:0;opacity:1}to{padding-left:100px;opacity:.5}}
       #s{height:100px;overflow:auto;scroll-timeline:--t block}#t{height:600px}
       p{position:sticky;top:0;animation:grow linear both;animation-timeline:--t}`,
    ),
  change: (page) => page.getElementById('s')?.scrollTo(0, 200),
  without: (op) => (op.op === 'scroll' ? null : op),
})
