/** Something that a person can make do something by hand: `id=t` is what is pressed. `SINK` is the address of a server. */
export interface Steered {
  readonly name: string
  readonly markup: string
  /** Why nothing comes of it in a plain frame. */
  readonly silent?: string
}

const FULL = 'id=t style="display:block;width:100%;height:30px"'

const WORKING: readonly (readonly [name: string, markup: string])[] = [
  ['a link', `<a ${FULL} href="SINK">x</a>`],
  ['a link to the top', `<a ${FULL} href="SINK" target=_top>x</a>`],
  ['a link to a new page', `<a ${FULL} href="SINK" target=_blank rel=opener>x</a>`],
  ['a link to a name', `<a ${FULL} href="SINK" target=other>x</a>`],
  ['a link with a ping', `<a ${FULL} href="#x" ping="SINK">x</a>`],
  ['a link under a base', `<base target=_top href="SINK"><a ${FULL} href="y">x</a>`],
  ['a link within', `<a ${FULL} href="#t">x</a>`],
  ['a link that runs', `<a ${FULL} href="javascript:location='SINK'">x</a>`],
  ['an image in a link', `<a href="SINK"><img ${FULL} src="data:,"></a>`],
  [
    'an area',
    `<map name=m><area shape=default href="SINK"></map><img ${FULL} usemap=#m src="data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' width='99' height='30'/>">`,
  ],
  ['an SVG link', `<svg ${FULL}><a href="SINK"><rect width=999 height=30 /></a></svg>`],
  [
    'an old SVG link',
    `<svg ${FULL}><a xlink:href="SINK" target=_top><rect width=999 height=30 /></a></svg>`,
  ],
  [
    'an animated SVG link',
    `<svg ${FULL}><a><set attributeName=href to="SINK" /><rect width=999 height=30 /></a></svg>`,
  ],
  ['a submit button', `<form action="SINK"><button ${FULL}>x</button></form>`],
  [
    'a submit button of another form',
    `<form id=f action="SINK" method=post></form><button form=f ${FULL}>x</button>`,
  ],
  [
    'a form action of its own',
    `<form action="#"><button formaction="SINK" formtarget=_top ${FULL}>x</button></form>`,
  ],
  ['an image button', `<form action="SINK"><input type=image src="data:," ${FULL}></form>`],
  [
    'a label of a submit button',
    `<form action="SINK"><label ${FULL} for=s>x</label><input type=submit id=s hidden></form>`,
  ],
  ['a field and Enter', `<form action="SINK"><input ${FULL}></form>`],
  ['a download', `<a ${FULL} href="data:application/octet-stream,x" download="x.bin">x</a>`],
  ['a handler', `<div ${FULL} onclick="location='SINK'">x</div>`],
  [
    'a link in a shadow root',
    `<div ${FULL}><template shadowrootmode=open><a href="SINK" style="display:block;height:30px">x</a></template></div>`,
  ],
]

const STILL: readonly (readonly [name: string, markup: string, silent: string])[] = [
  [
    'a summary',
    `<details><summary ${FULL}>x</summary><a href="SINK">x</a></details>`,
    'opens only itself',
  ],
  [
    'a button of a popover',
    `<button popovertarget=p ${FULL}>x</button><div popover id=p><a href="SINK">x</a></div>`,
    'opens only what is in the page',
  ],
  [
    'a button with a command',
    `<button commandfor=d command=show-modal ${FULL}>x</button><dialog id=d>x</dialog>`,
    'opens only what is in the page',
  ],
  ['a mail link', `<a ${FULL} href="mailto:a@b.example">x</a>`, 'another program opens it'],
  ['a phone link', `<a ${FULL} href="tel:123">x</a>`, 'another program opens it'],
  ['an element that can be edited', `<div ${FULL} contenteditable>x</div>`, 'is only typed in'],
  ['an element that can be dragged', `<div ${FULL} draggable=true>x</div>`, 'is only dragged'],
  ['a text area', `<textarea ${FULL}>x</textarea>`, 'is only typed in'],
  ['a list', `<select ${FULL}><option>x<option>y</select>`, 'opens only itself'],
  ['a colour', `<input type=color ${FULL}>`, 'opens a picker'],
  ['a date', `<input type=date ${FULL}>`, 'opens a picker'],
  ['a check box', `<input type=checkbox ${FULL}>`, 'is only checked'],
  ['a video with controls', `<video controls ${FULL} src="data:,"></video>`, 'plays nothing'],
  [
    'an access key',
    `<a accesskey=x ${FULL} href="SINK#k" tabindex=-1 hidden>x</a><b>x</b>`,
    'is not to be seen',
  ],
]

export const STEERED: readonly Steered[] = [
  ...WORKING.map(([name, markup]) => ({ name, markup })),
  ...STILL.map(([name, markup, silent]) => ({ name, markup, silent })),
]
