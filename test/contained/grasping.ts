/** Content that would cover, leave or outgrow the box that it is shown in. Scripts run at the customer, if anywhere. */
export const GRASPING: readonly (readonly [name: string, markup: string])[] = [
  ['a fixed box over everything', '<div style="position:fixed;inset:-9999px;z-index:2147483647">'],
  [
    'a box beside the page',
    '<div style="position:absolute;left:850px;top:0;width:400px;height:900px">',
  ],
  [
    'a box above the page',
    '<div style="margin:-900px -900px 0 0;height:1800px;position:relative">',
  ],
  ['a page that is far too wide', '<div style="width:99999px;height:99999px">'],
  ['a box that is moved away', '<div style="translate:700px 0;scale:9;width:300px;height:300px">'],
  ['a shadow that is cast far', '<div style="box-shadow:0 0 0 9999px red;width:9px;height:9px">'],
  ['an outline that is far off', '<div style="outline:9999px solid red;width:9px;height:9px">'],
  ['a filter', '<div style="filter:drop-shadow(700px 0 red);width:700px;height:600px">'],
  [
    'a modal dialog',
    '<dialog style="width:9999px;height:9999px">x</dialog><script>document.currentScript.previousElementSibling.showModal()</script>',
  ],
  [
    'a backdrop',
    '<style>::backdrop{position:fixed;inset:-9999px;background:red}</style><dialog>x</dialog><script>document.currentScript.previousElementSibling.showModal()</script>',
  ],
  [
    'a popover',
    '<div popover style="inset:-9999px;background:red;position:fixed">x</div><script>document.currentScript.previousElementSibling.showPopover()</script>',
  ],
  [
    'an anchored popover',
    '<button style="anchor-name:--a;margin-left:700px">x</button><div popover style="position-anchor:--a;left:anchor(right);width:900px;background:red">x</div><script>document.currentScript.previousElementSibling.showPopover()</script>',
  ],
  [
    'a name for a view transition',
    '<style>::view-transition{position:fixed;inset:-9999px;background:red}</style><div style="view-transition-name:all">',
  ],
  [
    'an element for the whole screen',
    '<div style="width:900px">x</div><style>:fullscreen,div{position:fixed;inset:-9px}</style>',
  ],
  [
    'a frame in it that is larger',
    '<iframe style="position:fixed;left:700px;width:900px;height:900px" srcdoc="<body style=background:red>x"></iframe>',
  ],
  [
    'an SVG that shows what is outside',
    '<svg overflow=visible width=9 height=9><rect x=-9999 y=-9999 width=99999 height=99999 fill=red /></svg>',
  ],
  [
    'an element that wants the focus',
    '<div tabindex=0 autofocus contenteditable>x</div><input autofocus><script>document.currentScript.previousElementSibling.focus()</script>',
  ],
  [
    'a cursor',
    "<style>*{cursor:url(\"data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' width='128' height='128'><rect width='128' height='128'/></svg>\"),none}</style><p>x",
  ],
  [
    'sound',
    '<audio autoplay loop controls src="data:audio/wav;base64,UklGRiQAAABXQVZFZm10IBAAAAABAAEARKwAAIhYAQACABAAZGF0YQAAAAA="></audio>',
  ],
  [
    'a list of all letters',
    '<select size=99 autofocus><option>x</select><select style="appearance:base-select"><option>x</select>',
  ],
]
