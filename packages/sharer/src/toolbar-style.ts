import { PARTY_COLORS } from '@alongside/overlay/party'

/** Here the bar has to leave room for a messenger's launcher beside it. */
export const NARROW = '(max-width: 480px)'

/** Light and dark are drawn separately; the bar is opaque, because it lies on pages of any colour. */
export function toolbarStyle(): string {
  return `
.bar {
  z-index: 2;
  --surface: #ffffff;
  --ink: #17191c;
  --soft: #5c636b;
  --line: rgb(15 20 25 / 0.1);
  --hover: rgb(15 20 25 / 0.06);
  --danger: #c62b36;
  --danger-hover: #ae202b;
  --focus: #2f6fed;
  position: absolute;
  box-sizing: border-box;
  display: flex;
  align-items: center;
  gap: 4px;
  max-width: min(440px, calc(100% - 24px));
  height: 52px;
  padding: 6px;
  border-radius: 14px;
  background: var(--surface);
  color: var(--ink);
  box-shadow: 0 0 0 1px var(--line), 0 2px 6px rgb(15 20 25 / 0.1), 0 12px 32px rgb(15 20 25 / 0.2);
  font: 400 13px/1.35 system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'Noto Sans JP', 'Noto Sans CJK JP', sans-serif;
  text-align: start;
  pointer-events: auto;
  touch-action: none;
  user-select: none;
  -webkit-user-select: none;
  cursor: grab;
}
.bar[data-corner^='top'] { top: max(15px, env(safe-area-inset-top)); }
.bar[data-corner^='bottom'] { bottom: max(15px, env(safe-area-inset-bottom)); }
.bar[data-corner$='left'] { left: max(15px, env(safe-area-inset-left)); }
.bar[data-corner$='right'] { right: max(15px, env(safe-area-inset-right)); }
.bar[data-dragging] { cursor: grabbing; }
button {
  all: unset;
  box-sizing: border-box;
  display: flex;
  flex: none;
  align-items: center;
  justify-content: center;
  cursor: pointer;
  transition: background-color 120ms ease-out;
  -webkit-tap-highlight-color: transparent;
}
button:focus-visible { outline: 2px solid var(--focus); outline-offset: 2px; }
svg { display: block; fill: none; stroke: currentColor; stroke-width: 1.75; stroke-linecap: round; stroke-linejoin: round; }
svg.grip { stroke-width: 2.5; }
svg.stop { fill: currentColor; }
button.grip { width: 20px; height: 36px; border-radius: 8px; color: var(--soft); cursor: inherit; touch-action: none; }
button.collapse { width: 36px; height: 40px; border-radius: 9px; color: var(--soft); }
button.grip:hover, button.collapse:hover { background: var(--hover); color: var(--ink); }
button.stop {
  gap: 6px;
  height: 40px;
  padding-inline: 12px 15px;
  border-radius: 9px;
  background: var(--danger);
  color: #fff;
  font-weight: 600;
  white-space: nowrap;
}
button.stop:hover { background: var(--danger-hover); }
.face { position: relative; width: 32px; height: 32px; margin-inline-end: 6px; pointer-events: none; }
.initial {
  display: grid;
  place-items: center;
  width: 32px;
  height: 32px;
  border-radius: 50%;
  background: ${PARTY_COLORS.agent.fill};
  color: #fff;
  font-size: 14px;
  font-weight: 600;
}
.live {
  position: absolute;
  inset-inline-end: -2px;
  bottom: -1px;
  width: 9px;
  height: 9px;
  border: 2px solid var(--surface);
  border-radius: 50%;
  background: #1f9d55;
}
.live::after {
  content: '';
  position: absolute;
  inset: 0;
  border-radius: 50%;
  background: inherit;
  animation: live 2.4s ease-out infinite;
}
.bar:not([data-connection='open']) .live { background: #c98a10; }
@keyframes live { from { transform: scale(1); opacity: 0.6; } 60%, to { transform: scale(2.4); opacity: 0; } }
.text { flex: 1 1 auto; min-width: 0; padding-inline-end: 8px; }
.who { overflow: hidden; font-weight: 600; text-overflow: ellipsis; white-space: nowrap; }
.line { overflow: hidden; color: var(--soft); font-size: 12px; font-variant-numeric: tabular-nums; text-overflow: ellipsis; white-space: nowrap; }
.bar[data-connection='interrupted'] .line { color: #935f00; }

.bar[data-collapsed='true'] { height: 44px; padding: 4px; border-radius: 50%; }
.bar[data-collapsed='true'] :is(.grip, .text, .collapse, .stop) { display: none; }
.bar[data-collapsed='true'] .face { width: 36px; height: 36px; margin: 0; border-radius: 50%; pointer-events: auto; }
.bar[data-collapsed='true'] .initial { width: 36px; height: 36px; }
.bar[data-collapsed='false'] .face { cursor: inherit; }

@media ${NARROW} {
  .bar { max-width: calc(100% - 96px); height: auto; min-height: 52px; }
  .bar[data-corner$='left'] { left: 12px; }
  .bar[data-corner$='right'] { right: 12px; }
  .bar[data-collapsed='false'] :is(button.grip, button.collapse) { display: none; }
  .bar[data-collapsed='false'] .face { margin-inline-start: 4px; pointer-events: auto; }
  .who { display: -webkit-box; font-size: 12.5px; line-height: 1.25; white-space: normal; -webkit-box-orient: vertical; -webkit-line-clamp: 2; }
}
@media (prefers-color-scheme: dark) {
  .bar {
    --surface: #22262b;
    --ink: #f2f4f6;
    --soft: #a8b0b9;
    --line: rgb(255 255 255 / 0.14);
    --hover: rgb(255 255 255 / 0.1);
    --danger: #d2404a;
    --danger-hover: #de5560;
    --focus: #86aeff;
    box-shadow: 0 0 0 1px var(--line), 0 2px 6px rgb(0 0 0 / 0.3), 0 12px 32px rgb(0 0 0 / 0.5);
  }
  .bar[data-connection='interrupted'] .line { color: #f0b849; }
}
@media (prefers-reduced-motion: reduce) {
  .live::after { animation: none; }
  button { transition: none; }
}
@media (forced-colors: active) {
  .bar, button.stop { border: 1px solid CanvasText; }
}
`
}
