/** Light and dark are drawn separately, as the bar of a share is. Everything is positioned by logical sides. */
export const TESTER_STYLE = `
.outline { position: absolute; left: 0; top: 0; box-sizing: border-box; border-radius: 3px; pointer-events: none; }
.outline[hidden] { display: none; }
.hovered { outline: 2px dashed #2f6fed; outline-offset: 1px; }
.selected { outline: 3px solid #2f6fed; outline-offset: 1px; box-shadow: 0 0 0 6px rgb(255 255 255 / 0.7); }
.tester {
  --surface: #ffffff;
  --ink: #17191c;
  --soft: #5c636b;
  --line: rgb(15 20 25 / 0.12);
  --field: rgb(15 20 25 / 0.3);
  --hover: rgb(15 20 25 / 0.06);
  --focus: #2f6fed;
  --warn: #935f00;
  position: absolute;
  inset-inline-end: max(15px, env(safe-area-inset-right));
  bottom: max(15px, env(safe-area-inset-bottom));
  box-sizing: border-box;
  display: grid;
  grid-template-rows: auto minmax(0, 1fr);
  width: min(392px, calc(100% - 30px));
  max-height: min(460px, 62%);
  overflow: hidden;
  border-radius: 16px;
  background: var(--surface);
  color: var(--ink);
  box-shadow: 0 0 0 1px var(--line), 0 2px 6px rgb(15 20 25 / 0.1), 0 12px 32px rgb(15 20 25 / 0.2);
  font: 400 14px/1.45 system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'Noto Sans JP', 'Noto Sans CJK JP', sans-serif;
  text-align: start;
  pointer-events: auto;
  outline: none;
}
.tester[data-end='top'] { top: max(15px, env(safe-area-inset-top)); bottom: auto; }
.tester button {
  all: unset;
  box-sizing: border-box;
  display: inline-flex;
  flex: none;
  gap: 6px;
  align-items: center;
  justify-content: center;
  min-width: 36px;
  min-height: 36px;
  border-radius: 8px;
  color: var(--soft);
  cursor: pointer;
}
.tester button:hover { background: var(--hover); color: var(--ink); }
.tester button:focus-visible, .tester:focus-visible { outline: 2px solid var(--focus); outline-offset: -2px; }
.tester button[aria-pressed='true'], .tester button[aria-expanded='true'] { background: var(--hover); color: var(--focus); }
/* The copy's own buttons, which elsewhere have the look of the bar of a share. */
.preview-panel button { all: unset; box-sizing: border-box; display: flex; align-items: center; justify-content: center; cursor: pointer; }
:is(.tester, .preview-panel) svg { fill: none; stroke: currentColor; stroke-width: 1.75; stroke-linecap: round; stroke-linejoin: round; }
.tester-head { display: flex; gap: 2px; align-items: center; padding: 8px 8px 8px 16px; border-bottom: 1px solid var(--line); }
.tester[dir='rtl'] .tester-head { padding: 8px 16px 8px 8px; }
.tester h2 { flex: 1; min-width: 0; margin: 0; font-size: 15px; font-weight: 600; line-height: 1.3; }
.tester-body { display: grid; gap: 12px; align-content: start; overflow-y: auto; padding: 12px 16px 16px; overscroll-behavior: contain; }
.tester[data-seeing] .tester-body { display: none; }
.tester[data-seeing] .tester-head { border-bottom: 0; }
.tester p { margin: 0; overflow-wrap: anywhere; }
.tester-lead { color: var(--soft); font-size: 13px; }
.tester-lead[data-held] { color: var(--warn); font-weight: 500; }
.tester-picked { display: grid; gap: 8px; padding: 12px; border: 1px solid var(--line); border-radius: 10px; }
.tester code { display: block; direction: ltr; font: 500 12px/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; overflow-wrap: anywhere; }
.tester[dir='rtl'] code { text-align: right; }
.tester-leaves { font-weight: 600; }
.tester-why { color: var(--soft); font-size: 13px; }
.tester-row { display: flex; flex-wrap: wrap; gap: 8px; align-items: center; }
.tester-steps { gap: 2px; margin-inline-start: auto; }
.tester-place { display: flex; gap: 8px; align-items: flex-start; }
.tester-place code { flex: 1; min-width: 0; padding-block-start: 8px; }
.tester-row button.tester-act { padding-inline: 12px; border: 1px solid var(--field); color: var(--ink); font-size: 13px; font-weight: 600; }
.tester [hidden] { display: none !important; }
.tester h3 { margin: 0 0 4px; font-size: 13px; font-weight: 600; }
.tester ul { display: grid; gap: 2px; margin: 0; padding: 0; list-style: none; }
.tester li { display: flex; gap: 8px; align-items: center; min-height: 36px; }
.tester li > span { flex: 1; min-width: 0; font-size: 13px; overflow-wrap: anywhere; }
.tester-sent { margin-block-start: 4px; color: var(--soft); font-size: 13px; }
.tester-sent[data-failed] { color: var(--warn); font-weight: 500; }
@media (max-width: 480px) {
  .tester { inset-inline: 8px; bottom: max(8px, env(safe-area-inset-bottom)); width: auto; max-height: 54%; }
  .tester[data-end='top'] { top: max(8px, env(safe-area-inset-top)); }
  .tester button { min-width: 40px; min-height: 40px; }
}
@media (prefers-color-scheme: dark) {
  .tester {
    --surface: #22262b;
    --ink: #f2f4f6;
    --soft: #a8b0b9;
    --line: rgb(255 255 255 / 0.16);
    --field: rgb(255 255 255 / 0.4);
    --hover: rgb(255 255 255 / 0.1);
    --focus: #86aeff;
    --warn: #f0b849;
    box-shadow: 0 0 0 1px var(--line), 0 2px 6px rgb(0 0 0 / 0.3), 0 12px 32px rgb(0 0 0 / 0.5);
  }
}
@media (forced-colors: active) {
  .tester, .tester-picked { border: 1px solid CanvasText; }
}
`
