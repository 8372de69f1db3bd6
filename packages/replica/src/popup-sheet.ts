/** How the list of an open native popup looks: the paper, lines and shadow of the product, the customer's amber. */
const CSS = `
.panel{font:400 13px/1.45 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif;color:#1b1b18;position:absolute;box-sizing:border-box;width:max-content;max-width:420px;overflow:hidden auto;padding:4px;background:#fff;
  border-radius:10px;border-top:3px solid #f2a20d;box-shadow:0 0 0 1px rgb(27 27 24/9%),0 8px 32px rgb(15 20 25/16%)}
.panel[hidden]{display:none}
.option,.title,.value{padding:4px 12px;white-space:nowrap;overflow:hidden;text-overflow:ellipsis;min-height:1.45em}
.option{border-radius:6px;padding-left:28px;position:relative}
.group>.option{padding-left:36px}
.group>.option::before{left:18px!important}
.option[aria-selected=true]{background:#fdf0d6;color:#8a4b05;font-weight:500}
.option[aria-selected=true]::before{content:"✓";position:absolute;left:10px}
.option[aria-disabled=true]{color:#87877f}
.title{font-size:12px;font-weight:600;color:#64645d}
.note{padding:8px 4px}
.value{font-size:14px;font-variant-numeric:tabular-nums}
.value[style]::before{content:"";display:inline-block;width:14px;height:14px;margin-right:8px;border-radius:4px;vertical-align:-2px;
  background:var(--colour);box-shadow:inset 0 0 0 1px rgb(27 27 24/18%)}
@media (forced-colors:active){.panel{border:1px solid CanvasText}}
`

const sheets = /* @__PURE__ */ new WeakMap<Document, CSSStyleSheet>()

/** One sheet object for all popups of a document: constructed sheets need no exception in an app's policy. */
export function popupSheet(owner: Document): CSSStyleSheet {
  const known = sheets.get(owner)
  if (known) return known
  const sheet = new (owner.defaultView ?? window).CSSStyleSheet()
  sheet.replaceSync(CSS)
  sheets.set(owner, sheet)
  return sheet
}
