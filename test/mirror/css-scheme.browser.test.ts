import { feature } from './feature.ts'

/** The customer's system turns dark or light: for the page in a frame, that is the scheme of its frame. */
function prefer(page: Document, scheme: 'light' | 'dark'): void {
  const frame = page.defaultView?.frameElement
  if (!(frame instanceof HTMLElement)) throw new Error('no frame')
  frame.style.colorScheme = scheme
}

feature(
  'a dark system of the customer is dark in the replica, the page asking for it in CSS [line 31]',
  {
    head: `<style>@media (prefers-color-scheme:dark){body{background:rgb(10,20,30);color:rgb(200,210,220)}}
    @media (prefers-color-scheme:light){p{padding:5px}}</style>`,
    markup: '<p>text</p>',
    change: (page) => prefer(page, 'dark'),
    without: (op) => (op.op === 'media' ? null : op),
    pixels: true,
  },
)
