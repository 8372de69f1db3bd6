import { feature } from './feature.ts'
import { withoutAttribute, withoutOps } from './missing.ts'

/** The customer's system turns dark or light: for the page in a frame, that is the scheme of its frame. */
function prefer(page: Document, scheme: 'light' | 'dark'): void {
  const frame = page.defaultView?.frameElement
  if (!(frame instanceof HTMLElement)) throw new Error('no frame')
  frame.style.colorScheme = scheme
  // A tab has this behind its page; a frame is transparent.
  frame.style.background = 'Canvas'
}

feature(
  'a dark system of the customer is dark in the replica, the page asking for it in CSS [line 31]',
  {
    head: `<style>@media (prefers-color-scheme:dark){body{background:rgb(10,20,30);color:rgb(200,210,220)}}
    @media (prefers-color-scheme:light){p{padding:5px}}</style>`,
    markup: '<p>text</p>',
    change: (page) => prefer(page, 'dark'),
    without: withoutOps('media'),
    pixels: true,
  },
)

feature(
  'what a page says of its schemes has the same effect, with a light system and with a dark one',
  {
    head: `<meta name=color-scheme content="light dark"><style>#a{color:light-dark(rgb(1,2,3),rgb(4,5,6));background:Canvas;
    border:1px solid ButtonBorder}#b{color-scheme:only light}#c{color-scheme:dark}p{background:Field;color:FieldText}</style>`,
    markup: `<p id=a>a</p><p id=b>b</p><p id=c>c <input value=x><button>y</button></p><a href=#x>z</a><select><option>o</select>
    <input type=checkbox checked><progress value=.5></progress>`,
    change: (page) => prefer(page, 'dark'),
    without: withoutOps('media'),
    pixels: true,
  },
)

feature('a page that is dark by itself stays dark with a light system', {
  markup: '<p>text <input value=x></p>',
  change: (page) => page.documentElement.setAttribute('style', 'color-scheme:dark'),
  without: withoutAttribute('style'),
  pixels: true,
})

feature('the scheme in media attributes, imported sheets, media of sheets and values', {
  head: `<style media="(prefers-color-scheme:dark)">p{padding:5px}</style><style>@import
    url("data:text/css,p%7Bletter-spacing:3px%7D") (prefers-color-scheme:dark);p{margin:if(media(prefers-color-scheme:dark):7px;else:2px)}</style>`,
  markup: '<p>text</p>',
  before(page) {
    const view = page.defaultView as (Window & typeof globalThis) | null
    if (!view) return
    const sheet = new view.CSSStyleSheet({ media: 'not (prefers-color-scheme:dark)' })
    sheet.replaceSync('p{text-indent:9px}')
    page.adoptedStyleSheets = [sheet]
  },
  change: (page) => prefer(page, 'dark'),
  without: withoutOps('media'),
})

feature('a frame of the page has the scheme of its own element', {
  markup: '<iframe id=f style="color-scheme:dark"></iframe><iframe id=g></iframe>',
  async before(page) {
    for (const frame of page.querySelectorAll('iframe')) {
      const inner = frame.contentDocument
      inner?.write(
        '<style>@media (prefers-color-scheme:dark){p{color:rgb(1,2,3)}}</style><p>inner</p>',
      )
      inner?.close()
    }
  },
  change: (page) => prefer(page, 'dark'),
  without: withoutOps('media'),
})
