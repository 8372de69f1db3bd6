/** Light and dark are drawn separately, as the bar is; the copy lies on a mat that is neither of the two. */
export const PREVIEW_STYLE = `
.preview-panel {
  --surface: #ffffff;
  --ink: #17191c;
  --soft: #5c636b;
  --line: rgb(15 20 25 / 0.12);
  --hover: rgb(15 20 25 / 0.06);
  --mat: #e4e6e9;
  --focus: #2f6fed;
  position: absolute;
  z-index: 1;
  inset: 0;
  box-sizing: border-box;
  display: grid;
  grid-template-rows: auto minmax(0, 1fr);
  padding: 24px 24px 84px;
  background: rgb(15 20 25 / 0.5);
  color: var(--ink);
  font: 400 14px/1.45 system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'Noto Sans JP', 'Noto Sans CJK JP', sans-serif;
  text-align: start;
  pointer-events: auto;
}
.preview-panel[data-bar^='top'] { padding-block: 84px 24px; }
.preview-head {
  display: grid;
  grid-template-columns: minmax(0, 1fr) auto;
  gap: 2px 16px;
  align-items: start;
  padding: 14px 16px;
  border-radius: 16px 16px 0 0;
  background: var(--surface);
}
.preview-head h2 { margin: 0; font-size: 16px; font-weight: 600; line-height: 1.3; overflow-wrap: anywhere; }
.preview-head p { grid-row: 2; margin: 0; max-width: 96ch; color: var(--soft); font-size: 13px; overflow-wrap: anywhere; }
.preview-panel button.preview-close {
  grid-row: 1 / span 2;
  grid-column: 2;
  width: 40px;
  height: 40px;
  border-radius: 9px;
  color: var(--soft);
}
.preview-panel button.preview-close:hover { background: var(--hover); color: var(--ink); }
.preview-panel :is(button, input):focus-visible { outline: 2px solid var(--focus); outline-offset: 2px; }
.preview-mark {
  grid-row: 3;
  display: flex;
  gap: 8px;
  align-items: center;
  justify-self: start;
  min-height: 32px;
  font-size: 13px;
  font-weight: 500;
  cursor: pointer;
}
.preview-mark input { width: 16px; height: 16px; margin: 0; accent-color: var(--focus); cursor: pointer; }
.preview-mat {
  position: relative;
  overflow: hidden;
  border-radius: 0 0 16px 16px;
  background: var(--mat);
  box-shadow: inset 0 1px var(--line);
}
.preview-page { all: initial; position: absolute; overflow: hidden; transform-origin: 0 0; box-shadow: 0 0 0 1px var(--line); }
.preview-note {
  position: absolute;
  inset: 0;
  display: grid;
  place-items: center;
  box-sizing: border-box;
  padding: 24px;
  background: var(--mat);
  color: var(--ink);
  text-align: center;
  text-wrap: balance;
}
.preview-note:empty { display: none; }
@media (max-width: 600px) {
  .preview-panel { padding: 10px 10px 80px; }
  .preview-panel[data-bar^='top'] { padding-block: 80px 10px; }
  .preview-head { padding: 10px 12px; }
}
@media (prefers-color-scheme: dark) {
  .preview-panel {
    --surface: #22262b;
    --ink: #f2f4f6;
    --soft: #a8b0b9;
    --line: rgb(255 255 255 / 0.16);
    --hover: rgb(255 255 255 / 0.1);
    --mat: #14171a;
    --focus: #86aeff;
    background: rgb(0 0 0 / 0.6);
  }
}
@media (forced-colors: active) {
  .preview-head, .preview-mat { border: 1px solid CanvasText; }
}
`
